import PostilKit
import PostilStore
import PostilSystem

/// The articles that a workspace has already. Texts are read when they are asked for, and none is kept.
package final class KnownArticles {
  private let names: Set<String>
  private let read: (String) -> Text?
  /// The last text that was asked for.
  private var last: (name: String, text: Text)?

  /// The names by a hash of the text without white space, of two equal texts the first name.
  private lazy var byKey: [Int: String] = Dictionary(
    names.sorted().compactMap { name in
      text(of: name).map { (Self.hash(ImportSource.key(of: $0.string)), name) }
    }, uniquingKeysWith: { first, _ in first })

  /// Makes a list of articles by their names.
  ///
  /// - Parameter read: The text of an article; nil if it cannot be read.
  package init(_ names: some Sequence<String>, reading read: @escaping (String) -> Text?) {
    self.names = Set(names)
    self.read = read
  }

  /// Makes a list of the articles of a workspace.
  ///
  /// - Throws: What listing them throws.
  package convenience init(of workspace: Workspace) throws {
    let files = Dictionary(
      try workspace.articles().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(files.keys) { name in
      files[name].flatMap { try? LoadedArticle.read($0).article.text }
    }
  }

  /// Makes a list of texts by the names of their articles.
  package convenience init(_ texts: [String: Text] = [:]) {
    self.init(texts.keys) { texts[$0] }
  }

  /// The text of an article.
  package func text(of name: String) -> Text? {
    if let last, last.name == name { return last.text }
    guard names.contains(name), let text = read(name) else { return nil }
    last = (name, text)
    return text
  }

  /// An article of this name whose text differs at most in white space; else the article that
  /// ``name(ofKey:)`` finds.
  package func name(ofKey key: String, preferring name: String) -> String? {
    text(of: name).map { ImportSource.key(of: $0.string) } == key ? name : self.name(ofKey: key)
  }

  /// The article whose text differs at most in white space.
  package func name(ofKey key: String) -> String? {
    guard let name = byKey[Self.hash(key)] else { return nil }
    return text(of: name).map { ImportSource.key(of: $0.string) } == key ? name : nil
  }

  /// A name for a text that has none: the one that is proposed, unless another text has it. The same text
  /// gets the same name again.
  package func freeName(_ name: String, forKey key: String) -> String {
    guard let other = text(of: name), ImportSource.key(of: other.string) != key else { return name }
    return "\(name)-\(SHA256.hex(Array(key.utf8)).prefix(8))"
  }

  private static func hash(_ key: String) -> Int {
    var hasher = Hasher()
    hasher.combine(key)
    return hasher.finalize()
  }
}
