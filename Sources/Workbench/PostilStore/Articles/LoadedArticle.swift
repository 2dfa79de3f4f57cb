import PostilKit
import PostilPublication
import PostilSystem

extension JSONObject {
  /// A header with the hash, the length and the fingerprint of a text, which is computed only if it is not
  /// there.
  func describing(_ article: LoadedArticle) -> JSONObject {
    var header = self
    if header["sha256"]?.string != article.sha256 { header["fingerprint"] = nil }
    header["sha256"] = .string(article.sha256)
    header["length"] = .int(article.article.text.count)
    if header.fingerprint == nil {
      header["fingerprint"] = .string(
        article.sha256.prefix(8) + ":" + TextPieces(article.article.text).fingerprint)
    }
    return header
  }

  /// The pieces of the text of a header; nil if it has no fingerprint, or that of another text.
  var fingerprint: TextPieces? {
    guard let value = self["fingerprint"]?.string, let sha256 = self["sha256"]?.string,
      let length = self["length"]?.int, sha256.count == 64, value.hasPrefix(sha256.prefix(8) + ":")
    else { return nil }
    return TextPieces(fingerprint: String(value.dropFirst(9)), length: length)
  }
}

/// A text file that was read and checked: strict UTF-8, no NUL, every byte unchanged.
package struct LoadedArticle: Sendable {
  /// The paths of the article.
  package let file: ArticleFile
  /// The article: its id is the file's name, its title a headline or nil.
  package let article: Article
  /// SHA-256 of the file's bytes, in lower-case hexadecimal digits.
  package let sha256: String
  /// The day of publication as known without the sidecar, and where it was found.
  package let published: PublishedFacts
  /// The file's stamp from before it was read; nil if the file was so new that a later change might not
  /// alter its stamp.
  let stamp: Files.Stamp?

  /// Reads an article. An empty file is an empty article; a byte order mark and carriage returns
  /// are part of the text.
  ///
  /// - Parameters:
  ///   - file: The article to read.
  ///   - limit: The largest text accepted, in bytes.
  ///   - published: The day given on the command line, if any.
  /// - Throws: `noSuchFile`, `cannotRead`, `notRegular` if it is not a regular file, `irregularSidecar`
  ///   if its sidecar is not one, `linkLeaves` if one of them is a link out of the workspace, `tooLarge`, `binary`, `notUTF8`.
  package static func read(
    _ file: ArticleFile, limit: Int = 64 << 20, published: CalendarDate? = nil
  ) throws -> LoadedArticle {
    let stamp = Files.stamp(file.textPath).flatMap { $0.isSettled ? $0 : nil }
    let bytes = try file.text.read(limit: limit)
    return try LoadedArticle(
      file.checked(), bytes: bytes, stamp: stamp, published: published)
  }

  /// The text of an article alone, read and checked in the same way, without a look at its sidecar.
  ///
  /// - Throws: What ``read(_:limit:published:)`` throws about the text.
  package static func text(of file: ArticleFile, limit: Int = 64 << 20) throws -> Text {
    try text(file.text.read(limit: limit), of: file)
  }

  private static func text(_ bytes: [UInt8], of file: ArticleFile) throws(PostilError) -> Text {
    if let byte = bytes.firstIndex(of: 0) { throw .file(.binary(path: file.textPath, byte: byte)) }
    do throws(InvalidUTF8) { return try Text(validating: bytes) } catch {
      throw .file(.notUTF8(path: file.textPath, byte: error.offset))
    }
  }

  init(
    _ file: ArticleFile, bytes: [UInt8], stamp: Files.Stamp?, published: CalendarDate?
  ) throws(PostilError) {
    let text = try Self.text(bytes, of: file)
    let lines = TextLines(text)
    self.file = file
    self.stamp = stamp
    self.published = PublishedFacts(lines, listed: file.listedPublished, option: published)
    article = Article(
      id: file.name, title: Headline.find(lines), text: text, published: self.published.date)
    sha256 = SHA256.hex(bytes)
  }
}
