import PostilKit
import PostilLanguage

/// Pass 5: finds what is said: behind the cue, before it, or on both sides.
struct Content {
  let reading: Reading
  let phrases: Phrases
  /// The cues of the sentence, to see where the next begins.
  private let cues: [Cue]

  init(_ reading: Reading, cues: [Cue]) {
    self.reading = reading
    phrases = Phrases(reading: reading)
    self.cues = cues
  }

  /// The attribution at a site, if there is content.
  func find(_ site: Site) -> Attribution? {
    site.cue.kind == .according ? according(site) : verbal(site)
  }

  // MARK: According to

  private func according(_ site: Site) -> Attribution? {
    guard let source = site.source else { return nil }
    let first = site.sentence.lowerBound
    if site.verb <= first + 1 {
      var comma = source.upperBound
      while comma < site.end, reading.words[comma] != "," { comma += 1 }
      return attribution(site, [comma + 1..<max(comma + 1, site.end)], "according-before")
    }
    var last = site.verb - 1
    while last > first, reading.words[last] == ",", !reading.isQuoted(last) { last -= 1 }
    var start = first
    while start < last, !reading.isQuoted(start),
      ["but", "and", "so", ","].contains(reading.words[start])
    { start += 1 }
    if let run = reading.run(at: last), run.tokens.lowerBound < first {
      start = run.tokens.lowerBound
    }
    let isClause = (start..<last + 1).contains {
      reading.isQuoted($0) || reading.tags[$0].isFinite || reading.tags[$0] == .md
    }
    let rest = source.upperBound + 1..<max(source.upperBound + 1, site.end)
    if !isClause, reading.word(source.upperBound) == "," {
      return attribution(site, [start..<last + 1, rest], "according-middle")
    }
    return attribution(site, [start..<last + 1], "according-after")
  }

  // MARK: Verbs

  private func verbal(_ site: Site) -> Attribution? {
    let after = skip(site)
    let before = before(site)
    if before >= site.sentence.lowerBound, before <= site.sentence.lowerBound + 1,
      reading.words[before] == "as", reading.word(site.cue.tokens.upperBound) == ","
    {
      return preceding(site, before, site.cue.tokens.upperBound)
    }
    let isEmpty =
      after >= site.end || !reading.isQuoted(after) && (endsClause(after) || isAside(site, after))
    if isSplit(site, before, after) { return preceding(site, before, after) }
    if !isEmpty, !isClosedByRun(site, before, after), !isParenthetical(site, before, after) {
      return following(site, after)
    }
    return preceding(site, before, after)
  }

  /// A conjunction that opens no content: `said as the crowd roared`.
  private func isAside(_ site: Site, _ after: Int) -> Bool {
    guard Words.conjunctions.contains(reading.words[after]) else { return false }
    let isQuestion = reading.words[after] == "when" && after == site.cue.tokens.upperBound
    return !isQuestion || reading.tags[after + 1 < site.end ? after + 1 : after] == .vbg
  }

  /// `"If you look at it," Rubio said, "I don't"`: the quotation before ends in a comma.
  private func isSplit(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    guard before > site.sentence.lowerBound, after < site.end, reading.isQuoted(after),
      reading.tags[site.verb] != .vbg
    else { return false }
    if reading.words[before] == ",", reading.isQuoted(before - 1) { return true }
    if reading.words[before] == ",", reading.word(after - 1) == ",", goesOn(after) { return true }
    guard let run = reading.run(at: before) else { return false }
    return [",", "—", "--", "–", "-"].contains(
      reading.word(run.tokens.upperBound - run.markWidth - 1))
  }

  /// Whether a run begins in the middle of a sentence.
  private func goesOn(_ token: Int) -> Bool {
    guard let run = reading.run(at: token) else { return false }
    let first = run.tokens.lowerBound + run.markWidth
    return run.tokens.contains(first) && reading.tokens[first].kind == .word
      && !reading.tokens[first].isCapital
  }

  /// The last token before the attribution's own words.
  private func before(_ site: Site) -> Int {
    if let frame = site.frame { return frame - 1 }
    guard let source = site.source, !site.isInverted, !site.isShared else {
      return site.cue.tokens.lowerBound - 1
    }
    return min(source.lowerBound, site.cue.tokens.lowerBound) - 1
  }

  private func endsClause(_ token: Int) -> Bool {
    [",", ";", "."].contains(reading.words[token]) || reading.tags[token] == .stop
      || Words.dashes.contains(reading.words[token])
  }

  /// A quoted run ends right where the attribution begins, so nothing that follows is its content.
  private func isClosedByRun(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    guard before >= site.sentence.lowerBound, reading.tags[site.verb] != .vbg,
      site.cue.entry.kind.isFree
    else { return false }
    var last = before
    if reading.words[last] == ",", last > site.sentence.lowerBound, !reading.isQuoted(last) {
      last -= 1
    }
    guard let run = reading.run(at: last) else { return false }
    if after < site.end, reading.isQuoted(after) || reading.words[after] == "that" { return false }
    let sign = reading.word(run.tokens.upperBound - run.markWidth - 1)
    return last < before || [",", ".", "?", "!", "—", "-", "…", "...", ":"].contains(sign)
      || ["say", "tell", "write", "add"].contains(site.cue.entry.lemma)
  }

  /// `The talks, he said, would resume.`
  private func isParenthetical(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    after < site.end && !reading.isQuoted(after)
      && before > site.sentence.lowerBound && reading.words[before] == ","
      && !reading.isQuoted(before) && reading.tags[site.verb] != .vbg
      && site.cue.entry.kind.isFree
      && [site.cue.tokens.upperBound, after - 1, after].contains { reading.word($0) == "," }
  }

  /// The first token behind the cue that may be content: over the addressee and adverbials.
  private func skip(_ site: Site) -> Int {
    var token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    token = skipAddressee(site, token)
    if let colon = colon(site, token) { return colon }
    while token < site.sentence.upperBound, !reading.isQuoted(token) {
      let word = reading.words[token]
      if Words.timeNouns.contains(word) || isLooseAdverb(token, site) {
        token += 1
      } else if [.in, .to, .vbg].contains(reading.tags[token]),
        Words.adverbial.contains(word), site.cue.entry.lemma != "call",
        let phrase = phrases.starting(at: token + 1, to: site.sentence.upperBound)
      {
        token = phrase.upperBound
      } else {
        break
      }
    }
    while token < site.sentence.upperBound, !reading.isQuoted(token),
      reading.words[token] == ":"
        || reading.words[token] == "," && token + 1 < site.sentence.upperBound
          && reading.isQuoted(token + 1)
    { token += 1 }
    return token
  }

  /// An adverb that belongs to the cue: what opens content comes right behind it.
  private func isLooseAdverb(_ token: Int, _ site: Site) -> Bool {
    guard reading.tags[token] == .rb, reading.words[token] != "not", token + 1 < site.end else {
      return false
    }
    let next = token + 1
    return reading.isQuoted(next) || reading.tags[next] == .in
      || [",", ":", "to", "whether"].contains(reading.words[next])
  }

  /// The quotation behind a colon a little further: `explained it this way: "…"`.
  private func colon(_ site: Site, _ token: Int) -> Int? {
    let end = min(site.end, token + 25)
    guard token < end, !site.isInverted || site.cue.kind == .verb,
      let colon = (token..<end).first(where: { reading.isQuoted($0) || reading.words[$0] == ":" }),
      !reading.isQuoted(colon), colon + 1 < site.end, reading.isQuoted(colon + 1),
      !cues.contains(where: { $0.head > site.verb && $0.head < colon })
    else { return nil }
    return colon + 1
  }

  private func skipAddressee(_ site: Site, _ token: Int) -> Int {
    addressee(site).map(\.upperBound) ?? token
  }

  /// The phrase a cue speaks to: `told X`, `said to X`.
  private func addressee(_ site: Site) -> Range<Int>? {
    let token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    guard [.tell, .urge, .ask].contains(site.cue.entry.kind) || site.cue.entry.lemma == "warn",
      !site.isInverted, token < site.end, !reading.isQuoted(token)
    else { return spokenTo(token, site) }
    if reading.tags[token] == .prp { return token..<token + 1 }
    guard let phrase = phrases.starting(at: token, to: site.sentence.upperBound),
      phrase.upperBound < site.sentence.upperBound
    else { return nil }
    return phrase
  }

  private func spokenTo(_ token: Int, _ site: Site) -> Range<Int>? {
    guard site.cue.entry.lemma == "say", token + 1 < site.end, reading.words[token] == "to",
      !reading.isQuoted(token)
    else { return nil }
    return phrases.starting(at: token + 1, to: site.sentence.upperBound)
  }

  // MARK: Behind the cue

  private func following(_ site: Site, _ start: Int) -> Attribution? {
    var end = min(site.end, clauseEnd(site, start))
    while end > start, reading.words[end - 1] == ",", !reading.isQuoted(end - 1) { end -= 1 }
    guard end > start, isClause(start..<end, site) else { return nil }
    var content = start..<end
    if let run = reading.run(at: start) {
      content = min(start, run.tokens.lowerBound)..<max(end, start + 1)
    }
    if let run = reading.run(at: end - 1) {
      content = content.lowerBound..<max(end, run.tokens.upperBound)
    }
    if let pronoun = gap(site, content.lowerBound) {
      return attribution(site, [pronoun, content], "relative-gap")
    }
    return attribution(site, [content], rule(site, start))
  }

  /// Whether the words may be what a cue of the class `state` introduces: they have a verb, or marks.
  private func isClause(_ content: Range<Int>, _ site: Site) -> Bool {
    guard site.cue.entry.kind == .state, reading.words[content.lowerBound] != "that" else {
      return true
    }
    return content.contains {
      reading.tags[$0].isFinite || reading.tags[$0] == .md || reading.isQuoted($0)
    }
  }

  /// `a deadline that insiders said went unnoticed`: the pronoun is the content's subject.
  private func gap(_ site: Site, _ start: Int) -> Range<Int>? {
    guard let source = site.source, !site.isInverted, !site.isShared,
      source.lowerBound > site.sentence.lowerBound, !reading.isQuoted(start)
    else { return nil }
    let pronoun = source.lowerBound - 1
    guard !reading.isQuoted(pronoun),
      ["that", "which", "who", "what", "whom"].contains(reading.words[pronoun])
    else { return nil }
    let tag = reading.tags[start]
    guard tag.isFinite || tag == .md || tag == .vbn else { return nil }
    return pronoun..<pronoun + 1
  }

  private func rule(_ site: Site, _ start: Int) -> String {
    let kind = site.cue.entry.kind.rawValue
    if reading.isQuoted(start) { return "\(kind)-quote" }
    switch reading.words[start] {
    case "that": return "\(kind)-that"
    case "to": return "\(kind)-to"
    case "whether", "if", "what", "why", "how", "when", "where", "who": return "\(kind)-wh"
    default: return "\(kind)-clause"
    }
  }

  private func clauseEnd(_ site: Site, _ start: Int) -> Int {
    let next = nextCue(site)
    for token in start + 1..<max(start + 1, site.end) where !reading.isQuoted(token) {
      if token == next.start { return next.end }
      if cuts(token, site, from: start) { return token }
    }
    return site.end
  }

  /// Whether what was said ends before a token.
  private func cuts(_ token: Int, _ site: Site, from start: Int) -> Bool {
    let next = token + 1 < site.end ? token + 1 : token
    switch reading.words[token] {
    case ";": return true
    case ",":
      if isFronted(site) || isRelative(site) { return true }
      switch reading.words[next] {
      case "according", "while", "although", "though", "compared": return true
      case "but": return next + 1 < site.end && isSubject(next + 1)
      case "which", "who", "a", "an": return !hasComma(next, site)
      case "even": return ["as", "though"].contains(reading.word(next + 1))
      default: return false
      }
    case "as", "when", "while", "after", "before":
      return reading.isQuoted(token - 1) && isSubject(next)
    case "but", "during": return reading.isQuoted(token - 1)
    case let word:
      return Words.dashes.contains(word) && isOnlyDash(token, site, from: start)
    }
  }

  private func isSubject(_ token: Int) -> Bool {
    let tag = reading.tags[token]
    return tag == .prp || tag == .dt || tag.isName || tag == .ex
  }

  private func hasComma(_ token: Int, _ site: Site) -> Bool {
    (token..<max(token, site.end)).contains { reading.words[$0] == "," && !reading.isQuoted($0) }
  }

  private func isOnlyDash(_ token: Int, _ site: Site, from start: Int) -> Bool {
    guard isDash(token) else { return false }
    return !(start..<max(start, site.end)).contains { $0 != token && isDash($0) }
  }

  private func isDash(_ token: Int) -> Bool {
    Words.dashes.contains(reading.words[token]) && reading.tags[token] != .hyph
      && !reading.isQuoted(token)
      && (reading.words[token] != "-" || reading.tokens[token].flags.contains(.spaceBefore))
  }

  /// Where a later cue of the sentence that shares the source cuts the content.
  private func nextCue(_ site: Site) -> (start: Int, end: Int) {
    for cue in cues where cue.head > site.cue.tokens.upperBound && cue.kind == .verb {
      let before = cue.tokens.lowerBound - 1
      guard before > site.verb else { continue }
      if reading.tags[before] == .cc { return (before, before) }
      if reading.tags[cue.head] == .vbg, reading.words[before] == "," { return (before, before) }
      if cue.entry.kind.isFree, phrases.isHead(before),
        let source = phrases.ending(at: before, from: site.verb + 1),
        let cut = boundary(source.lowerBound - 1, site)
      {
        return (cut, cut)
      }
    }
    return (-1, -1)
  }

  /// The comma or conjunction at a token that parts two clauses of the reporter.
  private func boundary(_ token: Int, _ site: Site) -> Int? {
    guard token > site.cue.tokens.upperBound, !reading.isQuoted(token) else { return nil }
    if reading.words[token] == "," { return token }
    guard reading.tags[token] == .cc else { return nil }
    return reading.words[token - 1] == "," && !reading.isQuoted(token - 1) ? token - 1 : token
  }

  /// `When X said A, B`: the clause ends at the comma.
  private func isFronted(_ site: Site) -> Bool {
    let first = site.sentence.lowerBound
    let conjunction = before(site)
    guard conjunction >= first, conjunction <= first + 3, !reading.isQuoted(conjunction) else {
      return false
    }
    return Words.subordinators.contains(reading.words[conjunction])
  }

  private func isRelative(_ site: Site) -> Bool {
    guard let source = site.source else { return false }
    return [.wp, .wdt].contains(reading.tags[source.lowerBound])
  }

  // MARK: Before the cue

  private func preceding(_ site: Site, _ before: Int, _ after: Int) -> Attribution? {
    let first = site.sentence.lowerBound
    if before == first || before == first + 1 && reading.tags[first] == .cc,
      reading.words[before] == "as", after + 1 < site.end,
      reading.words[after] == "," || reading.words[after - 1] == ","
    {
      let start = reading.words[after] == "," ? after + 1 : after
      return attribution(site, [start..<site.end], "as-clause")
    }
    var last = before
    if last > first, reading.words[last] == "as", !reading.isQuoted(last) { last -= 1 }
    while last >= first, !reading.isQuoted(last),
      reading.words[last] == "," || Words.dashes.contains(reading.words[last])
    { last -= 1 }
    guard last >= first else { return precedingSentence(site) }
    guard last < before || reading.isQuoted(last) else { return nil }
    var start = first
    while start < last, !reading.isQuoted(start),
      reading.tags[start] == .cc || reading.words[start] == ","
    { start += 1 }
    start = max(start, dateline(first, last))
    if let run = reading.run(at: last) {
      let hasCue = cues.contains { $0.head < run.tokens.lowerBound && $0.head != site.verb }
      let isAfterColon = reading.word(run.tokens.lowerBound - 1) == ":"
      if run.tokens.lowerBound <= first || hasCue || isAfterColon { start = run.tokens.lowerBound }
    }
    let rest = resumed(site, after, start..<max(start, last + 1))
    guard start <= last else {
      return rest.isEmpty ? nil : attribution(site, rest, "after-aside")
    }
    return attribution(
      site, [start..<last + 1] + rest, rest.isEmpty ? "before-cue" : "split")
  }

  /// Past the place that opens an agency's report: `WASHINGTON —`.
  private func dateline(_ first: Int, _ last: Int) -> Int {
    for token in first..<max(first, min(last, first + 7)) {
      if Words.dashes.contains(reading.words[token]), reading.tags[token] != .hyph, token > first {
        return token + 1
      }
      guard reading.tags[token].isName || [.comma, .lrb, .rrb, .afx].contains(reading.tags[token])
      else { break }
    }
    return first
  }

  /// `"Who pays?" Lapid asked.`: the quotation is a sentence of its own.
  private func precedingSentence(_ site: Site) -> Attribution? {
    let first = site.sentence.lowerBound
    guard
      site.cue.entry.kind.isFree,
      let run = reading.run(at: first - 1), !reading.tokens[first].flags.contains(.lineBefore)
    else { return nil }
    return attribution(site, [run.tokens], "quote-sentence")
  }

  /// What goes on behind a parenthetical attribution; `before` is what precedes it.
  private func resumed(_ site: Site, _ after: Int, _ before: Range<Int>) -> [Range<Int>] {
    if !before.isEmpty, reading.isQuoted(before.upperBound - 1) {
      let next = cues.first { $0.head > site.verb && $0.kind == .verb }?.head ?? site.end
      let limit = min(next, site.end)
      guard after < limit, let token = (after..<limit).first(where: reading.isQuoted),
        let run = reading.run(at: token), token - after < 40, run.tokens.lowerBound > after - 2,
        token == after || reading.words[token - 1] == "," || Words.dashes.contains(reading.words[token - 1])
      else { return [] }
      return [run.tokens]
    }
    var token = max(site.cue.tokens.upperBound, after - 1)
    while token < site.end, !reading.isQuoted(token), reading.words[token] != "," { token += 1 }
    guard token + 1 < site.end, !reading.isQuoted(token) else { return [] }
    let isFronted =
      !before.isEmpty && Words.subordinators.contains(reading.words[before.lowerBound])
    let isClause = before.contains { reading.tags[$0].isFinite || reading.tags[$0] == .md }
    if isClause && !isFronted || site.isInverted {
      switch reading.tags[token + 1] {
      case .wp, .wdt, .vbg, .dt, .nnp, .nn, .in, .rb, .jj, .prpS, .nns, .cd:
        let word = reading.words[token + 1]
        if word != "that", word != "because", word != "if" { return [] }
      default: break
      }
    }
    return [token + 1..<site.end]
  }

  private func attribution(
    _ site: Site, _ content: [Range<Int>], _ rule: String
  ) -> Attribution? {
    let content = content.filter { !$0.isEmpty }
    guard !content.isEmpty else { return nil }
    return Attribution(
      content: content, cue: site.cue.tokens, source: site.source,
      addressee: site.cue.kind == .verb ? addressee(site) : nil, rule: rule,
      kind: site.cue.entry.kind)
  }
}
