import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Marks direct, mixed and indirect quotes with their cue and source.
public struct QuoteAttributor: Annotator {
  private let lists: WordLists
  /// For each rule the share of its findings that were right, measured on news.
  private let precision: [String: Double]

  /// The tagger that the rules rely on.
  package var tagger: PartOfSpeechTagger { lists.tagger }

  /// Maps the tagger's model and reads the lists.
  ///
  /// - Throws: `AnnotatorError` if a file is missing or not valid.
  public init(_ configuration: Configuration) throws {
    lists = try WordLists(configuration)
    precision = try Self.precision(configuration.resource("rules.txt").lines)
  }

  /// Reads lines with the name of a rule and its precision in per cent.
  private static func precision(_ lines: [String]) throws -> [String: Double] {
    var precision: [String: Double] = [:]
    for line in lines {
      let fields = line.split(separator: " ")
      guard fields.count == 2, let percent = Int(fields[1]) else {
        throw AnnotatorError("rules.txt: '\(line)' is not a rule and a number")
      }
      precision[String(fields[0])] = Double(percent) / 100
    }
    return precision
  }

  /// Suggests quotes.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let tokens = Tokens(article.text)
    let sentences = Sentences(article.text, tokens)
    let tags = tagger.tags(article.text, tokens, sentences)
    return attributions(in: article.text, tokens, sentences, tags, given: given)
  }

  /// Runs the passes alone, for a text that is already tokenized and tagged.
  package func attributions(
    in text: Text, _ tokens: Tokens, _ sentences: Sentences, _ tags: [WordTag],
    given: [Annotation] = []
  ) -> [Annotation] {
    var article = TaggedArticle(text, tokens, sentences, tags, given: given, lists)
    for pass in Passes.all { pass.run(on: &article) }
    return article.attributions.map { article.annotation($0, precision[$0.rule]) }
  }
}

/// Entry point exported to the host (see postil.h).
@_cdecl("postil_annotator_QuoteAttributor")
public func entryPoint() -> UnsafeRawPointer { NativeEntryPoint.table(for: QuoteAttributor.self) }
