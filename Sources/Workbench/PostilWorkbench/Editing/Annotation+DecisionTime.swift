import PostilKit

extension Annotation {
  /// How long a person looked at the annotation before deciding, in milliseconds: the member
  /// `"ms"`, which is metadata and not part of the schema.
  package var decisionTime: Int? {
    get { unknown["ms"]?.int }
    set { unknown["ms"] = newValue.map { .int($0) } }
  }
}
