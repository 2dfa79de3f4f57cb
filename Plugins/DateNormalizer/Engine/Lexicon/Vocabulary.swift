/// The words of a language, as the lexer needs them.
package struct Vocabulary: Sendable {
  /// The files of the language's resource folder, without `.txt`, in the order in which they are read.
  package var files: [String]
  /// The names of the language's own categories, in the order of their numbers.
  package var categories: [String]
  /// The names of its context words, in the order of their numbers.
  package var contextWords: [String]
  /// Those of its context words that are nouns and verbs of any kind, which names can be, too.
  package var openClass: [ContextWord]
  /// The letters that it writes next to digits.
  package var affixes: DigitAffixes
  /// How it adds up number words.
  package var numbers: any NumberGrammar

  /// Creates a vocabulary; all but the files may be missing.
  package init(
    files: [String], categories: [String] = [], contextWords: [String] = [],
    openClass: [ContextWord] = [], affixes: DigitAffixes = DigitAffixes(),
    numbers: any NumberGrammar = SingleWords()
  ) {
    (self.files, self.categories, self.contextWords) = (files, categories, contextWords)
    (self.openClass, self.affixes, self.numbers) = (openClass, affixes, numbers)
  }
}
