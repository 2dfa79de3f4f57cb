/// What the format could not hold of one annotation.
package struct ExportLoss: Hashable, Sendable {
  /// The part that was dropped or altered.
  package enum Part: Hashable, Sendable {
    /// The whole annotation, for a reason, which is the end of a sentence: `it has no words`.
    case all(String)
    /// The whole annotation, since one with this id, as long or longer, overlaps it.
    case overlapping(String)
    /// A member that the format has no place for: `score`.
    case member(String)
    /// Something else, as the end of a sentence: `cut at line breaks`.
    case other(String)
  }

  /// The annotation's id.
  package let id: String
  /// The part that was dropped or altered.
  package let part: Part

  /// Makes a loss.
  package init(id: String, _ part: Part) {
    self.id = id
    self.part = part
  }

  /// The loss as the end of a sentence: `score dropped`.
  package var what: String {
    switch part {
    case .all(let reason): "dropped: \(reason)"
    case .overlapping(let other): "dropped: it overlaps \(other), which is as long or longer"
    case .member(let name): "\(name) dropped"
    case .other(let text): text
    }
  }

  /// The same without the id of another annotation, so that losses of one kind are counted together.
  var kind: String {
    if case .overlapping = part { "dropped: it overlaps a longer one" } else { what }
  }

  /// Whether the file does not hold the annotation at all.
  package var isWhole: Bool {
    switch part {
    case .all, .overlapping: true
    case .member, .other: false
    }
  }

  /// The name of the member that was dropped; nil for other parts.
  var member: String? { if case .member(let name) = part { name } else { nil } }
}
