import PostilKit

/// Reads the temporal expressions of texts in one language.
///
/// The lexer finds the few words that have to do with time, rules find the expressions and what they
/// mean, and a resolver goes from left to right and turns meanings into values. Nothing is kept between
/// articles.
package struct DateReader: Sendable {
  /// What a user can choose.
  package struct Options: Sendable {
    package var conventions: Conventions
    package var prefer: Preference
    /// What every text is taken for; nil to judge each one.
    package var genre: Genre?

    /// Creates options, by default those of the settings.
    package init(
      _ conventions: Conventions = Conventions(), prefer: Preference = .verbs, genre: Genre? = nil
    ) {
      (self.conventions, self.prefer, self.genre) = (conventions, prefer, genre)
    }
  }

  private let language: any DateLanguage
  private let options: Options
  private let lexicon: Lexicon
  private let book: RuleBook

  /// Reads the words of a language and compiles its rules.
  ///
  /// - Parameter configuration: Where the folder `Resources` is.
  /// - Throws: `AnnotatorError` for a missing file or a line that is not an entry.
  package init(
    _ language: any DateLanguage, _ configuration: Configuration, _ options: Options = Options()
  ) throws {
    (self.language, self.options) = (language, options)
    lexicon = try Lexicon(configuration, folder: language.code, language.vocabulary)
    book = RuleBook(language.grammar, lexicon)
  }

  /// Calls with each timex of an article, in reading order.
  package func read(_ article: Article, _ write: (Timex) -> Void) {
    article.text.utf8.withUnsafeBufferPointer { bytes in
      let tokens = Tokens(article.text)
      var lexer = Lexer(bytes, tokens, lexicon, used: book.used, triggers: book.triggers)
      lexer.run()
      let passage = Passage(
        bytes: bytes, tokens: tokens, lexemes: lexer.lexemes, lexicon: lexicon,
        conventions: options.conventions, published: article.published)
      resolve(article, passage, write)
    }
  }

  private func resolve(_ article: Article, _ passage: Passage, _ write: (Timex) -> Void) {
    let candidates = language.joined(Matcher(book, passage).candidates(), in: passage)
    var resolver = Resolver(
      lexicon, published: article.published,
      options.genre ?? Genre(candidates, published: article.published?.year),
      prefer: options.prefer)
    var surroundings = Surroundings(passage, published: article.published)
    var before: (first: Int, last: Int)?
    for candidate in candidates {
      let said = tense(of: candidate, passage)
      let tense = said.tense
      surroundings.prepare(&resolver, candidate, said, language)
      let origin = resolver.origin(of: candidate.reading.meaning)
      guard let value = resolver.value(candidate.reading, tense, passage.role(of: candidate)) else {
        continue
      }
      surroundings.add(candidate, value, language)
      var reading = candidate.reading
      reading.meaning = reading.meaning.chosen(by: tense)
      write(
        Timex(
          span: article.text.span(
            passage.tokens[candidate.first], through: passage.tokens[candidate.last]),
          rule: candidate.rule, reading: reading, value: value, origin: origin,
          reason: resolver.reason(for: candidate.reading.meaning, value, said, passage),
          endsRange: endsRange(candidate, after: before, passage)))
      before = (candidate.first, candidate.last)
    }
  }

  /// What the verbs say about a timex, if they can change its value.
  private func tense(of candidate: Candidate, _ passage: Passage) -> TenseReading {
    guard candidate.reading.meaning.needsTense else { return TenseReading(.unknown) }
    let place = candidate.day ?? candidate.first...candidate.last
    return language.tense(around: place.lowerBound, place.upperBound, in: passage)
  }

  private func endsRange(
    _ candidate: Candidate, after before: (first: Int, last: Int)?, _ passage: Passage
  )
    -> Bool
  {
    guard let before, candidate.first == before.last + 2 else { return false }
    return language.isRange(joint: before.last + 1, opener: before.first - 1, in: passage)
  }
}
