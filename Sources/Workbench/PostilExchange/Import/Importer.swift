/// Reads the files of a foreign format.
///
/// An importer only reads and verifies; ``ImportRunner`` brings what it read into a workspace. What it
/// cannot import is never dropped silently but listed with its line.
package protocol Importer: Sendable {
  /// The name that `import` takes: `brat`.
  var name: String { get }
  /// Other names of it, of programs whose files it reads.
  var aliases: [String] { get }
  /// One line for `help import`: what it reads, and who writes it.
  var summary: String { get }
  /// The extensions of the files it reads in a folder, without the dot, the most usual one first.
  var fileExtensions: [String] { get }
  /// The flags of `import` that only some formats have, among those that it takes: `columns`.
  var flags: [String] { get }
  /// The articles of one file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - known: The text of an article of the workspace by its name, and the name of an article by its
  ///     text's ``ImportSource/key(of:)``, for formats that carry no text, or no name.
  /// - Throws: `badRecord` for a file that is not of the format at all, and what reading throws.
  func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle]
}

extension Importer {
  package var aliases: [String] { [] }
  package var flags: [String] { [] }
}
