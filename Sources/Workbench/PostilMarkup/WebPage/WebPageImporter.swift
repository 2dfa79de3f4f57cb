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
    let page = WebPage(Self.utf8(source.bytes))
    guard !page.text.isEmpty else {
      throw PostilError.file(.badRecord(path: source.path, line: 1, reason: "it has no text"))
    }
    var article = ImportedArticle(
      name: source.name, text: Text(page.text), published: page.published)
    article.source = page.source
    return [article]
  }

  /// A page in UTF-8: one that is not UTF-8 is taken as Windows-1252, as browsers do.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if (try? Text(validating: bytes)) != nil { return bytes }
    var utf8 = ""
    for byte in bytes {
      let own = (128...159).contains(byte) ? HTMLEntities.windows[Int(byte) - 128] : nil
      utf8.unicodeScalars.append(own ?? Unicode.Scalar(byte))
    }
    return Array(utf8.utf8)
  }
}
