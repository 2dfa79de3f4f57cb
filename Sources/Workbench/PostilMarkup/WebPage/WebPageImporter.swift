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
    let bytes = source.bytes
    let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    let encoding = isWide ? "utf-16" : HTMLEncoding.declared(in: bytes)
    let isValid = (try? Text(validating: bytes)) != nil
    guard !isWide, isValid || HTMLEncoding.isKnown(encoding) else {
      throw .file(
        .badRecord(
          path: source.path, line: 1,
          reason: "its encoding is \(encoding ?? ""), not UTF-8: convert it with iconv"))
    }
    if isValid { return bytes }
    var utf8 = ""
    for byte in bytes {
      let own = (128...159).contains(byte) ? HTMLEntities.windows[Int(byte) - 128] : nil
      utf8.unicodeScalars.append(own ?? Unicode.Scalar(byte))
    }
    return Array(utf8.utf8)
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

  /// Whether a page in an encoding is UTF-8, or can be read as Windows-1252.
  static func isKnown(_ name: String?) -> Bool {
    guard let name else { return true }
    return ["utf-8", "utf8", "us-ascii", "ascii", "windows-1252", "cp1252", "iso-8859-1", "latin1"]
      .contains(name)
  }
}

extension String {
  /// Where a text begins in this one.
  fileprivate func range(of words: String) -> Index? {
    indices.first { self[$0...].hasPrefix(words) }
  }
}
