/// Reads the files of a foreign format.
///
/// An importer only reads and verifies; ``ImportRunner`` brings what it read into a workspace. What it
/// cannot take is never dropped in silence but listed with its place.
package protocol Importer: Sendable {
  /// The name that `import` takes: `brat`.
  var name: String { get }
  /// One line for `help import`.
  var summary: String { get }
  /// The ending of the files it looks for in a folder, without its dot.
  var fileExtension: String { get }
  /// The articles of one file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - known: The text of an article of the workspace by its name, and the name of an article by its
  ///     text's ``ImportSource/key(of:)``, for formats that carry no text, or no name.
  /// - Throws: `badRecord` for a file that is not of the format at all, and what reading throws.
  func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle]
}
