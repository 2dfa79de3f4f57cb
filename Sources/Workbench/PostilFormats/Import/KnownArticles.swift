import PostilKit

/// The articles that a workspace has already.
package struct KnownArticles: Sendable {
  private let texts: [String: Text]
  private let names: [String: String]

  /// Makes a list of texts by the names of their articles.
  package init(_ texts: [String: Text] = [:]) {
    self.texts = texts
    names = Dictionary(
      texts.map { (ImportSource.key(of: $0.value.string), $0.key) }, uniquingKeysWith: min)
  }

  /// The text of an article.
  package func text(of name: String) -> Text? { texts[name] }
  /// An article of this name whose text differs at most in white space; else the article that
  /// ``name(ofKey:)`` finds.
  func name(ofKey key: String, preferring name: String) -> String? {
    texts[name].map { ImportSource.key(of: $0.string) } == key ? name : self.name(ofKey: key)
  }
  /// The article whose text differs at most in white space.
  package func name(ofKey key: String) -> String? { names[key] }
}
