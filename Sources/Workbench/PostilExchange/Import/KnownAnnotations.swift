import PostilKit
import PostilStore

/// The annotations that an article has already, and what an import changes about them.
///
/// An annotation of the file is one of the article's if it has its id and says the same, or if layer,
/// label and spans are equal. What a file says as accepted wins over an equal suggestion: it is accepted
/// with the file's attributes and roles. An accepted annotation gets those that it lacks; where it has
/// another value, that stays and the file's is listed as lost.
struct KnownAnnotations {
  private struct Key: Hashable {
    let layer: Layer
    let label: String
    let spans: [Span]
    /// What a relation without words connects, as `role id`.
    let links: [String]

    /// - Parameter ids: The ids in the article of the annotations that a file refers to.
    init(_ annotation: Annotation, _ ids: [String: String] = [:]) {
      layer = annotation.layer
      label = annotation.label
      spans = annotation.spans
      let roles = annotation.spans.isEmpty ? annotation.roles : [:]
      links = roles.flatMap { role, links in
        links.map { "\(role) \($0.id.map { ids[$0] ?? $0 } ?? "\($0.spans)")" }
      }.sorted()
    }
  }

  /// An annotation of the article after a merge.
  struct Merged {
    var annotation: Annotation
    var isChanged = false
    /// What of the file's was not taken.
    var conflicts: [(what: String, kind: String)] = []
  }

  private let store: AnnotationStore
  private let known: [Key: String]
  private var byID: [String: Annotation]

  init(_ store: AnnotationStore) {
    self.store = store
    let all = store.annotations.map(\.annotation)
    known = Dictionary(
      all.filter { $0.state != .rejected }.map { (Key($0), $0.id) },
      uniquingKeysWith: { first, _ in first })
    byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Which annotations of the article those of a file are; nil for new ones.
  ///
  /// - Returns: The id in the article of each, by place; and the id that a reference to each has to use:
  ///   a new annotation whose id another one of the article has gets an id of its own.
  func ids(of annotations: [Annotation]) -> (places: [String?], byID: [String: String]) {
    var places = [String?](repeating: nil, count: annotations.count)
    var byID: [String: String] = [:]
    var used = Set(annotations.map(\.id))
    // What a relation without words connects is known first.
    let order =
      annotations.indices.filter { !annotations[$0].spans.isEmpty }
      + annotations.indices.filter { annotations[$0].spans.isEmpty }
    for place in order {
      let annotation = annotations[place]
      let known = id(of: annotation, byID)
      places[place] = known
      if let known {
        byID[annotation.id] = known
      } else if store.isKnown(annotation.id) {
        let new = newID(of: annotation, besides: used)
        used.insert(new)
        byID[annotation.id] = new
      }
    }
    return (places, byID)
  }

  private func id(of annotation: Annotation, _ ids: [String: String]) -> String? {
    if store.isKnown(annotation.id) {
      // One that was removed is known, too, and stays removed.
      guard let own = byID[annotation.id] else { return annotation.id }
      if Key(own) == Key(annotation, ids) { return annotation.id }
    }
    return known[Key(annotation, ids)]
  }

  /// An id that is the same at each import, and that no annotation of the article has.
  private func newID(of annotation: Annotation, besides used: Set<String>) -> String {
    var ordinal = 0
    while true {
      let id = AnnotationIDs.derived(annotation, ordinal: ordinal)
      if !store.isKnown(id), !used.contains(id) { return id }
      ordinal += 1
    }
  }

  /// An annotation of a file merged into one of the article; nil if that was removed or rejected, or if
  /// the file's is not accepted.
  mutating func merged(_ annotation: Annotation, into id: String) -> Merged? {
    guard let own = byID[id], own.state != .rejected, annotation.state == .accepted else {
      return nil
    }
    var merged = Merged(annotation: own)
    let isSuggested = own.state == .suggested
    merged.annotation.state = .accepted
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      if isSuggested || own.attributes[name] == nil {
        merged.annotation.attributes[name] = value
      } else if let other = own.attributes[name], other != value {
        merged.conflicts.append(
          (
            "the \(name) of \"\(own.text)\" is '\(other.plain)' here, not '\(value.plain)'",
            "the \(name) has another value here"
          ))
      }
    }
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      if isSuggested || own.roles[role] == nil {
        merged.annotation.roles[role] = links
      } else if own.roles[role].map({ Self.isSame($0, links) }) == false {
        merged.conflicts.append(
          ("the \(role) of \"\(own.text)\" is another one here", "the \(role) is another one here"))
      }
    }
    merged.isChanged = merged.annotation != own
    byID[id] = merged.annotation
    return merged
  }

  /// Whether two lists of links are the same: a link to an annotation may leave its words out.
  private static func isSame(_ left: [RoleLink], _ right: [RoleLink]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { one, other in
        one == other || one.id != nil && one.id == other.id || one.spans == other.spans
      }
  }
}
