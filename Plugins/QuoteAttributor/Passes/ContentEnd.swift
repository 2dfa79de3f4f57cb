import PostilKit
import PartOfSpeech

/// Where content that follows its cue ends.
extension Content {
  func clauseEnd(_ site: Site, _ start: Int) -> Int {
    let next = nextCue(site)
    if next.start >= 0, next.start <= start { return start }
    if let run = reading.run(at: start), isClosed(run, site) { return run.tokens.upperBound }
    for token in start + 1..<max(start + 1, site.end) where !reading.isQuoted(token) {
      if token == next.start { return next.end }
      if reading.isQuoted(token - 1), isFronted(site), closedRun(token, site) != nil {
        return token
      }
      if cuts(token, site, from: start) { return token }
    }
    return site.end
  }

  /// `yelled “You lie!” at him`: whether a quotation that ends its clause is the last of its sentence.
  func isClosed(_ run: Run, _ site: Site) -> Bool {
    (reading.lastSign(of: run).isOne(of: [",", "!", "?"]) || site.cue.entry.lemma == "read")
      && !(run.tokens.upperBound..<max(run.tokens.upperBound, site.end)).contains(
        where: reading.isQuoted)
  }

  /// Whether what was said ends before a token.
  func cuts(_ token: Int, _ site: Site, from start: Int) -> Bool {
    let next = token + 1 < site.end ? token + 1 : token
    switch reading.words[token] {
    case ";": return true
    case ",":
      if isFronted(site) || isRelative(site) { return true }
      if isBlame(site), reading.tags[next] == .vbg || reading.words[next] == "but" {
        return true
      }
      switch reading.words[next] {
      case "according", "while", "compared": return true
      case "but": return next + 1 < site.end && isSubject(next + 1)
      case "which", "who", "a", "an": return !hasComma(next, site)
      default: return false
      }
    case "according": return reading.isQuoted(token - 1)
    case "after" where reading.words[next] == "what": return true
    case "as", "when", "while", "after", "before":
      return reading.isQuoted(token - 1) && isSubject(next)
        && !(next..<max(next, site.end)).contains(where: reading.isQuoted)
    case "and" where !reading.isQuoted(token - 1): return opensClause(token, site, from: start)
    case "but" where opensClause(token, site, from: start): return true
    case "but", "during": return reading.isQuoted(token - 1)
    case let word:
      return Words.dashes.contains(word) && isOnlyDash(token, site, from: start)
    }
  }

  private func isBlame(_ site: Site) -> Bool {
    [.judge, .vow, .urge, .speak].contains(site.cue.entry.kind)
  }

  /// Whether a conjunction leads back to the reporter's own words: what is praised or vowed has no
  /// finite verb, and one follows.
  private func opensClause(_ token: Int, _ site: Site, from start: Int) -> Bool {
    guard [.judge, .vow, .urge].contains(site.cue.entry.kind), token + 2 < site.end else {
      return false
    }
    let inner = start..<token
    if inner.contains(where: { reading.tags[$0].isFinite || reading.tags[$0] == .md }) {
      return false
    }
    var next = token + 1
    while next + 1 < site.end, reading.tags[next] == .rb { next += 1 }
    if reading.isQuoted(next) { return false }
    if reading.tags[next] == .vbd || reading.tags[next] == .vbz || reading.tags[next] == .md {
      return true
    }
    guard isSubject(next), let phrase = phrases.starting(at: next, to: site.end) else {
      return false
    }
    let verb = phrase.upperBound
    return verb < site.end && !reading.isQuoted(verb)
      && (reading.tags[verb].isFinite || reading.tags[verb] == .md)
  }

  func isSubject(_ token: Int) -> Bool {
    let tag = reading.tags[token]
    return tag == .prp || tag == .dt || tag.isName || tag == .ex
  }

  func hasComma(_ token: Int, _ site: Site) -> Bool {
    (token..<max(token, site.end)).contains { reading.words[$0] == "," && !reading.isQuoted($0) }
  }

  func isOnlyDash(_ token: Int, _ site: Site, from start: Int) -> Bool {
    guard isDash(token), token + 1 < site.end, reading.tags[token + 1] != .cc else { return false }
    return !(start..<max(start, site.end)).contains { $0 != token && isDash($0) }
  }

  func isDash(_ token: Int) -> Bool {
    Words.dashes.contains(reading.words[token]) && reading.tags[token] != .hyph
      && !reading.isQuoted(token)
      && (reading.words[token] != "-" || reading.tokens[token].flags.contains(.spaceBefore))
  }

  /// Where a later cue of the sentence that shares the source cuts the content.
  func nextCue(_ site: Site) -> (start: Int, end: Int) {
    for cue in cues where cue.head > site.cue.tokens.upperBound && cue.kind == .verb {
      let before = cue.tokens.lowerBound - 1
      guard before > site.verb else { continue }
      if let cut = ownSpeech(before: cue, site) ?? ownSpeech(after: cue, site) { return (cut, cut) }
      if reading.tags[before] == .cc { return (before, before) }
      if reading.words[before] == ",", !reading.isQuoted(before), reading.tags[cue.head].isFinite,
        site.source != nil, !site.isInverted, before > site.cue.tokens.upperBound + 1
      {
        return (before, before)
      }
      if reading.tags[cue.head] == .vbg, reading.words[before] == "," { return (before, before) }
      if reading.tags[cue.head] == .vbg, reading.isQuoted(before) {
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

  /// `said the plan was late: "It will take years," she wrote`: the sign before a quotation that a later
  /// cue stands behind.
  private func ownSpeech(before cue: Cue, _ site: Site) -> Int? {
    var last = cue.tokens.lowerBound - 1
    guard cue.entry.kind.isFree else { return nil }
    if !reading.isQuoted(last) {
      guard phrases.isHead(last), let source = phrases.ending(at: last, from: site.verb + 1)
      else { return nil }
      last = source.lowerBound - 1
    }
    guard let run = reading.run(at: last), run.isSentence,
      run.tokens.lowerBound > site.cue.tokens.upperBound,
      reading.lastSign(of: run).isOne(of: [",", "?", "!"])
    else { return nil }
    let sign = run.tokens.lowerBound - 1
    return reading.words[sign].isOne(of: [":", "("]) || isDash(sign) ? sign : nil
  }

  /// `deflected questions before saying, "…"`, `was on his way when he told them, "…"`: where the words
  /// begin that lead to the speech behind a later cue.
  private func ownSpeech(after cue: Cue, _ site: Site) -> Int? {
    let before = cue.tokens.lowerBound - 1
    guard cue.entry.kind.isFree, introducesSpeech(cue, site), !reading.isQuoted(before) else {
      return nil
    }
    if reading.tags[cue.head] == .vbg {
      return reading.words[before].isOne(of: ["by", "before", "after", "upon", "in", "while"])
        ? before : nil
    }
    if reading.tags[cue.head] == .vbn, reading.words[before] == "," { return before }
    guard phrases.isHead(before), let source = phrases.ending(at: before, from: site.verb + 1)
    else { return nil }
    let joint = reading.words[source.lowerBound - 1]
    return Words.conjunctions.contains(joint) || Words.subordinators.contains(joint)
      ? source.lowerBound - 1 : nil
  }

  /// Whether a whole sentence in marks follows a cue and a comma or colon.
  private func introducesSpeech(_ cue: Cue, _ site: Site) -> Bool {
    let end = min(site.end, cue.tokens.upperBound + 12)
    guard
      let quoted = (cue.tokens.upperBound..<max(cue.tokens.upperBound, end)).first(where: {
        reading.isQuoted($0) || reading.tags[$0].isFinite
      }),
      let run = reading.run(at: quoted), run.isSentence, !run.isTitle
    else { return false }
    return reading.words[quoted - 1].isOne(of: [",", ":"])
  }

  /// Where a quotation that ends in a comma is over: `"…," the envoy added`.
  private func closedRun(_ token: Int, _ site: Site) -> Int? {
    guard token - 1 > site.cue.tokens.upperBound, let run = reading.run(at: token - 1) else {
      return nil
    }
    return reading.lastSign(of: run) == "," ? token : nil
  }

  /// The comma or conjunction at a token that parts two clauses of the reporter.
  func boundary(_ token: Int, _ site: Site) -> Int? {
    guard token > site.cue.tokens.upperBound, !reading.isQuoted(token) else { return nil }
    if reading.words[token] == ","
      || reading.words[token].isOne(of: ["while", "although", "though"])
    {
      return token
    }
    guard reading.tags[token] == .cc else { return nil }
    return reading.words[token - 1] == "," && !reading.isQuoted(token - 1) ? token - 1 : token
  }

  /// `When X said A, B`: the clause ends at the comma.
  func isFronted(_ site: Site) -> Bool {
    let first = site.sentence.lowerBound
    let conjunction = before(site)
    guard conjunction >= first, conjunction <= first + 3, !reading.isQuoted(conjunction) else {
      return false
    }
    return Words.subordinators.contains(reading.words[conjunction])
  }

  func isRelative(_ site: Site) -> Bool {
    guard let source = site.source else { return false }
    return [.wp, .wdt].contains(reading.tags[source.lowerBound])
  }
}
