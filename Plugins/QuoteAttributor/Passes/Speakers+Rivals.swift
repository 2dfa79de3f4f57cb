import PartOfSpeech
import PostilKit
import QuoteEnglish

/// People who are not named, and whom a pronoun or a description can mean as well as the one who is.
extension Speakers {
  /// Whether somebody who is not named comes between the last mention of a person and a token, so that `he`,
  /// `she` or a description there can mean either: `Ben Ode lives with his mother. … she said`.
  ///
  /// - Parameter gender: What the word at the token says of whom it means.
  func isRivalled(_ one: NamedMention, before token: Int, _ gender: Gender?) -> Bool {
    let clashes = one.gender != nil && gender != nil && one.gender != gender
    let window = article.sentences[max(0, article.sentence(of: token) - 3)].lowerBound
    let from = clashes ? window : max(window, lastMention(of: one, before: token))
    guard
      let rival = (from..<max(from, token)).first(where: { isRival($0, gender, clashes) })
    else { return false }
    return clashes || !isSpokenOn(from..<rival) && !isFronted(rival, before: token)
  }

  /// `Ben Ode lied, since he was hired by his father`: whether a pronoun goes on to speak of somebody.
  private func isSpokenOn(_ tokens: Range<Int>) -> Bool {
    tokens.contains { !article.isQuoted($0) && article.words[$0].isOne(of: ["he", "she"]) }
  }

  /// `Through a spokesman, he`: whether a phrase without a verb at the start of the pronoun's sentence has a noun.
  private func isFronted(_ noun: Int, before token: Int) -> Bool {
    let first = article.sentences[article.sentence(of: token)].lowerBound
    return noun > first && article.tags[first] == .in
      && !(first..<noun).contains { article.tags[$0].isFinite || article.tags[$0] == .md }
  }

  /// Whether a noun introduced somebody who is not named in the sentences before a token: `by a cyclist`.
  func introduces(_ word: WordKey, before token: Int) -> Bool {
    let from = article.sentences[max(0, article.sentence(of: token) - 3)].lowerBound
    return (from..<token).contains {
      article.words[$0] == word && !article.isQuoted($0) && introduced($0, false) != nil
    }
  }

  /// The end of the last mention of a person before a token.
  private func lastMention(of one: NamedMention, before token: Int) -> Int {
    let own = name(one)
    let next = mentionCount(before: token)
    return mentions[max(0, next - 50)..<next].last { $0.isPerson && name($0) == own }?
      .tokens.upperBound ?? one.tokens.upperBound
  }

  /// Whether a noun stands for one person who is not named and of whom the text goes on to speak: one of the
  /// pronoun's gender, who did what the sentence says, or anybody if the only name is of the other gender.
  private func isRival(_ token: Int, _ gender: Gender?, _ clashes: Bool) -> Bool {
    guard article.tags[token] == .nn, !article.isQuoted(token), article.mentionOfToken[token] < 0,
      article.isNoun(at: token, [.personal, .descriptive]),
      !article.isNoun(at: token, gender == .male ? .female : .male) || gender == nil,
      let opening = introduced(token, clashes)
    else { return false }
    if clashes || gender.map({ article.isNoun(at: token, $0 == .male ? .male : .female) }) ?? true {
      return true
    }
    let next = token + 1
    // Who asks is answered: `was asked by a caller`, `when a reporter asked`.
    if isAsking(article.word(next)) || isAsking(article.word(opening - 2)) { return false }
    return article.word(opening - 1).isOne(of: ["by", "said", "says"])
      || next < article.tokens.count && (article.tags[next].isFinite || article.tags[next] == .md)
  }

  private func isAsking(_ word: WordKey) -> Bool {
    word.isOne(of: ["asked", "asks", "questioned", "pressed", "interviewed"])
  }

  /// The determiner of a noun that introduces somebody: `a nurse`, `his mother`, and neither `his wife Anna`
  /// nor what somebody named is: `was a nurse`, `Lind, a nurse`.
  func introduced(_ noun: Int, _ mayBeDefinite: Bool) -> Int? {
    var next = noun + 1
    if article.word(next) == "," { next += 1 }
    if article.mention(at: next)?.isPerson == true { return nil }
    if noun + 1 < article.tokens.count,
      article.tags[noun + 1].isNoun || article.tags[noun + 1] == .hyph
    {
      return nil
    }
    var opening = noun - 1
    while opening > 0,
      article.tags[opening].isNoun || [.jj, .vbn, .cd, .hyph].contains(article.tags[opening])
    {
      opening -= 1
    }
    guard opening > 0 else { return opening == 0 && opens(0, mayBeDefinite) ? 0 : nil }
    var before = opening - 1
    while before > 0, article.tags[before] == .rb { before -= 1 }
    let isPredicate =
      Words.formsOfBe.contains(article.words[before])
      || article.words[before].isOne(of: ["as", "became", "become", "becomes", ",", "(", "of"])
    return opens(opening, mayBeDefinite) && !isPredicate ? opening : nil
  }

  private func opens(_ token: Int, _ mayBeDefinite: Bool) -> Bool {
    article.words[token].isOne(of: ["a", "an", "another"])
      || article.tags[token] == .prpS || article.tags[token] == .pos
      || mayBeDefinite && article.words[token] == "the"
  }
}
