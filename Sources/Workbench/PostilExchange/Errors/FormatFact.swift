import PostilSystem

/// What is wrong with an export or an import.
package enum FormatFact: Fact {
  /// A format that does not exist; `kind` is `export format` or `import format`.
  case unknown(name: String, kind: String, known: [String])

  // Exports
  case hiddenName(String)
  /// A folder to export to that holds articles of the workspace.
  case holdsArticles(folder: String)

  /// A label or an annotator that no annotation has, in the value of a flag.
  case unknownChoice(flag: String, name: String, known: [String])
  /// A flag that only other formats have.
  case flagWithoutEffect(flag: String, format: String, others: [String])

  // Imports
  case noFiles(path: String, ending: String)
  case sameArticle(name: String)
  /// A file, or a record of it, that cannot be read.
  case refused(path: String, line: Int, reason: String)
  /// A last column that holds something other than labels.
  case notLabel(path: String, line: Int, word: String)
  /// Columns that are not a token first and a label last.
  case notColumns(path: String, what: String)
  /// A text that differs from the article's, from this code point on.
  case textDiffers(article: String, at: Int)
}

extension PostilError {
  /// An error of an export or an import.
  package static func format(_ fact: FormatFact) -> PostilError { PostilError(fact) }
}
