import PostilKit

extension Annotation {
  /// How long a person looked at it before deciding, in milliseconds: the member `"ms"`, which says
  /// nothing about the text.
  package var decisionTime: Int? {
    get { unknown["ms"]?.int }
    set { unknown["ms"] = newValue.map { .int($0) } }
  }
}
