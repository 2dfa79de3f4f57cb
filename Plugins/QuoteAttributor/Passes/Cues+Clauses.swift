import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Verbs that are no cues because of their clause, and the other words of a cue.
extension Cues {
  /// The `saying` of `quoted by BelTA as saying` after a token.
  func saying(_ token: Int, _ sentence: Range<Int>) -> Int? {
    let first = token + 2
    return (first..<max(first, min(sentence.upperBound, token + 16))).first {
      article.tags[$0] == .vbg && article.words[$0 - 1] == "as"
    }
  }

  /// A participle inside a noun phrase: `the said agreement`.
  func isAttributive(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound,
      article.tags[token] == .vbn || article.tags[token] == .vbd
    else { return false }
    let before = article.tags[token - 1]
    guard before == .dt || before == .prpS || before == .jj || before == .cd,
      article.tags[token + 1].isNoun
    else {
      return false
    }
    return !CueWords.subjects.contains(article.words[token - 1])
  }

  /// The end of a cue with the particles that its verb takes.
  func withParticles(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Int {
    var end = token + 1
    while end < sentence.upperBound, end < token + 3, !article.isQuoted(end),
      lexicon.isParticle(article.words[end], of: entry),
      !article.isNoun(article.word(end + 1), .time)
    { end += 1 }
    return CueWords.light.contains(entry.lemma) ? withNoun(end, sentence) : end
  }

  /// The end of `expressed deep concern about`: after the noun and its preposition.
  func withNoun(_ start: Int, _ sentence: Range<Int>) -> Int {
    var end = start
    while end < sentence.upperBound, end < start + 3, !article.isQuoted(end),
      [.jj, .dt, .prpS].contains(article.tags[end])
    { end += 1 }
    guard end + 1 < sentence.upperBound, !article.isQuoted(end),
      article.isNoun(at: end, .feeling)
    else { return start }
    let next = end + 1
    if article.words[next] == "that" { return next }
    return article.words[next].isOne(of: ["about", "over", "for", "in", "with", "of", "at"])
      && !article.isQuoted(next) ? next + 1 : start
  }

  /// A participle without an auxiliary that describes a noun: `a group called`, `so-called`.
  func isReduced(
    _ token: Int, _ first: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Bool {
    if token > 0, article.tags[token - 1] == .hyph { return true }
    if article.tags[token] == .vbd, isInsideClause(token, sentence) { return true }
    if article.tags[token] == .vbd, entry.kind == .tell { return isReducedPast(token, sentence) }
    guard article.tags[token] == .vbn, first == token, entry.kind != .ask else { return false }
    let before = token > 0 ? article.tags[token - 1] : .xx
    if before.isName || before == .prp || before == .wp { return false }
    if !entry.kind.isFree { return true }
    return article.word(token + 1).isOne(of: ["by", "to", "in"])
      || entry.kind == .tell && article.word(token + 1).isOne(of: ["on", "about", "of"])
  }

  /// `has invested in trade with a plan agreed last week`: a phrase with `a` after a preposition is not a
  /// subject if the clause already has a verb that is not a cue.
  func isInsideClause(_ token: Int, _ sentence: Range<Int>) -> Bool {
    var determiner = token - 1
    while determiner > sentence.lowerBound,
      article.tags[determiner].isNoun || article.tags[determiner] == .jj
    { determiner -= 1 }
    guard determiner < token - 1, article.words[determiner].isOne(of: ["a", "an"]),
      determiner > sentence.lowerBound, article.tags[determiner - 1] == .in
    else { return false }
    for earlier in (sentence.lowerBound..<determiner - 1).reversed() {
      if article.isQuoted(earlier) || article.words[earlier] == "that" { return false }
      switch article.tags[earlier] {
      case .comma, .cc, .colon, .wdt, .wp, .wrb: return false
      case .vbd, .vbz, .vbp: return lexicon.entry(article.words[earlier]) == nil
      default: continue
      }
    }
    return false
  }

  /// The same for a participle tagged as a past tense: in `People briefed on the talks said` a second verb
  /// follows.
  func isReducedPast(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard article.word(token + 1).isOne(of: ["by", "on", "about", "of", "in"]) else { return false }
    for next in token + 2..<max(token + 2, sentence.upperBound) where !article.isQuoted(next) {
      switch article.tags[next] {
      case .vbd, .vbz, .vbp, .md: return article.tags[next - 1].isNoun
      case .comma, .cc, .stop, .colon, .wdt, .wp, .wrb, .prp: return false
      default: if article.words[next] == "that" { return false }
      }
    }
    return false
  }

  func isPartOfGroup(_ token: Int) -> Bool {
    switch article.tags[token] {
    case .rb, .md, .to: true
    case let tag: tag.isVerb && Words.auxiliaries.contains(article.words[token])
    }
  }

  /// Whether a weak cue is followed by what it needs: `that`, a clause with a quotation, or a quotation.
  func isHeld(_ token: Int, _ sentence: Range<Int>) -> Bool {
    let next = token + 1
    guard next < sentence.upperBound else { return false }
    if article.words[next] == "that" || article.words[next] == "out" { return true }
    if article.words[token].isOne(of: ["denied", "denies"]), article.tags[next] == .prp,
      next + 1 < sentence.upperBound,
      article.tags[next + 1].isFinite || article.tags[next + 1] == .md
    {
      return true
    }
    if article.tags[token].isFinite,
      let quoted = (next..<min(sentence.upperBound, next + 25)).first(where: {
        article.isQuoted($0) || article.words[$0] == "," || article.words[$0] == ";"
      }), let run = article.run(at: quoted), !run.isTitle,
      (next..<quoted).contains(where: { article.tags[$0].isFinite || article.tags[$0] == .md })
    {
      return true
    }
    return article.isQuoted(next)
      || article.words[next].isOne(of: [":", ","]) && next + 1 < sentence.upperBound
        && article.isQuoted(next + 1)
  }
}
