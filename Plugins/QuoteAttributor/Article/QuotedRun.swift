/// Words in quotation marks, with the marks.
struct QuotedRun: Hashable, Sendable {
  var tokens: Range<Int>
  /// Whether it is speech, and not a title, a nickname or a term.
  var isSpeech = true
  /// Whether it is written like the name of a work: `"Fox and Friends"`.
  var isTitle = false
  /// Whether it begins with a capital and ends with punctuation, however short it is.
  var isSentence = false
  /// Number of tokens of the mark at each end.
  var markWidth = 1
}
