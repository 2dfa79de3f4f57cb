import PostilKit

/// How pages call each other and their places.
enum HTMLNames {
  /// The page of the corpus.
  static let index = "index.html"

  /// The file of an article's page; one called index, or index with underscores, gets one more.
  static func page(of article: String) -> String {
    let isIndex =
      article.lowercased().hasPrefix("index") && article.dropFirst(5).allSatisfy { $0 == "_" }
    return article + (isIndex ? "_" : "") + ".html"
  }

  /// The way from an article's page to the folder of the corpus.
  static func up(from article: String) -> String {
    String(repeating: "../", count: article.count { $0 == "/" })
  }

  /// The place of an entity, or of a speaker, in the index, by its name.
  static func anchor(_ kind: Kind, _ name: String) -> String {
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return kind.rawValue + String(hash, radix: 36)
  }

  /// What has a place in the index.
  enum Kind: String { case entity = "e", speaker = "s" }
}

extension HTMLWriter {
  /// Writes a link to the words of an annotation, by its number, on the page of an article.
  mutating func link(to article: String, _ number: Int, _ text: String) {
    markup("<a href=\"")
    write(path: HTMLNames.page(of: article))
    markup("#m")
    write(number)
    markup("\">")
    write(text)
    markup("</a>")
  }
}
