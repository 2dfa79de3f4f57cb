import PostilExchange
import PostilKit
import PostilSystem

/// WebAnno TSV 3, as WebAnno and INCEpTION write it: span layers become annotations as in ``UIMAImporter``,
/// relation layers relations, slots roles. Offsets are UTF-16 units.
///
/// The format has no text between sentences: it is made of line breaks, unless the workspace has the
/// article.
package struct WebAnnoImporter: Importer {
  /// `webanno`.
  package var name: String { "webanno" }
  /// What it reads.
  package var summary: String { "WebAnno TSV 3.2 and 3.3 of WebAnno and INCEpTION" }
  /// `tsv`.
  package var fileExtensions: [String] { ["tsv"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let file: WebAnnoFile
    let lines = try source.lines()
    do throws(WebAnnoFailure) { file = try WebAnnoFile(lines) } catch {
      throw PostilError.file(
        .badRecord(path: source.path, line: error.line, reason: error.reason))
    }
    var text = Text(file.text)
    let key = ImportSource.key(of: file.text)
    if let own = known.text(of: source.name), ImportSource.key(of: own.string) == key { text = own }
    let map = OffsetMap(text, .utf16)
    for unit in file.units where map.codePoints(unit.span).map({ text[$0] }) != unit.form {
      throw PostilError.file(
        .badRecord(
          path: source.path, line: unit.line,
          reason: "the text at \(unit.span.start)-\(unit.span.end) is not '\(unit.form)'"))
    }
    var reading = WebAnnoReading(file)
    reading.read()
    var reader = UIMAReader(source, text, options)
    return [reader.article(reading.structures.map { .object($0) }, sofa: nil, lost: reading.lost)]
  }
}
