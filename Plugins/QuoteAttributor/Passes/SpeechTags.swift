import PostilKit
import PartOfSpeech

/// Verbs that are cues by where they stand: right beside a quotation.
extension Cues {
  /// `"Let me talk," Trump shot back.`: a quotation that ends in a comma, then a name and any verb.
  func isBehindSpeech(_ token: Int, _ sentence: Range<Int>) -> Bool {
    let first = sentence.lowerBound
    guard reading.tags[token].isFinite || reading.tags[token] == .vbn, token > first,
      !reading.isQuoted(token - 1),
      let source = phrases.ending(at: token - 1, from: first), source.lowerBound > 0,
      source.lowerBound > first || isTag(sentence),
      let run = reading.run(at: source.lowerBound - 1),
      reading.tags[source.upperBound - 1].isNoun || reading.tags[source.upperBound - 1] == .prp
    else { return false }
    let sign = reading.lastSign(of: run)
    return run.isSentence && !run.isTitle && (sign == "," || sign == "?" || sign == "!")
  }

  /// `"It is high time," exhorted the harbour master.`: any verb right behind speech.
  func opensTag(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard reading.tags[token].isFinite, token + 1 < sentence.upperBound,
      !reading.isQuoted(token + 1), let run = reading.run(at: token - 1), run.isSentence,
      !run.isTitle, phrases.isHead(token + 1)
    else { return false }
    let sign = reading.lastSign(of: run)
    return sign == "," || run.isSpeech && (sign == "?" || sign == "!")
  }

  /// `“May I go?” Marin pressed.`: a sentence that only says who spoke.
  private func isTag(_ sentence: Range<Int>) -> Bool {
    sentence.count <= 6 && !reading.tokens[sentence.lowerBound].flags.contains(.lineBefore)
  }

  /// `She went on: "…"`: any verb that a colon and a quotation follow soon.
  func isBeforeSpeech(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard reading.tags[token].isFinite else { return false }
    let limit = min(sentence.upperBound - 1, token + 18)
    guard token + 1 < limit,
      let colon = (token + 1..<limit).first(where: {
        reading.words[$0] == ":" || reading.isQuoted($0) || reading.tags[$0].isFinite
          || reading.words[$0] == "," && reading.isQuoted($0 + 1)
      })
    else { return false }
    guard let run = reading.run(at: colon + 1), run.isSentence, !reading.isQuoted(colon) else {
      return false
    }
    return reading.words[colon] == ":"
      || reading.words[colon] == "," && run.isSpeech && colon < token + 8
  }
}
