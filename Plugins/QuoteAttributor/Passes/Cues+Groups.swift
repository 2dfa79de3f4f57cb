import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Groups of verbs that end in the infinitive of a cue.
extension Cues {
  /// The start of a chain such as `went on to note`, `seemed to confirm` that ends in an infinitive.
  func chain(_ token: Int, _ sentence: Range<Int>) -> Int? {
    var at = token - 1
    while at > sentence.lowerBound, article.tags[at] == .rb { at -= 1 }
    guard at > sentence.lowerBound + 1, article.words[at] == "to", !article.isQuoted(at) else {
      return nil
    }
    at -= 1
    if article.words[at] == "on" { at -= 1 }
    guard at >= sentence.lowerBound, CueWords.carriers.contains(article.words[at]),
      !article.isQuoted(at)
    else { return nil }
    while at > sentence.lowerBound, !article.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return at
  }

  /// The start of a group such as `are quick to say that` that ends in an infinitive.
  func infinitive(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Int? {
    var at = token - 1
    guard entry.kind == .say || entry.kind == .note || entry.kind == .state,
      at > sentence.lowerBound + 2, article.words[at] == "to", !article.isQuoted(at)
    else { return nil }
    let end = withParticles(token, entry, sentence)
    if article.word(end).isOne(of: [",", ":"]), end + 1 < sentence.upperBound,
      article.run(at: end + 1)?.isSentence == true
    {
      return at
    }
    guard article.word(end) == "that", article.tags[at - 1] == .jj else { return nil }
    at -= 1
    while at > sentence.lowerBound, !article.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return Words.auxiliaries.contains(article.words[at]) || article.tags[at] == .rb ? at : nil
  }
}
