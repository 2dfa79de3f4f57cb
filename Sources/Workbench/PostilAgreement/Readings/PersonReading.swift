import PostilKit
import PostilSystem

/// What one person says of one article.
package struct PersonReading: Sendable {
  /// An annotation with its screen number in the sidecar that it was read from.
  package struct Numbered: Hashable, Sendable {
    package let annotation: Annotation
    package let number: Int
  }

  /// The accepted annotations, in text order. An undecided suggestion is no reading.
  package internal(set) var annotations: [Numbered] = []
  /// The number of suggestions that are not decided.
  package internal(set) var undecided = 0
  /// The hash of the text that the sidecar was made for.
  package internal(set) var sha256: String?
  /// The length of that text in code points.
  package internal(set) var length = 0
  /// The words that links of roles point at, by the id of the annotation.
  package internal(set) var words: [String: [Span]] = [:]

  /// The words of a role's links, in text order: their own, or those of the annotation that they name.
  package func target(_ links: [RoleLink]) -> [Span] {
    links.flatMap { link in
      link.spans.isEmpty ? link.id.flatMap { words[$0] } ?? [] : link.spans
    }.sorted()
  }

  /// What the roles of an annotation link, for a reader: `from "Ann", to "Acme"`; nil of one without roles.
  ///
  /// - Parameter text: The article's text; without it places are named: `from @0-3`.
  package func links(of annotation: Annotation, in text: Text?) -> String? {
    guard !annotation.roles.isEmpty else { return nil }
    return annotation.roles.sorted { $0.key < $1.key }.map { name, links in
      let spans = target(links)
      let words = spans.map { span in
        if let text, span.end <= text.count { "\"\(text[[span]])\"" } else { "@\(span)" }
      }
      return "\(name) \(words.isEmpty ? "-" : words.joined(separator: " + "))"
    }.joined(separator: ", ")
  }
}

/// Reads the lines of one sidecar into what one person says, or everybody together.
struct ReadingBuilder {
  /// The author whose lines count; nil for those of all.
  private let author: String?
  private var numbers: [String: Int] = [:]
  private var newest: [String: Annotation] = [:]
  private var reading = PersonReading()
  /// Whether the author has written a line.
  private(set) var isTouched = false

  init(of author: String? = nil) { self.author = author }

  /// Members that belong to a line and not to its annotation.
  private static let stamp: Set = [
    "op", "at", "by", "author", "for", "prev", "undoes", "redoes", "command", "articles", "lines",
    "interrupted", "crc",
  ]

  mutating func add(_ object: JSONObject) {
    if object["postil"] != nil, object["id"] == nil {
      reading.sha256 = object["sha256"]?.string ?? reading.sha256
      reading.length = object["length"]?.int ?? reading.length
    }
    let id = object["id"]?.string
    if let id, numbers[id] == nil { numbers[id] = numbers.count + 1 }
    if let author {
      guard object["by"]?.string == author, object["author"]?.string != "plugin" else { return }
      if Self.isTaken(object, by: author) { return }
    }
    isTouched = true
    guard let id else { return }
    if object["removed"]?.bool == true {
      newest[id] = nil
    } else {
      let rest = JSONObject(object.members.filter { !Self.stamp.contains($0.name) })
      newest[id] = try? Annotation(json: .object(rest))
    }
  }

  /// Whether `curate` took a line in the name of one of the people whom it compared: that is not how the person
  /// reads the article. A curator who is none of them has no other lines, and they are the gold.
  private static func isTaken(_ object: JSONObject, by author: String) -> Bool {
    let taken = object["taken"]?.object
    return ["from", "against"].contains { side in
      taken?[side]?.array?.contains(.string(author)) == true
    }
  }

  /// What the lines say.
  func built() -> PersonReading {
    var reading = reading
    for (id, annotation) in newest {
      switch annotation.state {
      case .accepted:
        reading.annotations.append(.init(annotation: annotation, number: numbers[id] ?? 0))
      case .suggested: reading.undecided += 1
      case .rejected: break
      }
      reading.words[id] = annotation.spans
    }
    reading.annotations.sort {
      ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number)
    }
    return reading
  }
}
