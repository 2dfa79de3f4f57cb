import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Verbs that are cues because of their place: directly beside a quotation.
extension Cues {
  /// `"Let me talk," Trump shot back.`: any verb after a quotation that ends in a comma and a name.
  func followsSpeech(_ token: Int, _ sentence: Range<Int>) -> Bool {
    let first = sentence.lowerBound
    guard article.tags[token].isFinite || article.tags[token] == .vbn, token > first,
      !article.isQuoted(token - 1),
      let source = phrases.ending(at: token - 1, from: first), source.lowerBound > 0,
      source.lowerBound > first || isTag(sentence),
      let run = article.run(at: source.lowerBound - 1),
      article.tags[source.upperBound - 1].isNoun || article.tags[source.upperBound - 1] == .prp
    else { return false }
    let last = article.lastWord(of: run)
    return run.isSentence && !run.isTitle && (last == "," || last == "?" || last == "!")
  }

  /// `"It is high time," exhorted the harbour master.`: any verb directly after speech.
  func opensTag(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard article.tags[token].isFinite, token + 1 < sentence.upperBound,
      !article.isQuoted(token + 1), let run = article.run(at: token - 1), run.isSentence,
      !run.isTitle, phrases.isHead(token + 1)
    else { return false }
    let last = article.lastWord(of: run)
    return last == "," || run.isSpeech && (last == "?" || last == "!")
  }

  /// `“May I go?” Marin pressed.`: a sentence that only says who spoke.
  private func isTag(_ sentence: Range<Int>) -> Bool {
    sentence.count <= 6 && !article.tokens[sentence.lowerBound].flags.contains(.lineBefore)
  }

  /// `She went on: "…"`: any verb with a colon and a quotation soon after it.
  func precedesSpeech(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard article.tags[token].isFinite || article.tags[token] == .nns else { return false }
    let limit = min(sentence.upperBound - 1, token + 18)
    guard token + 1 < limit,
      let colon = (token + 1..<limit).first(where: {
        article.words[$0] == ":" || article.isQuoted($0) || article.tags[$0].isFinite
          || article.words[$0] == "," && article.isQuoted($0 + 1)
      })
    else { return false }
    guard let run = article.run(at: colon + 1), run.isSentence, !article.isQuoted(colon) else {
      return false
    }
    return article.words[colon] == ":"
      || article.words[colon] == "," && run.isSpeech && colon < token + 8
  }
}
