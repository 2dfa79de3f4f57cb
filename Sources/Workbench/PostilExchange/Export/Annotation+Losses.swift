import PostilKit

extension Annotation {
  /// The losses of a format that has spans and labels only.
  package var detailLosses: [ExportLoss.Part] {
    stateLosses + attributes.keys.sorted().map { .member("attribute \($0)") } + roleLosses
      + methodLosses + (annotator.isEmpty ? [] : [.member("annotator")])
  }

  /// The loss of a format in which everything is accepted.
  package var stateLosses: [ExportLoss.Part] {
    state == .accepted ? [] : [.member("state \(state.rawValue)")]
  }

  /// The losses of a format without relations.
  package var roleLosses: [ExportLoss.Part] { roles.keys.sorted().map { .member("role \($0)") } }

  /// The losses of a format that does not say how an annotation was made.
  package var methodLosses: [ExportLoss.Part] {
    (score == nil ? [] : [.member("score")]) + (rule == nil ? [] : [.member("rule")])
  }
}
