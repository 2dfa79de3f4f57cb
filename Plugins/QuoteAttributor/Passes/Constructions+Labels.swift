import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Who speaks, before a colon at the start of a paragraph.
extension Constructions {
  /// `RAISI: The talks went well.`, `Raisi: "The talks…"`, `- Raisi, president: "…"`, headlines.
  func colon(_ index: Int) -> Attribution? {
    guard let label = labels[index] else { return nil }
    let paragraph = article.paragraphs[index]
    let colon = label.upperBound
    var content = colon + 1..<paragraph.upperBound
    let rule: String
    if let run = article.run(at: colon + 1) {
      // `SINGAPORE: "We watch prices," the minister said`: a dateline before somebody's words.
      let rest = run.tokens.upperBound
      if Self.isPlace(label, article), article.lastWord(of: run) == ",",
        rest < paragraph.upperBound,
        article.tokens[rest].kind == .word
      {
        return nil
      }
      content = run.tokens
      rule = "colon-quote"
    } else if isTurn(label) {
      rule = "colon-transcript"
    } else if index == 0, isHeadline(label, paragraph) {
      rule = "colon-headline"
    } else {
      return nil
    }
    return Attribution(content: [content], cue: colon..<colon + 1, source: label, rule: rule)
  }

  /// `And from Chairwoman Jessica Rosenworcel:`, where the next paragraph is a quotation.
  func handover(_ index: Int) -> Attribution? {
    let paragraph = article.paragraphs[index]
    guard paragraph.count <= 14, paragraph.count > 1, index + 1 < article.paragraphs.count,
      article.words[paragraph.upperBound - 1] == ":",
      let run = article.run(at: article.paragraphs[index + 1].lowerBound)
    else { return nil }
    let colon = paragraph.upperBound - 1
    let start = paragraph.first { !CueWords.handovers.contains(article.words[$0]) } ?? colon
    guard start < colon, phrases.starting(at: start, to: colon)?.upperBound == colon,
      Self.isLabel(start..<colon, article)
    else { return nil }
    return Attribution(
      content: [run.tokens], cue: colon..<colon + 1, source: start..<colon, rule: "colon-quote")
  }

  /// Whether words before a colon and no quotation say whose turn it is.
  private func isTurn(_ label: Range<Int>) -> Bool {
    if article.tokens[label.lowerBound].kind == .handle { return label.count == 1 }
    let next = label.upperBound + 1
    if Self.isPlace(label, article) || article.tokens[next].kind != .word { return false }
    if !isInterview, label.lowerBound == 0, reports(next) { return false }
    return isInterview
      || isInCapitals(label) && label.count <= 5
        && !label.contains { article.tags[$0] == .in || article.tags[$0] == .dt }
  }

  /// `MELBOURNE: Nowak won. "I felt fresh," she said.`: whether the line at a token reports what somebody says.
  private func reports(_ token: Int) -> Bool {
    for next in token..<article.tokens.count {
      if article.tokens[next].flags.contains(.lineBefore) { return false }
      if article.isQuoted(next) || article.words[next].isOne(of: ["said", "says", "told"]) {
        return true
      }
    }
    return false
  }

  /// `Lukashenko: Belarus will not be drawn into war`: a first line without a full stop.
  private func isHeadline(_ label: Range<Int>, _ paragraph: Range<Int>) -> Bool {
    if Self.isPlace(label, article),
      !paragraph.contains(where: {
        article.words[$0].isOne(of: ["we", "our", "us", "i", "my", "will", "must"])
      })
    {
      return false
    }
    return label.count <= 7 && article.tags[paragraph.upperBound - 1] != .stop
      && label.allSatisfy {
        article.tags[$0].isName
          || [.hyph, .lrb, .rrb, .afx, .comma, .pos].contains(article.tags[$0])
      }
  }

  private func isInCapitals(_ tokens: Range<Int>) -> Bool {
    tokens.contains { article.tokens[$0].flags.contains(.allCapitals) }
      && tokens.allSatisfy {
        article.tokens[$0].kind != .word || article.tokens[$0].flags.contains(.allCapitals)
          || article.isNoun(at: $0, .title)
      }
  }

  /// Whether a label is a dateline: a place, or anything with an agency in brackets.
  private static func isPlace(_ label: Range<Int>, _ article: TaggedArticle) -> Bool {
    label.contains { article.tags[$0] == .lrb || article.tags[$0] == .cd }
      || article.mention(at: label.lowerBound)?.kind == .place
  }

  // MARK: Labels

  /// The words before a colon at the start of a paragraph, after a bullet.
  static func label(of paragraph: Range<Int>, _ article: TaggedArticle) -> Range<Int>? {
    var start = paragraph.lowerBound
    if start + 1 < paragraph.upperBound, isBullet(start, article) { start += 1 }
    let limit = min(paragraph.upperBound, start + 16)
    guard
      let colon = (start..<limit).first(where: {
        article.words[$0] == ":" || article.isQuoted($0)
      }), article.words[colon] == ":", colon > start, colon + 1 < paragraph.upperBound
    else { return nil }
    let label = start..<colon
    let mayHaveRole = article.isQuoted(colon + 1)
    return isLabel(label, article) && (mayHaveRole || label.count <= 7) ? label : nil
  }

  private static func isBullet(_ token: Int, _ article: TaggedArticle) -> Bool {
    (article.words[token].isOne(of: ["•", "*", "·", "▪"])
      || Words.dashes.contains(article.words[token]))
      && article.tokens[token + 1].flags.contains(.spaceBefore)
  }

  /// Whether words are a name, perhaps with a role: `Ken Paxton, Texas attorney general`.
  static func isLabel(_ tokens: Range<Int>, _ article: TaggedArticle) -> Bool {
    let first = tokens.lowerBound
    guard article.tokens[first].isCapital || article.tokens[first].kind == .handle else {
      return false
    }
    if tokens.count == 1, article.isNoun(at: first, .turn) { return true }
    var names = 0
    for token in tokens {
      if article.isNoun(at: token, .label) { return false }
      switch article.tags[token] {
      case .nnp, .nnps, .add: names += 1
      case .hyph, .lrb, .rrb, .afx, .comma, .pos, .stop, .dt, .nn, .jj, .in, .cc, .cd: break
      default: if article.mention(at: token) == nil { return false } else { names += 1 }
      }
    }
    let isNamed =
      article.tags[first].isName || article.mention(at: first) != nil
      || article.tags[first] == .dt || article.tags[first] == .add
      || article.tokens[first].kind == .handle || article.isNoun(at: first, .title)
    return (names > 0 || article.tokens[first].kind == .handle) && isNamed
  }

  /// Whether labels are those of people who take turns: two at least that differ, or one often, and most of
  /// them no places.
  static func takesTurns(_ labels: [Range<Int>], _ article: TaggedArticle) -> Bool {
    guard labels.count > 1 else { return false }
    let short = labels.filter {
      $0.count <= 5 && !article.isQuoted($0.upperBound + 1)
        && article.tokens[$0.upperBound + 1].kind == .word
    }
    let places = short.filter { isPlace($0, article) }
    let distinct = Set(short.map { article.words[$0.upperBound - 1] })
    return places.count * 2 < short.count && short.count > distinct.count
      || places.isEmpty && short.count == 2 && distinct.count == 2
        && short.contains { asks($0.upperBound + 1, article) }
  }

  /// Whether a question follows in the line.
  private static func asks(_ token: Int, _ article: TaggedArticle) -> Bool {
    for next in token..<min(article.tokens.count, token + 60) {
      if next > token, article.tokens[next].flags.contains(.lineBefore) { return false }
      if article.words[next] == "?" { return true }
    }
    return false
  }
}
