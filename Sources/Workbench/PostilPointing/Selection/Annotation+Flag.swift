import PostilKit

extension Annotation {
  /// Whether a person flagged the annotation in order to return to it: the member `"flag":true`,
  /// which is metadata and not part of the schema.
  package var isFlagged: Bool {
    get { unknown["flag"]?.bool == true }
    set { unknown["flag"] = newValue ? .bool(true) : nil }
  }
}
