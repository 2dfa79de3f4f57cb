import PostilKit

/// What a sidecar says about a plugin that has processed the article.
package struct RanLine: Hashable, Sendable {
  /// The plugin as `name@version`.
  package let annotator: String
  /// The day of publication that it knew; nil if it knew none.
  package var published: String?
  /// What its suggestions were made of besides; nil in lines of Postil 0.1.0 and of other programs.
  package var hash: String?
}

extension RanLine {
  init(_ annotator: String, _ object: JSONObject) {
    self.init(
      annotator: annotator, published: object["published"]?.string, hash: object["hash"]?.string)
  }

  /// The plugin's name.
  var name: String { Author.pluginName(ofAnnotator: annotator) ?? annotator }

  func add(to object: inout JSONObject) {
    object["ran"] = .string(annotator)
    object["published"] = published.map { .string($0) }
    object["hash"] = hash.map { .string($0) }
  }
}
