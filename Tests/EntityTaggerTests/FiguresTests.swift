import EntityTagger
import PostilKit
import PostilSystem
import Testing

/// The score of the released model on text that it was not trained on. The data is not in the
/// repository: its folder is `$POSTIL_SHARED`, or else `shared` beside the checkout; without it
/// these tests are skipped.
@Suite(.enabled(if: Shared.folder != nil, "no folder with shared data: set POSTIL_SHARED"))
struct FiguresTests {
  private static let classes = [
    "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
  ]

  @Test(.enabled(if: Shared.isOptimized, "too slow for a debug build"))
  func newsOfTheWorld() throws {
    let folder = try #require(Shared.folder) + "/data/ner/eww/dev"
    let docs = try Shared.lines(folder + ".docs.jsonl")
    let names = Set(docs.compactMap { $0["doc"]?.string })
    let gold = try Shared.lines(folder + ".gold4.jsonl").filter {
      names.contains($0["doc"]?.string ?? "")
    }
    let score = try score(docs, Set(gold.compactMap(Statement.init(json:))))
    #expect(score >= 0.78)
  }

  /// Of the references that were drawn by a fixed seed and judged by hand, those still given are right.
  @Test(.enabled(if: Shared.isOptimized, "too slow for a debug build"))
  func judgedReferences() throws {
    let folder = try #require(Shared.folder) + "/data/"
    let file = pluginFolder + "/../../Benchmarks/entities/references.jsonl"
    let judged = Dictionary(grouping: try Shared.lines(file)) { $0["doc"]?.string ?? "" }
    var texts: [String: String] = [:]
    for doc in try Shared.lines(folder + "ner/eww/dev.docs.jsonl") {
      texts[doc["doc"]?.string ?? ""] = doc["text"]?.string
    }
    var (given, right) = (0, 0)
    for (doc, rows) in judged {
      let text = try texts[doc] ?? Shared.text(folder + "seeds/" + doc + ".txt")
      let found = try released.get().annotate(Article(text: Text(text)), given: [])
      for row in rows {
        let isSame = found.contains {
          $0.extent.start == row["start"]?.int && $0.extent.end == row["end"]?.int
            && $0.attributes["ref"]?.string == row["ref"]?.string
        }
        if isSame { given += 1 }
        if isSame, row["right"]?.bool == true { right += 1 }
      }
    }
    #expect(given >= 190)
    #expect(Double(right) >= 0.97 * Double(given), "\(right) of \(given)")
  }

  @Test(arguments: ["000_2635e834d5dcc791", "001_3922f54804be6616", "003_b19ae0a16c1f04e6"])
  func seeds(_ name: String) throws {
    let path = try #require(Shared.folder) + "/data/seeds/" + name
    let doc = JSONValue.object(
      JSONObject([
        .init(name: "doc", value: .string(name)),
        .init(name: "text", value: .string(try Shared.text(path + ".txt"))),
      ]))
    let gold = try Shared.lines(path + ".gold.jsonl").filter { $0["layer"]?.string == "entity" }
    let statements = gold.compactMap { row in
      Self.classes[row["label"]?.string ?? ""].map {
        Statement(
          doc: name, start: row["start"]?.int ?? 0, end: row["end"]?.int ?? 0, label: $0)
      }
    }
    #expect(try score([doc], Set(statements), only: ["PER", "ORG", "LOC"]) >= 0.85)
  }

  private struct Statement: Hashable {
    var doc: String
    var start: Int
    var end: Int
    var label: String

    init(doc: String, start: Int, end: Int, label: String) {
      (self.doc, self.start, self.end, self.label) = (doc, start, end, label)
    }

    init?(json: JSONValue) {
      guard let doc = json["doc"]?.string, let start = json["start"]?.int,
        let end = json["end"]?.int, let label = json["label"]?.string
      else { return nil }
      self.init(doc: doc, start: start, end: end, label: label)
    }
  }

  /// Strict F1: span and class must be equal.
  private func score(
    _ docs: some Sequence<JSONValue>, _ gold: Set<Statement>, only classes: Set<String>? = nil
  ) throws -> Double {
    let tagger = try released.get()
    var predicted: Set<Statement> = []
    for doc in docs {
      let article = Article(text: Text(doc["text"]?.string ?? ""))
      for annotation in try tagger.annotate(article, given: []) {
        let label = Self.classes[annotation.label] ?? "MISC"
        guard classes?.contains(label) != false else { continue }
        predicted.insert(
          Statement(
            doc: doc["doc"]?.string ?? "", start: annotation.extent.start,
            end: annotation.extent.end, label: label))
      }
    }
    let right = predicted.intersection(gold).count
    return 2 * Double(right) / Double(max(1, predicted.count + gold.count))
  }
}

/// The folder of data that is not in the repository.
enum Shared {
  static let folder: String? = {
    let beside = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
    let places = [
      getenv("POSTIL_SHARED").map { String(cString: $0) }, beside + "/shared",
      beside + "/../shared",
    ]
    return places.compactMap { $0 }.first { access($0 + "/data/ner/eww/dev.docs.jsonl", R_OK) == 0 }
  }()

  /// Whether the tests are built for release; a debug build is too slow for whole test sets.
  static let isOptimized = {
    var isOptimized = true
    assert(
      {
        isOptimized = false
        return true
      }())
    return isOptimized
  }()

  static func bytes(_ path: String) throws -> [UInt8] {
    let resource = try Resource(path: path)
    return withExtendedLifetime(resource) { Array(resource.bytes) }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func lines(_ path: String) throws -> [JSONValue] {
    try bytes(path).split(separator: UInt8(ascii: "\n")).map { try JSONParser.parse($0) }
  }
}
