import PartOfSpeech
import PostilKit
import QuoteEnglish

/// The end of content after its cue.
extension Contents {
  /// The end of content that begins at `start`.
  func clauseEnd(_ site: CueSite, _ start: Int) -> Int {
    let next = nextCue(site, from: start)
    if next.start >= 0, next.start <= start { return start }
    if let run = article.run(at: start), isClosed(run, site) { return run.tokens.upperBound }
    for token in start + 1..<max(start + 1, site.end) where !article.isQuoted(token) {
      if token == next.start { return next.end }
      if article.isQuoted(token - 1), isFronted(site), closedRun(token, site) != nil {
        return token
      }
      if cuts(token, site, from: start) { return token }
    }
    return site.end
  }

  /// Whether a quotation ends its clause and is the last of its sentence: `yelled “You lie!” at him`.
  func isClosed(_ run: QuotedRun, _ site: CueSite) -> Bool {
    (article.lastWord(of: run).isOne(of: [",", "!", "?"]) || site.cue.entry.lemma == "read")
      && !(run.tokens.upperBound..<max(run.tokens.upperBound, site.end)).contains(
        where: article.isQuoted)
  }

  /// Whether content ends before a token.
  func cuts(_ token: Int, _ site: CueSite, from start: Int) -> Bool {
    let next = token + 1 < site.end ? token + 1 : token
    switch article.words[token] {
    case ";": return true
    case ",":
      if isFronted(site) || isRelative(site) { return true }
      // `Asked about the move, Marin smiled`
      if site.verb == site.sentence.lowerBound, phrases.opensClause(at: next, to: site.end) {
        return true
      }
      if isBlame(site), article.tags[next] == .vbg || article.words[next] == "but" {
        return true
      }
      switch article.words[next] {
      case "according", "while", "compared": return true
      case "but":
        return next + 1 < site.end && isSubject(next + 1) && !isReported(next + 1, site)
          || isOwnClause(next + 1, site, from: start)
      case "and": return isOwnClause(next + 1, site, from: start)
      case "which", "who", "a", "an": return !hasComma(next, site)
      default: return false
      }
    case "according": return article.isQuoted(token - 1)
    case "after" where article.words[next] == "what": return true
    case "as", "when", "while", "after", "before":
      return article.isQuoted(token - 1) && isSubject(next)
        && !(next..<max(next, site.end)).contains(where: article.isQuoted)
    // `called it “a joke” and left`
    case "and" where isBlame(site) && article.isQuoted(token - 1) && article.tags[next] == .vbd:
      return true
    case "and" where !article.isQuoted(token - 1): return opensClause(token, site, from: start)
    case "but" where opensClause(token, site, from: start): return true
    case "but", "during": return article.isQuoted(token - 1)
    case let word:
      return Words.dashes.contains(word) && isOnlyDash(token, site, from: start)
    }
  }

  private func isBlame(_ site: CueSite) -> Bool {
    [.judge, .vow, .urge, .speak].contains(site.cue.entry.kind)
  }

  /// Whether a conjunction returns to the reporter's own words: the content, which somebody praises or
  /// vows, has no finite verb, and one follows.
  private func opensClause(_ token: Int, _ site: CueSite, from start: Int) -> Bool {
    guard [.judge, .vow, .urge].contains(site.cue.entry.kind), token + 2 < site.end else {
      return false
    }
    let inner = start..<token
    if inner.contains(where: { article.tags[$0].isFinite || article.tags[$0] == .md }) {
      return false
    }
    var next = token + 1
    while next + 1 < site.end, article.tags[next] == .rb { next += 1 }
    if article.isQuoted(next) { return false }
    if article.tags[next] == .vbd || article.tags[next] == .vbz || article.tags[next] == .md {
      return true
    }
    guard isSubject(next), let phrase = phrases.starting(at: next, to: site.end) else {
      return false
    }
    let verb = phrase.upperBound
    return verb < site.end && !article.isQuoted(verb)
      && (article.tags[verb].isFinite || article.tags[verb] == .md)
  }

  /// `said the plant was safe, and the workers went home`: whether a clause of the reporter's begins: what
  /// was said is a state or a plan, and something happens.
  private func isOwnClause(_ token: Int, _ site: CueSite, from start: Int) -> Bool {
    guard token < site.end, !article.words[start].isOne(of: ["if", "when"]),
      site.cue.entry.kind == .judge || !(start..<token).contains(where: article.isQuoted),
      let phrase = phrases.starting(at: token, to: site.end), phrase.upperBound < site.end
    else { return false }
    let verb = phrase.upperBound
    let isPlain = article.words[token] == "the" || article.tags[token] == .nns
    return article.tags[verb] == .vbd && !Words.auxiliaries.contains(article.words[verb])
      && (isPlain && article.words[start] != "that"
        || opensSubject(token) && isState(start..<token))
      && !(token..<site.end).contains { article.tags[$0] == .md || article.isQuoted($0) }
  }

  /// `said crews came at once, but the roof had gone`: whether a clause is in a past before that of its cue, and
  /// so is still what was said.
  private func isReported(_ token: Int, _ site: CueSite) -> Bool {
    guard article.tags[site.verb] == .vbd, let phrase = phrases.starting(at: token, to: site.end),
      phrase.upperBound + 1 < site.end
    else { return false }
    return article.words[phrase.upperBound] == "had"
      && !(phrase.upperBound..<site.end).contains(where: article.isQuoted)
  }

  private func opensSubject(_ token: Int) -> Bool {
    article.tags[token].isNoun || article.tags[token] == .cd || article.words[token] == "the"
  }

  /// Whether a clause says what is or will be, and not what somebody did.
  private func isState(_ clause: Range<Int>) -> Bool {
    clause.first { article.tags[$0].isFinite || article.tags[$0] == .md }.map {
      Words.auxiliaries.contains(article.words[$0])
    } ?? false
  }

  /// Whether a token can open a subject.
  func isSubject(_ token: Int) -> Bool {
    let tag = article.tags[token]
    return tag == .prp || tag == .dt || tag.isName || tag == .ex
  }

  /// Whether a comma follows in the sentence.
  func hasComma(_ token: Int, _ site: CueSite) -> Bool {
    (token..<max(token, site.end)).contains { article.words[$0] == "," && !article.isQuoted($0) }
  }

  /// Whether a dash has no partner in the rest of the content.
  func isOnlyDash(_ token: Int, _ site: CueSite, from start: Int) -> Bool {
    guard isDash(token), token + 1 < site.end, article.tags[token + 1] != .cc else { return false }
    return !(start..<max(start, site.end)).contains { $0 != token && isDash($0) }
  }

  /// Whether a token is a dash outside quotations.
  func isDash(_ token: Int) -> Bool {
    Words.dashes.contains(article.words[token]) && article.tags[token] != .hyph
      && !article.isQuoted(token)
      && (article.words[token] != "-" || article.tokens[token].flags.contains(.spaceBefore))
  }

  /// The place where a later cue of the sentence cuts the content.
  func nextCue(_ site: CueSite, from start: Int) -> (start: Int, end: Int) {
    for cue in cues where cue.head > site.cue.tokens.upperBound && cue.kind == .verb {
      if cue.entry.lemma == "cite", cue.head < start { continue }
      let before = cue.tokens.lowerBound - 1
      if let cut = ownClause(of: cue, site) { return (cut, cut) }
      guard before > site.verb else { continue }
      if let cut = ownSpeech(before: cue, site) ?? ownSpeech(after: cue, site) { return (cut, cut) }
      if article.tags[before] == .cc { return (before, before) }
      if article.words[before] == ",", !article.isQuoted(before), article.tags[cue.head].isFinite,
        site.source != nil || site.isPassive || site.cue.entry.lemma == "ask", !site.isInverted,
        before > site.cue.tokens.upperBound + (site.isPassive ? 0 : 1)
      {
        return (before, before)
      }
      if article.tags[cue.head] == .vbg, article.words[before] == "," { return (before, before) }
      if article.tags[cue.head] == .vbg, article.isQuoted(before) {
        return (cue.tokens.lowerBound, cue.tokens.lowerBound)
      }
      if cue.entry.kind.isFree, phrases.isHead(before),
        let source = phrases.ending(at: before, from: site.verb + 1),
        let cut = boundary(source.lowerBound - 1, site) ?? closedRun(source.lowerBound, site)
      {
        return (cut, cut)
      }
    }
    return (-1, -1)
  }

  /// `She warned that rates would rise, and they agreed to meet`: the comma before a conjunction, the subject
  /// and a later cue.
  private func ownClause(of cue: Cue, _ site: CueSite) -> Int? {
    let last = cue.tokens.lowerBound - 1
    guard article.tags[cue.head].isFinite, phrases.isHead(last), !article.isQuoted(last),
      let source = phrases.ending(at: last, from: site.verb + 1)
    else { return nil }
    let comma = source.lowerBound - 2
    guard comma > site.cue.tokens.upperBound, article.words[comma] == ",", !article.isQuoted(comma),
      article.words[comma + 1].isOne(of: ["and", "but", "while"])
    else { return nil }
    return comma
  }

  /// `said the plan was late: "It will take years," she wrote`: the mark before a quotation with its own
  /// cue.
  private func ownSpeech(before cue: Cue, _ site: CueSite) -> Int? {
    var last = cue.tokens.lowerBound - 1
    guard cue.entry.kind.isFree else { return nil }
    if !article.isQuoted(last) {
      guard phrases.isHead(last), let source = phrases.ending(at: last, from: site.verb + 1)
      else { return nil }
      last = source.lowerBound - 1
    }
    guard let run = article.run(at: last), run.isSentence,
      run.tokens.lowerBound > site.cue.tokens.upperBound,
      article.lastWord(of: run).isOne(of: [",", "?", "!"])
    else { return nil }
    let mark = run.tokens.lowerBound - 1
    return article.words[mark].isOne(of: [":", "("]) || isDash(mark) ? mark : nil
  }

  /// `deflected questions before saying, "…"`, `was on his way when he told them, "…"`: the start of the
  /// words that introduce the speech of a later cue.
  private func ownSpeech(after cue: Cue, _ site: CueSite) -> Int? {
    let before = cue.tokens.lowerBound - 1
    guard cue.entry.kind.isFree, introducesSpeech(cue, site), !article.isQuoted(before) else {
      return nil
    }
    if article.tags[cue.head] == .vbg {
      return article.words[before].isOne(of: ["by", "before", "after", "upon", "in", "while"])
        ? before : nil
    }
    if article.tags[cue.head] == .vbn, article.words[before] == "," { return before }
    guard phrases.isHead(before), let source = phrases.ending(at: before, from: site.verb + 1)
    else { return nil }
    let joint = article.words[source.lowerBound - 1]
    return Words.conjunctions.contains(joint) || Words.subordinators.contains(joint)
      ? source.lowerBound - 1 : nil
  }

  /// Whether a quoted sentence follows a cue and a comma or colon.
  private func introducesSpeech(_ cue: Cue, _ site: CueSite) -> Bool {
    let end = min(site.end, cue.tokens.upperBound + 12)
    guard
      let quoted = (cue.tokens.upperBound..<max(cue.tokens.upperBound, end)).first(where: {
        article.isQuoted($0) || article.tags[$0].isFinite
      }),
      let run = article.run(at: quoted), run.isSentence, !run.isTitle
    else { return false }
    return article.words[quoted - 1].isOne(of: [",", ":"])
  }

  /// The end of a quotation that ends in a comma: `"…," the envoy added`.
  private func closedRun(_ token: Int, _ site: CueSite) -> Int? {
    guard token - 1 > site.cue.tokens.upperBound, let run = article.run(at: token - 1) else {
      return nil
    }
    return article.lastWord(of: run) == "," ? token : nil
  }

  /// The comma or conjunction at a token if it separates two of the reporter's clauses.
  func boundary(_ token: Int, _ site: CueSite) -> Int? {
    guard token > site.cue.tokens.upperBound, !article.isQuoted(token) else { return nil }
    if article.words[token] == ","
      || article.words[token].isOne(of: ["while", "although", "though"])
    {
      return token
    }
    guard article.tags[token] == .cc else { return nil }
    return article.words[token - 1] == "," && !article.isQuoted(token - 1) ? token - 1 : token
  }

  /// `When X said A, B`: the clause ends at the comma.
  func isFronted(_ site: CueSite) -> Bool {
    let first = site.sentence.lowerBound
    let conjunction = before(site)
    guard conjunction >= first, conjunction <= first + 3, !article.isQuoted(conjunction) else {
      return false
    }
    return Words.subordinators.contains(article.words[conjunction])
  }

  /// Whether the source is a relative pronoun.
  func isRelative(_ site: CueSite) -> Bool {
    guard let source = site.source else { return false }
    return [.wp, .wdt].contains(article.tags[source.lowerBound])
  }
}
