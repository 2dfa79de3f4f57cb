import PostilKit
import PostilLanguage

/// Content that follows its cue, and where it ends.
extension Content {
  func following(_ site: Site, _ start: Int) -> Attribution? {
    var end = min(site.end, clauseEnd(site, start))
    while end > start, reading.words[end - 1] == ",", !reading.isQuoted(end - 1) { end -= 1 }
    if site.cue.entry.kind == .judge { end = beforeTime(start, end) }
    guard end > start, isClause(start..<end, site), !isCall(start..<end, site) else { return nil }
    var content = start..<end
    if let run = reading.run(at: start) {
      content = min(start, run.tokens.lowerBound)..<max(end, start + 1)
    }
    if let run = reading.run(at: end - 1) {
      content = content.lowerBound..<max(end, run.tokens.upperBound)
    }
    if site.cue.entry.kind == .ask, reading.words[start] == "to", let asked = addressee(site) {
      content = asked.lowerBound..<content.upperBound
    }
    if let pronoun = gap(site, content.lowerBound) {
      // `under what Marin called “the model,” the club closed`: no more than the name.
      let opening = content.lowerBound + (reading.words[content.lowerBound] == "as" ? 1 : 0)
      if !reading.tags[opening].isFinite, let run = reading.run(at: opening) {
        content = content.lowerBound..<min(content.upperBound, run.tokens.upperBound)
      }
      return attribution(site, [pronoun, content], "relative-gap")
    }
    return attribution(site, [content], rule(site, start))
  }

  /// `endorsed Mr. Marin in December`: without when that was.
  private func beforeTime(_ start: Int, _ end: Int) -> Int {
    guard !(start..<end).contains(where: { reading.tags[$0].isFinite || reading.tags[$0] == .md })
    else { return end }
    var last = end
    while last > start, !reading.isQuoted(last - 1),
      Words.timeNouns.contains(reading.words[last - 1])
        || reading.tags[last - 1] == .cd
          && last < end
    { last -= 1 }
    guard last < end, last > start else { return end }
    if reading.words[last - 1].isOne(of: ["in", "on", "at", "this", "since", "for"]) { last -= 1 }
    return last > start ? last : end
  }

  /// Whether the words may be what a cue of the class `state` introduces: they have a verb, or marks.
  func isClause(_ content: Range<Int>, _ site: Site) -> Bool {
    let opening = reading.words[content.lowerBound]
    guard site.cue.entry.kind == .state || site.cue.entry.kind == .tell,
      !opening.isOne(of: ["that", "to", "what", "how", "why", "about", "of"])
    else { return true }
    return content.contains {
      reading.tags[$0].isFinite || reading.tags[$0] == .md || reading.isQuoted($0)
    }
  }

  /// `called his mother`: calling nobody anything; `Reuters reported, citing police`: who is cited says
  /// what the agency reports.
  private func isCall(_ content: Range<Int>, _ site: Site) -> Bool {
    let last = content.upperBound - 1
    if site.cue.entry.lemma == "cite", reading.isParticiple(site.cue) {
      return reading.tags[last].isName || Words.officials.contains(reading.words[last])
    }
    guard site.cue.entry.lemma == "call", site.cue.tokens.upperBound == site.verb + 1 else {
      return false
    }
    return phrases.starting(at: content.lowerBound, to: content.upperBound) == content
      && !content.contains(where: reading.isQuoted)
  }

  /// `a deadline that insiders said went unnoticed`: the pronoun is the content's subject.
  func gap(_ site: Site, _ start: Int) -> Range<Int>? {
    guard let source = site.source, !site.isInverted, !site.isShared,
      source.lowerBound > site.sentence.lowerBound
    else { return nil }
    let pronoun = source.lowerBound - 1
    guard !reading.isQuoted(pronoun),
      reading.words[pronoun].isOne(of: ["that", "which", "who", "what", "whom"])
    else { return nil }
    let tag = reading.tags[start]
    if site.cue.entry.lemma.isOne(of: ["call", "describe", "label", "dub", "deem"]),
      reading.words[start] == "as" || site.cue.tokens.upperBound == start
    {
      return pronoun..<pronoun + 1
    }
    guard !reading.isQuoted(start), tag.isFinite || tag == .md || tag == .vbn else { return nil }
    return pronoun..<pronoun + 1
  }

  func rule(_ site: Site, _ start: Int) -> String {
    let kind = site.cue.entry.kind.rawValue
    if reading.isQuoted(start) { return kind + "-quote" }
    switch reading.words[start] {
    case "that": return kind + "-that"
    case "to": return kind + "-to"
    case "whether", "if", "what", "why", "how", "when", "where", "who": return kind + "-wh"
    default: return kind + "-clause"
    }
  }

  func clauseEnd(_ site: Site, _ start: Int) -> Int {
    let next = nextCue(site)
    for token in start + 1..<max(start + 1, site.end) where !reading.isQuoted(token) {
      if token == next.start { return next.end }
      if reading.isQuoted(token - 1), isFronted(site), closedRun(token, site) != nil {
        return token
      }
      if cuts(token, site, from: start) { return token }
    }
    return site.end
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

  /// Where a quotation that ends in a comma is over: `"…," the envoy added`.
  private func closedRun(_ token: Int, _ site: Site) -> Int? {
    guard token - 1 > site.cue.tokens.upperBound, let run = reading.run(at: token - 1) else {
      return nil
    }
    return reading.word(run.tokens.upperBound - run.markWidth - 1) == "," ? token : nil
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
