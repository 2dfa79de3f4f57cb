import Testing

@testable import PostilKit

/// Flat messages of `postil.h`: they say what the JSON ones say, and no bytes are read beyond them.
struct FlatTests {
  private static let annotations = [
    Annotation(layer: .entity, label: "PER", spans: [Span(0, 3)]),
    Annotation(
      id: "$1", layer: .quote, label: "direct", spans: [Span(4, 9), Span(12, 30)], text: "“Zoë”\n",
      roles: [
        "source": [RoleLink(spans: [Span(31, 35)], id: "k3f9q2m7x1ab")],
        "cue": [RoleLink(spans: [Span(36, 40)]), RoleLink(id: "")], "none": [],
      ],
      attributes: [
        "speaker": "Zoë \u{1F6A2}", "list": ["a", 1, .null, true], "number": .double(0.25),
        "empty": "",
      ], state: .rejected, annotator: "anna", score: 0.75, rule: "",
      unknown: JSONObject([.init(name: "later", value: ["deep": [[1]]])])),
    Annotation(layer: Layer(rawValue: ""), label: "", spans: [], score: .infinity),
  ]

  @Test func aRequestIsTheSameAsInJSON() throws {
    let article = Article(
      id: "7", title: "A “title”", text: Text("text"), published: CalendarDate("2023-03-13"))
    for article in [article, Article(text: Text(""))] {
      let request = AnnotateRequest(article: article, given: Self.annotations)
      let flat = request.flat()
      let read = try AnnotateRequest(flat: flat.bytes, text: article.text)
      let json = try AnnotateRequest(json: request.json(includingText: true))
      #expect(read.article.id == json.article.id)
      #expect(read.article.title == json.article.title)
      #expect(read.article.text == json.article.text)
      #expect(read.article.published == json.article.published)
      #expect(read.given == json.given)
    }
  }

  @Test func anAnswerIsTheSameAsInJSON() throws {
    let order = Annotation(layer: .entity, label: "PER", spans: [Span(5, 9), Span(3, 4)])
    let link = Annotation(layer: .quote, label: "x", spans: [], roles: ["cue": [RoleLink()]])
    for annotations in [[], Self.annotations, [order], [link] + Self.annotations] {
      let answer = AnnotateResult.annotations(annotations)
      let flat = answer.flat()
      let read = try AnnotateResult.read(flat: flat.bytes)
      let json = AnnotateResult.read(answer.json)
      guard case .annotations(let one) = read.result, case .annotations(let other) = json.result
      else {
        Issue.record("an answer became an error")
        continue
      }
      #expect(one == other)
      #expect(read.malformed.count == json.malformed.count)
    }
    let failed = AnnotateResult.error("no modél").flat()
    guard case .error(let reason) = try AnnotateResult.read(flat: failed.bytes).result else {
      Issue.record("an error became an answer")
      return
    }
    #expect(reason == "no modél")
  }

  /// Every prefix is refused, and every changed byte gives some answer or a reason.
  @Test func damagedMessagesAreReadSafely() {
    let flat = AnnotateResult.annotations(Self.annotations).flat()
    let bytes = Array(flat.bytes)
    func read(_ bytes: some Sequence<UInt8>) -> Bool {
      Array(bytes).withUnsafeBufferPointer { (try? AnnotateResult.read(flat: $0)) != nil }
    }
    #expect(read(bytes))
    for count in bytes.indices { #expect(!read(bytes[..<count])) }
    for place in bytes.indices {
      for byte in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = byte
        _ = read(changed)
      }
    }
  }

  @Test func anAnnotationIsWrittenAsItsJSON() {
    for annotation in Self.annotations {
      var writer = JSONWriter()
      writer.write(annotation)
      #expect(
        String(decoding: writer.bytes, as: UTF8.self) == JSONWriter.string(annotation.json))
    }
    for number in [0, 7, 10, -1, -120, .max, .min] {
      var bytes: [UInt8] = [0x2D]
      bytes.append(decimal: number)
      #expect(String(decoding: bytes, as: UTF8.self) == "-\(number)")
    }
  }
}
