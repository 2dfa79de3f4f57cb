import PostilKit

/// Marks temporal expressions and gives their TIMEX3 value.
///
/// A scan finds the few words that speak of time, rules find the expressions and what they mean, and
/// a resolver goes from left to right and turns meanings into values by the day of publication.
public struct DateNormalizer: Annotator {
  private let settings: Settings
  private let lexicon: Lexicon
  private let book: RuleBook

  /// Starts it: reads the settings and the words of the language.
  public init(_ configuration: Configuration) throws {
    settings = try Settings(configuration)
    lexicon = try Lexicon(configuration, language: settings.language)
    book = RuleBook(lexicon)
  }

  /// Suggests a timex for each temporal expression, in reading order.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    article.text.utf8.withUnsafeBufferPointer { bytes in
      let tokens = Tokens(article.text)
      var lexer = Lexer(bytes, tokens, lexicon, book)
      lexer.run()
      let passage = Passage(
        bytes: bytes, tokens: tokens, lexemes: lexer.lexemes, lexicon: lexicon, settings: settings)
      return timexes(article, passage)
    }
  }

  private func timexes(_ article: Article, _ passage: Passage) -> [Annotation] {
    let candidates = Composer(passage: passage).joined(Matcher(book, passage).candidates())
    var resolver = Resolver(
      lexicon, published: article.published, Genre(passage, published: article.published?.year),
      prefer: settings.prefer)
    var paragraphs = Paragraphs(passage)
    var writer = TimexWriter(passage, article.text, most: candidates.count)
    for candidate in candidates {
      if resolver.genre == .narrative, paragraphs.begins(before: candidate.first) {
        resolver.beginParagraph()
      }
      let meaning = candidate.reading.meaning
      let tense =
        meaning.needsTense ? Tense(passage, around: candidate.first, candidate.last) : .unknown
      let anchor = resolver.anchor(of: meaning)
      if let value = resolver.value(candidate.reading, tense, passage.role(of: candidate)) {
        writer.write(candidate, value, from: anchor)
      }
    }
    return writer.timexes
  }
}

/// The library's door.
@_cdecl("postil_annotator_DateNormalizer")
public func door() -> UnsafeRawPointer { NativeDoor.table(for: DateNormalizer.self) }
