import PostilKit
import PartOfSpeech

/// Pass 5: finds what is said: behind the cue, before it, or on both sides.
struct Content {
  let reading: Reading
  let phrases: Phrases
  /// The cues of the sentence, to see where the next begins.
  var cues: [Cue] = []

  init(_ reading: Reading) {
    self.reading = reading
    phrases = Phrases(reading: reading)
  }

  /// The attribution at a site, if there is content.
  func find(_ site: Site) -> Attribution? {
    if site.cue.kind == .according { return according(site) }
    var found = site.isPassive ? passive(site) : verbal(site)
    found?.relay = site.relay
    return found
  }

  // MARK: Passives

  /// `It was reported that …`, `he was told that …`, `the general is said to have fled`, `the plan was
  /// called a mistake by Kyiv`.
  private func passive(_ site: Site) -> Attribution? {
    let start = skip(site)
    let opening = reading.word(start)
    let isClause = opening.isOne(of: [
      "that", "whether", "if", "what", "why", "how", "when", "where",
    ])
    var found: Attribution?
    switch site.cue.entry.kind {
    case .tell, .ask, .urge, .vow:
      found = start < site.end ? following(site, start) : nil
      found?.addressee = site.patient
    default:
      if isClause || start < site.end && reading.isQuoted(start) {
        found = following(site, start)
      } else if let patient = site.patient {
        var rest = site.cue.tokens.upperBound
        if let source = site.source { rest = max(rest, source.upperBound) }
        let goesOn = reading.word(rest).isOne(of: ["as", "to", "for", "of"]) && rest + 1 < site.end
        guard goesOn || site.source != nil else { return nil }
        var site = site
        if goesOn, reading.words[rest] == "to", rest == site.cue.tokens.upperBound {
          site.cue.tokens = site.cue.tokens.lowerBound..<rest + 1
          rest += 1
        }
        let end = goesOn ? clauseEnd(site, rest) : rest
        found = attribution(site, [patient, rest..<max(rest, end)], "passive")
      } else {
        return nil
      }
    }
    found?.isPassive = true
    return found
  }

  // MARK: According to

  func according(_ site: Site) -> Attribution? {
    guard let source = site.source else { return nil }
    let first = site.sentence.lowerBound
    if site.verb <= first + 1 {
      var comma = source.upperBound
      while comma < site.end, !reading.isQuoted(comma),
        !reading.words[comma].isOne(of: [",", ":"])
      { comma += 1 }
      guard comma < site.end else { return nil }
      let start = reading.isQuoted(comma) ? comma : comma + 1
      var end = site.end
      if let run = reading.run(at: start), isClosed(run, site) { end = run.tokens.upperBound }
      return attribution(site, [start..<max(start, end)], "according-before")
    }
    var last = site.verb - 1
    while last > first, reading.words[last] == ",", !reading.isQuoted(last) { last -= 1 }
    var start = first
    while start < last, !reading.isQuoted(start),
      reading.words[start].isOne(of: ["but", "and", "so", ","])
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

  func verbal(_ site: Site) -> Attribution? {
    let before = before(site)
    let after = overComma(site, skip(site), before)
    if before >= site.sentence.lowerBound, before <= site.sentence.lowerBound + 1,
      reading.words[before] == "as", reading.word(site.cue.tokens.upperBound) == ","
    {
      return preceding(site, before, site.cue.tokens.upperBound)
    }
    let isEmpty =
      after >= site.end || !reading.isQuoted(after) && (endsClause(after) || isAside(site, after))
    if isSplit(site, before, after) { return preceding(site, before, after) }
    if isOthers(site, before) {
      return isEmpty || site.cue.entry.share == 0.5 ? nil : following(site, after)
    }
    if !isEmpty, !isClosedByRun(site, before, after), !isParenthetical(site, before, after) {
      return following(site, after)
    }
    return preceding(site, before, after)
  }

  /// `He said, however, that …`, `He said, yes, we can`: a comma behind a cue that nothing precedes.
  private func overComma(_ site: Site, _ after: Int, _ before: Int) -> Int {
    guard after + 1 < site.end, reading.words[after] == ",", !reading.isQuoted(after + 1),
      site.source != nil, !site.isInverted, site.cue.entry.kind.isFree,
      !reading.isParticiple(site.cue),
      before < site.sentence.lowerBound || reading.tags[before] == .cc
    else { return after }
    let next = after + 1
    if reading.tags[next] == .rb, next + 2 < site.end, reading.words[next + 1] == "," {
      return next + 2
    }
    if reading.tags[next] == .in || reading.tags[next] == .vbg,
      let comma = (next..<min(site.end, next + 12)).first(where: {
        reading.words[$0] == "," || reading.isQuoted($0)
      }), !reading.isQuoted(comma), comma + 1 < site.end, reading.words[comma + 1] == "that"
    {
      return comma + 1
    }
    switch reading.tags[next] {
    case .vbg, .wp, .wdt, .in, .cc: return after
    default: return next
    }
  }

  /// A conjunction that opens no content: `said as the crowd roared`.
  func isAside(_ site: Site, _ after: Int) -> Bool {
    guard Words.conjunctions.contains(reading.words[after]) else { return false }
    if site.cue.entry.kind == .judge, reading.words[after] == "as" { return false }
    let isQuestion = reading.words[after] == "when" && after == site.cue.tokens.upperBound
    return !isQuestion || [.vbg, .vbn].contains(reading.tags[min(after + 1, site.end - 1)])
  }

  /// `"If you look at it," Rubio said, "I don't"`: the quotation before ends in a comma.
  func isSplit(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    guard before > site.sentence.lowerBound, after < site.end, reading.isQuoted(after),
      !reading.isParticiple(site.cue)
    else { return false }
    if reading.words[before] == ",", reading.isQuoted(before - 1) { return true }
    if reading.words[before] == ",", reading.word(after - 1) == ",", goesOn(after) { return true }
    guard let run = reading.run(at: before) else { return false }
    return reading.lastSign(of: run).isOne(of: [
      ",", "—", "--", "–", "-",
    ])
  }

  /// Whether a run begins in the middle of a sentence.
  func goesOn(_ token: Int) -> Bool {
    guard let run = reading.run(at: token) else { return false }
    let first = run.tokens.lowerBound + run.markWidth
    return run.tokens.contains(first) && reading.tokens[first].kind == .word
      && !reading.tokens[first].isCapital
  }

  /// The last token before the attribution's own words.
  func before(_ site: Site) -> Int {
    if let frame = site.frame { return frame - 1 }
    guard let source = site.source, !site.isInverted, !site.isShared else {
      return site.cue.tokens.lowerBound - 1
    }
    return min(source.lowerBound, site.cue.tokens.lowerBound) - 1
  }

  func endsClause(_ token: Int) -> Bool {
    reading.words[token].isOne(of: [",", ";", "."]) || reading.tags[token] == .stop
      || Words.dashes.contains(reading.words[token])
  }

  /// A quoted run ends right where the attribution begins, so nothing that follows is its content.
  func isClosedByRun(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    guard before >= site.sentence.lowerBound, !reading.isParticiple(site.cue),
      site.cue.entry.kind.isFree
    else { return false }
    var last = before
    if reading.words[last] == ",", last > site.sentence.lowerBound, !reading.isQuoted(last) {
      last -= 1
    }
    guard let run = reading.run(at: last) else { return false }
    if after < site.end, reading.isQuoted(after) || reading.words[after] == "that" { return false }
    let sign = reading.lastSign(of: run)
    return last < before || sign.isOne(of: [",", ".", "?", "!", "—", "-", "…", "...", ":"])
      || site.cue.entry.lemma.isOne(of: ["say", "tell", "write", "add"])
  }

  /// `The talks, he said, would resume.`
  func isParenthetical(_ site: Site, _ before: Int, _ after: Int) -> Bool {
    after < site.end && !reading.isQuoted(after)
      && before > site.sentence.lowerBound && reading.words[before] == ","
      && !reading.isQuoted(before) && !reading.isParticiple(site.cue)
      && site.cue.entry.kind.isFree
      && [site.cue.tokens.upperBound, after - 1, after].contains { reading.word($0) == "," }
  }

  /// The attribution of a site with some content; nil if that is empty.
  func attribution(
    _ site: Site, _ content: [Range<Int>], _ rule: String
  ) -> Attribution? {
    var content = content
    content.removeAll(where: \.isEmpty)
    guard !content.isEmpty else { return nil }
    return Attribution(
      content: content, cue: site.cue.tokens, source: site.source,
      addressee: site.cue.kind == .verb ? addressee(site) : nil, rule: rule,
      kind: site.cue.entry.kind)
  }
}
