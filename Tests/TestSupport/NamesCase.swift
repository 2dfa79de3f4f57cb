import Foundation

/// A judged passage of `Tests/Cases`: its text, and the entities and quotes that it has.
package struct NamesCase: Decodable {
  package struct Entity: Decodable {
    package let text: String
    package let label: String
    package let entity: String
    package let span: [Int]
    package let optional: Bool?
  }

  package struct Quote: Decodable {
    package let text: String
    package let spans: [[Int]]
    package let source: String?
    package let speaker: String?
    package let rule: String?
    package let optional: Bool?

    private enum CodingKeys: String, CodingKey {
      case text, spans, source, speaker, optional
      case rule = "speaker_rule"
    }
  }

  package let id: String
  package let kind: String
  package let text: String?
  package let published: String?
  package let entities: [Entity]?
  package let quotes: [Quote]?

  private enum CodingKeys: String, CodingKey {
    case id, kind, text, published
    case entities = "expect_entities"
    case quotes = "expect_quotes"
  }

  /// The words before the colon, under which cases are counted.
  package var group: String { String(kind.prefix { $0 != ":" }) }

  /// The cases of a file; those with a workspace of several articles are left out.
  package static func read(_ file: URL) throws -> [NamesCase] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(NamesCase.self, from: Data($0.utf8))
    }.filter { $0.text != nil }
  }
}

/// What `annotate --stream` answers for a passage.
package struct NamesAnswer: Decodable {
  package struct Annotation: Decodable {
    package let id: String?
    package let layer: String
    package let label: String
    package let spans: [[Int]]
    package let text: String
    package let roles: [String: Role]?
    package let attributes: [String: Value]?

    /// From the start of the first span to the end of the last.
    package var extent: [Int] { [spans.first?.first ?? 0, spans.last?.last ?? 0] }

    package func string(_ name: String) -> String? {
      if case .string(let string) = attributes?[name] { return string }
      return nil
    }
  }

  /// One link, or the first of several.
  package struct Role: Decodable {
    package let spans: [[Int]]?
    package let id: String?

    private enum Key: CodingKey { case spans, id }

    package init(from decoder: any Decoder) throws {
      if var list = try? decoder.unkeyedContainer(), let first = try? list.decode(Role.self) {
        self = first
        return
      }
      let container = try decoder.container(keyedBy: Key.self)
      spans = try container.decodeIfPresent([[Int]].self, forKey: .spans)
      id = try container.decodeIfPresent(String.self, forKey: .id)
    }
  }

  package enum Value: Decodable {
    case string(String)
    case other

    package init(from decoder: any Decoder) throws {
      let string = try? decoder.singleValueContainer().decode(String.self)
      self = string.map { .string($0) } ?? .other
    }
  }

  package let annotations: [Annotation]
}
