import PostilKit

extension Annotation {
  /// Whether a person means to return to it: the member `"flag":true`, which says nothing about the text
  /// and which the schema therefore does not rule.
  package var isFlagged: Bool {
    get { unknown["flag"]?.bool == true }
    set { unknown["flag"] = newValue ? .bool(true) : nil }
  }
}
