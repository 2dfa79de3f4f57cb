import Foundation

/// A judged passage of `Tests/Cases`: its text, and the entities and quotes that it has.
struct NamesCase: Decodable {
  struct Entity: Decodable {
    let text: String
    let label: String
    let entity: String
    let span: [Int]
    let optional: Bool?
  }

  struct Quote: Decodable {
    let text: String
    let spans: [[Int]]
    let source: String?
    let speaker: String?
    let rule: String?
    let optional: Bool?

    private enum CodingKeys: String, CodingKey {
      case text, spans, source, speaker, optional
      case rule = "speaker_rule"
    }
  }

  let id: String
  let kind: String
  let text: String?
  let published: String?
  let entities: [Entity]?
  let quotes: [Quote]?

  private enum CodingKeys: String, CodingKey {
    case id, kind, text, published
    case entities = "expect_entities"
    case quotes = "expect_quotes"
  }

  /// The words before the colon, under which cases are counted.
  var group: String { String(kind.prefix { $0 != ":" }) }

  /// The cases of a file of `Tests/Cases`; those with a workspace of several articles are left out.
  static func read(_ name: String) throws -> [NamesCase] {
    let file = Postil.root.appending(path: "Tests/Cases/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(NamesCase.self, from: Data($0.utf8))
    }.filter { $0.text != nil }
  }
}

/// What `annotate --stream` answers for a passage.
struct NamesAnswer: Decodable {
  struct Annotation: Decodable {
    let id: String?
    let layer: String
    let label: String
    let spans: [[Int]]
    let text: String
    let roles: [String: Role]?
    let attributes: [String: Value]?

    /// From the start of the first span to the end of the last.
    var extent: [Int] { [spans.first?.first ?? 0, spans.last?.last ?? 0] }

    func string(_ name: String) -> String? {
      if case .string(let string) = attributes?[name] { return string }
      return nil
    }
  }

  /// One link, or the first of several.
  struct Role: Decodable {
    let spans: [[Int]]?
    let id: String?

    private enum Key: CodingKey { case spans, id }

    init(from decoder: any Decoder) throws {
      if var list = try? decoder.unkeyedContainer(), let first = try? list.decode(Role.self) {
        self = first
        return
      }
      let container = try decoder.container(keyedBy: Key.self)
      spans = try container.decodeIfPresent([[Int]].self, forKey: .spans)
      id = try container.decodeIfPresent(String.self, forKey: .id)
    }
  }

  enum Value: Decodable {
    case string(String)
    case other

    init(from decoder: any Decoder) throws {
      let string = try? decoder.singleValueContainer().decode(String.self)
      self = string.map { .string($0) } ?? .other
    }
  }

  let annotations: [Annotation]
}
