import PostilExchange
import PostilKit
import PostilSystem

/// Web pages as articles: the text of the article with its title and byline, the day of publication and the
/// page's address. Menus, forms and what else is beside it are left out.
package struct WebPageImporter: Importer {
  /// `html`.
  package var name: String { "html" }
  /// What it reads.
  package var summary: String { "web pages: the article's text, title, byline, day and address" }
  /// `html`, and `htm`.
  package var fileExtensions: [String] { ["html", "htm", "xhtml"] }

  /// Makes an importer.
  package init() {}

  /// The article of one page.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let page = WebPage(try Self.utf8(source))
    guard !page.text.isEmpty else {
      throw PostilError.file(.badRecord(path: source.path, line: 1, reason: "it has no text"))
    }
    var article = ImportedArticle(
      name: source.name, text: Text(page.text), published: page.published)
    article.source = page.source
    return [article]
  }

  /// A page in UTF-8: one that is not UTF-8 and says nothing else is taken as Windows-1252, as browsers do.
  ///
  /// - Throws: `badRecord` for a page in another encoding.
  private static func utf8(_ source: ImportSource) throws(PostilError) -> [UInt8] {
    let declared = HTMLEncoding.declared(in: source.bytes)
    if let bytes = TextEncoding.page(source.bytes, declared: declared) { return bytes }
    throw .file(
      .badRecord(
        path: source.path, line: 1,
        reason: "its encoding is \(declared ?? "not known"), not UTF-8: convert it with iconv"))
  }
}

/// The encoding that a page declares.
enum HTMLEncoding {
  /// The name after `charset=` in the first kilobyte, in lower case; nil if there is none.
  static func declared(in bytes: [UInt8]) -> String? {
    let start = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    guard let place = start.range(of: "charset=") else { return nil }
    let name = start[place...].dropFirst(8).drop { $0 == "\"" || $0 == "'" || $0 == " " }
    return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
  }
}

extension String {
  /// Where a text begins in this one.
  fileprivate func range(of words: String) -> Index? {
    indices.first { self[$0...].hasPrefix(words) }
  }
}
