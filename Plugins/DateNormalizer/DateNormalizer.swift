import PostilKit

/// Marks temporal expressions and gives their TIMEX3 value.
///
/// A scan finds the few words that speak of time, rules find the expressions and what they mean, and
/// a resolver goes from left to right and turns meanings into values by the day of publication.
public struct DateNormalizer: Annotator {
  /// The manifest's name.
  public static let name = "date-normalizer"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks temporal expressions and gives their TIMEX3 value."
  /// The layer it makes.
  public static let produces: [Layer] = [.timex]

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
    var found: [Annotation] = []
    found.reserveCapacity(candidates.count)
    var intervals = Intervals(passage)
    var why = Sentence()
    var seen = 0
    for candidate in candidates {
      if case .narrative = resolver.genre {
        if passage.hasParagraph(in: seen...candidate.first) { resolver.beginParagraph() }
        seen = candidate.first + 1
      }
      let tense =
        candidate.reading.meaning.needsTense
        ? Tense(passage, around: candidate.first, candidate.last) : .unknown
      let anchor = resolver.anchor(of: candidate.reading.meaning)
      guard let value = resolver.value(candidate.reading, tense, passage.role(of: candidate)) else {
        continue
      }
      let timex = annotation(candidate, value, from: anchor, passage, article.text, &why)
      if settings.profile == .extended, intervals.joins(candidate, value), let first = found.last {
        found[found.count - 1] = intervals.interval(first, timex, value)
      } else {
        found.append(timex)
      }
    }
    return found
  }

  private func annotation(
    _ candidate: Candidate, _ value: Value, from base: (words: String, day: CalendarDate?),
    _ passage: Passage, _ text: Text, _ why: inout Sentence
  ) -> Annotation {
    let (anchor, day) = base
    let printed = ValuePrinter.print(value)
    var attributes: [String: JSONValue] = Dictionary(minimumCapacity: 3)
    attributes["value"] = .string(printed)
    if let modifier = candidate.reading.modifier {
      attributes["mod"] = .string(ValuePrinter.print(modifier))
    }
    if candidate.reading.meaning.isRelative, case .point = value, anchor != Resolver.noAnchor {
      attributes["anchor"] = .string(anchor)
    }
    if let quantity = candidate.reading.quantity { attributes["quant"] = .string(quantity) }
    if let frequency = candidate.reading.frequency { attributes["freq"] = .string(frequency) }
    why.clear()
    why.append(candidate.rule)
    why.append(": ")
    Explanation.add(candidate.reading.meaning, value, from: anchor, day, to: &why)
    why.append(" → ")
    why.append(printed)
    return Annotation(
      layer: .timex, label: value.label,
      spans: [text.span(passage.tokens[candidate.first], through: passage.tokens[candidate.last])],
      attributes: attributes, rule: why.string)
  }
}

/// The library's door.
@_cdecl("postil_annotator_DateNormalizer")
public func door() -> UnsafeRawPointer { NativeDoor.table(for: DateNormalizer.self) }
