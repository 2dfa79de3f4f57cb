/// Words in quotation marks, with the marks.
package struct QuotedRun: Hashable, Sendable {
  package var tokens: Range<Int>
  /// Whether it is speech, and not a title, a nickname or a term.
  package var isSpeech = true
  /// Whether it is written like the name of a work: `"Fox and Friends"`.
  package var isTitle = false
  /// Whether it begins with a capital and ends with punctuation, however short it is.
  package var isSentence = false
  /// Number of tokens of the mark at each end.
  package var markWidth = 1

  package init(tokens: Range<Int>, markWidth: Int = 1) {
    (self.tokens, self.markWidth) = (tokens, markWidth)
  }

  /// The last token between the marks.
  package var last: Int { tokens.upperBound - markWidth - 1 }
}
