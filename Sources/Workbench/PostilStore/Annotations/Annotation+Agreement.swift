import PostilKit

extension Annotation {
  /// The other plugins that suggested the same, as `NAME@VERSION`: the member `"also"`, which is metadata
  /// and not part of the schema.
  package var alsoSuggestedBy: [String] {
    get { unknown["also"]?.array?.compactMap(\.string) ?? [] }
    set { unknown["also"] = newValue.isEmpty ? nil : .array(newValue.map { .string($0) }) }
  }

  /// All plugins that suggested it, or the person who made it: `tagger@1, list@2`.
  package var annotators: String { ([annotator] + alsoSuggestedBy).joined(separator: ", ") }
}
