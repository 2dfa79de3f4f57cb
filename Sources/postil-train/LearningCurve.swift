import EntityTagger
import PostilKit
import PostilTagger

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures what a few articles of a user's own bring: the articles fall into four parts, each is scored
/// with the shipped model and with models that learnt from 10, 40 and 160 articles of the other three.
struct LearningCurve {
  private static let parts = 4
  private static let sizes = [10, 40, 160]
  private static let classes = [
    "PER": ["PER"], "ORG": ["ORG"], "LOC": ["GPE", "LOC", "FAC"],
    "MISC": ["NORP", "EVENT", "PRODUCT", "WORK", "MISC"],
  ]

  private struct Name: Hashable {
    var doc: Int
    var span: Span
    var label: String
  }

  private let plugin: String
  private var texts: [Text] = []
  private var gold: [[(span: Span, label: String)]] = []

  /// Reads articles, and their names with the labels `PER`, `ORG`, `LOC`, `MISC`.
  init(plugin: String, docs: String, gold path: String) throws {
    self.plugin = plugin
    var numbers: [String: Int] = [:]
    // An order that is no order: by the hash of the name.
    let rows = try jsonLines(docs).sorted { Self.hash($0["doc"]) < Self.hash($1["doc"]) }
    for row in rows {
      numbers[row["doc"]?.string ?? ""] = texts.count
      texts.append(Text(row["text"]?.string ?? ""))
    }
    gold = [[(span: Span, label: String)]](repeating: [], count: texts.count)
    for row in try jsonLines(path) {
      guard let number = numbers[row["doc"]?.string ?? ""], let start = row["start"]?.int,
        let end = row["end"]?.int, let label = row["label"]?.string, Self.classes[label] != nil
      else { continue }
      gold[number].append((Span(start, end), label))
    }
    for number in gold.indices { gold[number].sort { $0.span < $1.span } }
  }

  private static func hash(_ name: JSONValue?) -> UInt64 {
    (name?.string ?? "").utf8.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  func run() throws {
    let model = try TaggerModel(Resource(path: "\(plugin)/Resources/model.bin"))
    let base = try f1(of: texts.indices.map { $0 }) { _ in nil }
    print("shipped model          F1 \(base)")
    for size in Self.sizes {
      var seconds = 0.0
      let folder = try Self.temporaryFolder()
      defer { rmdir(folder) }
      let adapted = try f1(of: texts.indices.map { $0 }) { part in
        let others = others(than: part).prefix(size)
        let start = clock()
        let bytes = try Adapter(model).adapt(others.map { article($0, model.tags.labels) })
        seconds += Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(Self.parts)
        try write(bytes, to: "\(folder)/model.bin")
        defer { unlink("\(folder)/model.bin") }
        return try EntityTagger(
          Configuration(
            folder: plugin, settings: JSONObject([.init(name: "model", value: "model.bin")]),
            workspace: folder))
      }
      let lift = adapted - base
      print(
        "and \(size) articles\(size < 100 ? " " : "")        F1 \(adapted)"
          + "  \(lift < 0 ? "" : "+")\((lift * 100).rounded() / 100)"
          + "  \((seconds * 10).rounded() / 10) s of processor time to learn")
    }
  }

  /// The articles of the other parts, beginning elsewhere for each part, so that few of them are not
  /// the same few every time.
  private func others(than part: Int) -> [Int] {
    let others = texts.indices.filter { $0 % Self.parts != part }
    let start = others.count * part / Self.parts
    return Array(others[start...] + others[..<start])
  }

  /// Strict F1 over all articles in per cent, each tagged by the tagger for its part.
  private func f1(of numbers: [Int], tagger: (Int) throws -> EntityTagger?) throws -> Double {
    let shipped = try EntityTagger(Configuration(folder: plugin))
    var predicted: Set<Name> = []
    for part in 0..<Self.parts {
      let tagger = try tagger(part) ?? shipped
      for number in numbers where number % Self.parts == part {
        for annotation in try tagger.suggestions(for: Article(text: texts[number])) {
          let label = Self.classes.first { $0.value.contains(annotation.label) }?.key ?? "?"
          predicted.insert(Name(doc: number, span: annotation.extent, label: label))
        }
      }
    }
    let wanted = Set(
      numbers.flatMap { number in
        gold[number].map { Name(doc: number, span: $0.span, label: $0.label) }
      })
    let right = predicted.intersection(wanted).count
    let score = 2 * Double(right) / Double(max(1, predicted.count + wanted.count))
    return (score * 10_000).rounded() / 100
  }

  private func article(_ number: Int, _ labels: [String]) -> TrainingArticle {
    let names = gold[number].map { name in
      let fine = Self.classes[name.label] ?? []
      let bits = labels.enumerated().filter { fine.contains($0.element) }.reduce(UInt64(0)) {
        $0 | 1 << UInt64($1.offset)
      }
      return MarkedName(name.span, labels: bits)
    }
    return TrainingArticle(text: texts[number], sources: [names])
  }

  private static func temporaryFolder() throws -> String {
    var template = Array("/tmp/postil-curve-XXXXXX".utf8CString)
    return try template.withUnsafeMutableBufferPointer { buffer in
      guard let path = buffer.baseAddress.flatMap({ mkdtemp($0) }) else {
        throw AnnotatorError("cannot make a folder in /tmp")
      }
      return String(cString: path)
    }
  }
}
