import PostilKit

/// Turns an article and its annotations into the files of a foreign format.
///
/// An exporter is a value that does no I/O: ``ExportRunner`` filters, checks and writes. What the
/// format cannot hold is never dropped silently but listed for each annotation.
package protocol Exporter: Sendable {
  /// The name that `export` takes: `brat`.
  var name: String { get }
  /// One line for `help export`.
  var summary: String { get }
  /// The extension of a file that holds a whole corpus, without its dot, or nil if every article has
  /// files of its own in a folder.
  var corpusExtension: String? { get }
  /// Whether it writes one layer only, that of the options.
  var takesLayer: Bool { get }
  /// Whether programs learn from it, so that an article without a decision would teach that nothing in it
  /// is to be marked.
  var isForTraining: Bool { get }
  /// The files of one article, whose id names them, with what was lost.
  func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle
  /// The files that the articles share, such as a schema.
  func sharedFiles(_ annotations: [[Annotation]]) -> [ExportedFile]
}

extension Exporter {
  /// Every article has files of its own.
  package var corpusExtension: String? { nil }
  /// All layers are written.
  package var takesLayer: Bool { false }
  /// People look at it.
  package var isForTraining: Bool { false }
  package func sharedFiles(_ annotations: [[Annotation]]) -> [ExportedFile] { [] }
}

/// A file to be written.
package struct ExportedFile: Hashable, Sendable {
  /// Its path below the target folder, `/` between its parts.
  package let name: String
  /// Its content.
  package let bytes: [UInt8]

  /// Makes a file of bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file of lines, each with its newline.
  init(name: String, lines: [String]) {
    self.init(name: name, bytes: lines.flatMap { Array($0.utf8) + [0x0A] })
  }
}

/// The outcome for one article.
package struct ExportedArticle: Hashable, Sendable {
  /// The article's files.
  package var files: [ExportedFile]
  /// What was dropped or altered, in the order of the annotations.
  package var losses: [ExportLoss]

  /// Makes an outcome.
  package init(files: [ExportedFile], losses: [ExportLoss] = []) {
    self.files = files
    self.losses = losses
  }
}
