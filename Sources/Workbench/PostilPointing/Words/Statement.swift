/// One command with its words; a line may hold several.
package struct Statement: Hashable, Sendable {
  /// The words in order, the command's name first; never empty.
  package var words: [Word]
  /// The statement as it was typed.
  package let source: String

  package init(words: [Word], source: String) {
    self.words = words
    self.source = source
  }
}
