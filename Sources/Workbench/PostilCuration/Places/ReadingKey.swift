import PostilKit
import PostilAgreement

/// What makes readings of two people the same: layer, label and words; of annotations without words also the
/// words that their roles point at.
package struct ReadingKey: Hashable, Sendable {
  package let layer: Layer
  package let label: String
  package let spans: [Span]
  private let links: [String: [Span]]

  /// - Parameter reading: The reading that the annotation is of, which knows what its roles point at.
  init(_ annotation: Annotation, in reading: PersonReading) {
    layer = annotation.layer
    label = annotation.label
    spans = annotation.spans
    links = annotation.spans.isEmpty ? annotation.roles.mapValues { reading.target($0) } : [:]
  }

  /// - Parameter words: The words of another annotation.
  init(_ annotation: Annotation, words: (String) -> [Span]?) {
    layer = annotation.layer
    label = annotation.label
    spans = annotation.spans
    links =
      annotation.spans.isEmpty
      ? annotation.roles.mapValues { links in
        links.flatMap { $0.spans.isEmpty ? $0.id.flatMap(words) ?? [] : $0.spans }.sorted()
      } : [:]
  }

  var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }
}

/// Where a decision comes from: the member `"taken"` of an annotation, which is metadata and not part of the
/// schema.
package struct TakenFrom: Hashable, Sendable {
  /// The people whose reading it is.
  package var from: [String]
  /// The people who read something else, or nothing.
  package var against: [String]
  /// The same of attributes and roles that were decided by themselves, by `value=` or `role source`.
  package var parts: [String: TakenPart] = [:]

  package init(from: [String], against: [String]) {
    self.from = from
    self.against = against
  }

  /// The sentence for a reader: `taken from anna, cem against ben`.
  package var sentence: String { Self.sentence(from, against) }

  /// The sentences of the parts, sorted by their names.
  package var partSentences: [String] {
    parts.sorted { $0.key < $1.key }.map {
      "\($0.key) \(Self.sentence($0.value.from, $0.value.against))"
    }
  }

  private static func sentence(_ from: [String], _ against: [String]) -> String {
    let others = against.isEmpty ? "" : " against \(against.joined(separator: ", "))"
    return from.isEmpty
      ? "taken from nobody\(others)" : "taken from \(from.joined(separator: ", "))\(others)"
  }
}

/// Where the value of an attribute or a role comes from.
package struct TakenPart: Hashable, Sendable {
  package let from: [String]
  package let against: [String]
}

extension Annotation {
  /// Where it was taken from by `curate`; nil if it was not.
  package var taken: TakenFrom? {
    get {
      guard let object = unknown["taken"]?.object else { return nil }
      var taken = TakenFrom(
        from: Self.names(object["from"]), against: Self.names(object["against"]))
      for member in object["parts"]?.object?.members ?? [] {
        taken.parts[member.name] = TakenPart(
          from: Self.names(member.value["from"]), against: Self.names(member.value["against"]))
      }
      return taken
    }
    set { unknown["taken"] = newValue.map(Self.json) ?? .null }
  }

  private static func names(_ json: JSONValue?) -> [String] {
    json?.array?.compactMap(\.string) ?? []
  }

  private static func json(_ taken: TakenFrom) -> JSONValue {
    func people(_ from: [String], _ against: [String]) -> JSONObject {
      var object = JSONObject()
      object["from"] = .array(from.map { .string($0) })
      object["against"] = .array(against.map { .string($0) })
      return object
    }
    var object = people(taken.from, taken.against)
    guard !taken.parts.isEmpty else { return .object(object) }
    var parts = JSONObject()
    for (name, part) in taken.parts.sorted(by: { $0.key < $1.key }) {
      parts[name] = .object(people(part.from, part.against))
    }
    object["parts"] = .object(parts)
    return .object(object)
  }
}
