import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// brat standoff: `NAME.ann` beside `NAME.txt`, or beside an article of the workspace of that name.
///
/// What ``BratExporter`` writes is read back to the same annotations: events whose `Content` is an
/// annotation give it roles, and `RefersTo` links a role's words to the annotation they refer to.
package struct BratImporter: Importer {
  /// `brat`.
  package var name: String { "brat" }
  /// What it reads.
  package var summary: String { "brat standoff: NAME.ann with NAME.txt, events and relations too" }
  /// `ann`.
  package var fileExtensions: [String] { ["ann"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one `.ann` file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let file = Self.text(of: source.file)
    let text: Text
    if let bytes = try file.readIfPresent(limit: 64 << 20) {
      do throws(InvalidUTF8) { text = try Text(validating: bytes) } catch {
        throw PostilError.file(.notUTF8(path: file.path, byte: error.offset))
      }
    } else if let article = known.text(of: source.name) {
      text = article
    } else {
      throw PostilError.file(.noSuchFile(path: file.path))
    }
    var reader = BratReader(source, text: text, options: options)
    return [try reader.article()]
  }

  /// The text beside an `.ann` file.
  private static func text(of file: FileAccess) -> FileAccess {
    func named(_ path: String) -> String {
      (path.hasSuffix(".ann") ? String(path.dropLast(4)) : path) + ".txt"
    }
    return FileAccess(named(file.name), in: file.folder, path: named(file.path))
  }
}
