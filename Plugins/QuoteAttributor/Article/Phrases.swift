import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Noun phrases by their tags; places are tokens.
struct Phrases {
  let article: TaggedArticle

  private func isInside(_ token: Int) -> Bool {
    switch article.tags[token] {
    case .nn, .nns, .nnp, .nnps, .jj, .jjr, .jjs, .dt, .cd, .pos, .prpS, .vbn, .dollar, .lrb, .rrb,
      .rbs, .pdt, .gw, .afx, .fw, .add:
      return true
    default:
      return article.words[token].isOne(of: ["&", "'"])
        || (article.tags[token] == .open || article.tags[token] == .close)
          && article.mention(at: token) != nil
        || (article.tags[token] == .hyph || article.words[token] == "-") && !isDash(token)
    }
  }

  /// Whether a hyphen is between blanks, so that it separates and does not join.
  func isDash(_ token: Int) -> Bool {
    return token + 1 < article.tokens.count && article.tokens[token].flags.contains(.spaceBefore)
      && article.tokens[token + 1].flags.contains(.spaceBefore)
  }

  private func isJoiner(_ token: Int) -> Bool {
    let tag = article.tags[token]
    return (tag == .in || tag == .to) && Words.joiners.contains(article.words[token])
  }

  /// Whether a token can be the head of a subject.
  func isHead(_ token: Int) -> Bool {
    switch article.tags[token] {
    case .nn, .nns, .nnp, .nnps, .prp, .wp, .cd, .ex, .wdt, .dt, .pdt, .jj, .jjr, .jjs, .add: true
    default: false
    }
  }

  /// The phrase whose last token is `token` and that begins at `first` or later.
  func ending(at token: Int, from first: Int) -> Range<Int>? {
    let tags = article.tags
    switch tags[token] {
    case .prp, .wp, .ex, .wdt: return token..<token + 1
    default: break
    }
    var start = token
    var conjunction: Int?
    while start >= first, !article.isQuoted(start), token - start < 40 {
      if tags[start] == .rrb, let bracket = bracket(before: start, from: first) {
        start = bracket - 1
      } else if isInside(start) {
        start -= 1
      } else if start > first, isJoiner(start),
        tags[start - 1].isNoun || tags[start - 1] == .cd || isAge(start - 1)
      {
        // `exports to Russia and Orban said`: what is before the conjunction is not a
        // subject.
        if let conjunction, !article.words[start].isOne(of: ["of", "for"]) {
          return trimmed(conjunction + 1..<token + 1)
        }
        start -= 1
      } else if start > first + 1, start < token, isBetweenAdjectives(start) {
        start -= 1
      } else if start > first, start < token, article.words[start] == "and",
        tags[start - 1].isName || tags[start - 1] == .nns || opensSentence(with: start - 1, first)
      {
        conjunction = start
        start -= 1
      } else if start > first, start < token, isModifier(start) {
        start -= 1
      } else {
        break
      }
    }
    return trimmed(start + 1..<token + 1)
  }

  /// Whether a token ends `23-year-old`.
  private func isAge(_ token: Int) -> Bool {
    article.words[token] == "old" && token > 0 && article.words[token - 1].isOne(of: ["-", "year"])
  }

  /// `The mayor and Marin said`: whether a sentence opens with a person that a conjunction follows.
  private func opensSentence(with noun: Int, _ first: Int) -> Bool {
    article.isNoun(at: noun, .personal) && noun - first < 5
      && (first..<noun).allSatisfy { [.dt, .jj, .nn, .nnp, .prpS].contains(article.tags[$0]) }
  }

  /// Whether a token is the comma of `a long, cold winter`.
  private func isBetweenAdjectives(_ token: Int) -> Bool {
    let tags = article.tags
    return article.words[token] == "," && (tags[token - 1] == .jj || tags[token - 1] == .vbn)
      && tags[token - 2] == .dt
      && (tags[token + 1] == .jj || tags[token + 1] == .cd)
      && !article.tokens[token + 1].isCapital
  }

  /// `the acting mayor`, `a very old man`, `a well-known man`: whether a token is such a
  /// participle or adverb.
  private func isModifier(_ token: Int) -> Bool {
    let tags = article.tags
    guard [.vbg, .rb, .rbr].contains(tags[token]) else { return false }
    let next = tags[token + 1]
    let before = tags[token - 1]
    return next == .hyph
      || (next.isNoun || next == .jj) && (before == .dt || before == .prpS || before == .jj)
  }

  /// The opening bracket of a closing one, as in a party: `(R-OK)`.
  private func bracket(before close: Int, from first: Int) -> Int? {
    (max(first + 1, close - 8)..<max(first + 1, close)).last { article.tags[$0] == .lrb }
  }

  /// A phrase without punctuation at its start.
  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    let marks: InlineArray<5, WordKey> = ["-", "&", "'", "(", "["]
    let start = range.first {
      let tag = article.tags[$0]
      return tag != .pos && tag != .rrb && tag != .hyph && !article.words[$0].isOne(of: marks)
    }
    return start.map { $0..<range.upperBound }
  }

  /// The phrase that begins at `token` and ends at `end` or before.
  ///
  /// - Parameter isNoun: Whether the first word is a noun whatever its tag is.
  func starting(at token: Int, to end: Int, isNoun: Bool = false) -> Range<Int>? {
    guard token >= 0, token < end else { return nil }
    let tags = article.tags
    switch tags[token] {
    case .prp, .wp: return token..<token + 1
    default: break
    }
    var last = token
    while last < end, !article.isQuoted(last), last - token < 40 {
      let next = last + 1 < end ? tags[last + 1] : .stop
      if isInside(last) || last > token && isJoiner(last) || last == token && isNoun {
        last += 1
      } else if article.tags[last] == .cc,
        next.isName || next == .dt || next == .nns || article.words[last] == "&"
      {
        last += 1
      } else {
        break
      }
    }
    while last > token, [.in, .dt, .cc, .to, .pos].contains(tags[last - 1]) { last -= 1 }
    let range = token..<last
    let hasHead = range.contains {
      tags[$0].isNoun || tags[$0] == .prp || tags[$0] == .cd || tags[$0] == .dt || tags[$0] == .add
    }
    return hasHead ? range : nil
  }

  /// Whether a subject and its verb begin at a token: `Marin smiled`.
  func opensClause(at token: Int, to end: Int) -> Bool {
    guard !article.isQuoted(token), ![.wp, .wdt].contains(article.tags[token]),
      let phrase = starting(at: token, to: end)
    else { return false }
    var verb = phrase.upperBound
    while verb < end, article.tags[verb] == .rb { verb += 1 }
    return verb < end && (article.tags[verb].isFinite || article.tags[verb] == .md)
  }
}
