import PostilKit

/// An annotation whose place in a changed text is not certain: a person decides, with `review moved`.
///
/// It is stored as a removal that has the annotation, so that programs which do not know this neither show nor
/// suggest it.
package struct MovedAnnotation: Hashable, Sendable {
  /// The annotation with its spans and words in the old text; words of its roles are in the text as it is now.
  package var annotation: Annotation
  /// Where it may be in the text as it is now; empty if nothing is known.
  package var suggested: [Span]
  /// Its screen number; 0 while it is not in a sidecar.
  package internal(set) var number = 0
  package var id: String { annotation.id }

  /// Makes one that is not in a sidecar yet.
  package init(_ annotation: Annotation, suggested: [Span]) {
    self.annotation = annotation
    self.suggested = suggested
  }

  /// Reads the members of a removal; nil if it is an ordinary one.
  init?(_ object: JSONObject) {
    guard let moved = object["moved"]?.object, let id = object["id"] else { return nil }
    var members = moved
    members["id"] = id
    guard let annotation = try? Annotation(json: .object(members)) else { return nil }
    self.init(annotation, suggested: [])
    let spans = object["suggested"]?.array?.compactMap { span -> Span? in
      guard let ends = span.array?.compactMap(\.int), ends.count == 2, ends[0] >= 0,
        ends[0] <= ends[1]
      else { return nil }
      return Span(ends[0], ends[1])
    }
    suggested = spans ?? []
  }

  func add(to object: inout JSONObject) {
    object["id"] = .string(id)
    object["removed"] = true
    var moved = annotation.json.object ?? JSONObject()
    moved["id"] = nil
    object["moved"] = .object(moved)
    guard !suggested.isEmpty else { return }
    object["suggested"] = .array(
      suggested.map { .array([.int($0.start), .int($0.end)]) })
  }
}
