import PostilKit

/// Turns an article and its annotations into the files of a foreign format.
///
/// An exporter is a value that does no I/O: ``ExportRunner`` selects, checks and writes. What the format
/// cannot hold is never dropped silently but listed for each annotation. It gets the articles one after
/// another, and keeps of them only what its shared files need.
package protocol Exporter: Sendable {
  /// The name that `export` takes: `brat`.
  var name: String { get }
  /// One line for `help export`: what it writes, and who reads it.
  var summary: String { get }
  /// What it cannot say, for `help export`: `scores`; empty if it can say everything.
  var cannotSay: String { get }
  /// The extension of a file that holds a whole corpus, without its dot, or nil if every article has
  /// files of its own in a folder.
  var corpusExtension: String? { get }
  /// Whether a folder gets one file of the corpus, too, rather than one for each article.
  var isCorpusOnly: Bool { get }
  /// What stands around the articles in a file of several.
  var frame: ExportFrame { get }
  /// The layer that is written unless others are chosen; nil for all.
  var defaultLayer: Layer? { get }
  /// The flags of `export` that only some formats have, among those that it takes: `tokens`.
  var flags: [String] { get }
  /// The format that it is read back in; nil if there is none, or if its files say less or more.
  var readBackFormat: String? { get }
  /// Whether programs learn from it, so that an article without a decision would teach that nothing in it
  /// is to be marked.
  var isForTraining: Bool { get }
  /// Whether it says on which day an article was published.
  var saysPublished: Bool { get }
  /// The files of one article, whose id names them, with what was lost.
  mutating func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle
  /// The same, for a format that also shows what the workspace knows of the article.
  mutating func export(
    _ article: Article, _ annotations: [Annotation], in state: ExportedState
  ) -> ExportedArticle
  /// The files that the articles share, such as a schema, once all articles were written.
  func sharedFiles() -> [ExportedFile]
  /// The same, for a format whose shared files name the parts of the corpus: `train`, `dev`, `test`.
  func sharedFiles(of parts: [String]) -> [ExportedFile]
}

extension Exporter {
  package var cannotSay: String { "" }
  /// Every article has files of its own.
  package var corpusExtension: String? { nil }
  package var isCorpusOnly: Bool { false }
  /// Articles follow one another.
  package var frame: ExportFrame { ExportFrame() }
  /// All layers are written.
  package var defaultLayer: Layer? { nil }
  package var flags: [String] { [] }
  package var readBackFormat: String? { name }
  /// People look at it.
  package var isForTraining: Bool { false }
  /// It has no place for it.
  package var saysPublished: Bool { false }
  /// The state is not shown.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation], in state: ExportedState
  ) -> ExportedArticle { export(article, annotations) }
  /// No shared files.
  package func sharedFiles() -> [ExportedFile] { [] }
  /// The same whatever the parts.
  package func sharedFiles(of parts: [String]) -> [ExportedFile] { sharedFiles() }
}

/// What a workspace knows of an article besides its annotations.
package struct ExportedState: Hashable, Sendable {
  /// Whether a person has gone through it.
  package var isDone: Bool
  /// The numbers by which the shell calls its annotations, by id.
  package var numbers: [String: Int]

  /// Makes a state; without numbers a format counts by itself.
  package init(isDone: Bool = true, numbers: [String: Int] = [:]) {
    (self.isDone, self.numbers) = (isDone, numbers)
  }
}

/// What stands before, between and after the articles of a file.
package struct ExportFrame: Hashable, Sendable {
  package var opening = ""
  package var separator = ""
  package var closing = ""

  /// Makes a frame; without arguments articles simply follow one another.
  package init(opening: String = "", separator: String = "", closing: String = "") {
    self.opening = opening
    self.separator = separator
    self.closing = closing
  }

  /// An array of JSON.
  package static let array = ExportFrame(opening: "[\n", separator: ",\n", closing: "\n]\n")
}

/// A file to be written.
package struct ExportedFile: Hashable, Sendable {
  /// Its path below the target folder, `/` between its parts.
  package let name: String
  /// Its content, without the frame.
  package let bytes: [UInt8]

  /// Makes a file of bytes.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file of lines, each with its newline.
  package init(name: String, lines: [String]) {
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line.utf8
      bytes.append(0x0A)
    }
    self.init(name: name, bytes: bytes)
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
