import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds the attributions of cues: finds what is said, after the cue, before it, or on both sides.
struct Contents: Pass {
  let article: TaggedArticle
  let phrases: Phrases
  /// The cues of the sentence, which show where the next one begins.
  private(set) var cues: ArraySlice<Cue> = []

  private init(_ article: TaggedArticle) {
    self.article = article
    phrases = Phrases(article: article)
  }

  static func run(on article: inout TaggedArticle) {
    var pass = Contents(article)
    let attributions = pass.attributions()
    article.attributions = attributions
  }

  /// The attributions of all sites and those already found, which come first in each sentence.
  private mutating func attributions() -> [Attribution] {
    var attributions: [Attribution] = []
    var others = article.attributions[...]
    for site in article.sites {
      cues = article.cues[article.cuesOfSentence[site.number]]
      while let other = others.first, other.sentence <= site.number {
        attributions.append(other)
        others.removeFirst()
      }
      guard var found = find(site) else { continue }
      found.sentence = site.number
      attributions.append(found)
    }
    return attributions + others
  }

  /// The attribution at a site, if there is content.
  private func find(_ site: CueSite) -> Attribution? {
    if site.cue.kind == .according { return according(site) }
    var found = site.isPassive ? passive(site) : verbal(site)
    found?.relay = site.relay
    return found
  }

  // MARK: Passives

  /// `It was reported that …`, `he was told that …`, `the general is said to have fled`, `the plan was
  /// called a mistake by Kyiv`.
  private func passive(_ site: CueSite) -> Attribution? {
    let start = skip(site)
    let opening = article.word(start)
    let isClause = CueWords.clauseOpeners.contains(opening)
    var found: Attribution?
    switch site.cue.entry.kind {
    case .tell, .ask, .urge, .vow:
      found = start < site.end ? following(site, start) : nil
      found?.addressee = site.patient
    default:
      if isClause || start < site.end && article.isQuoted(start) {
        found = following(site, start)
      } else if let patient = site.patient {
        var rest = site.cue.tokens.upperBound
        if let source = site.source { rest = max(rest, source.upperBound) }
        // `was blamed by Kabul on rebels`
        if site.cue.entry.lemma == "blame",
          let on = site.source?.first(where: { article.words[$0] == "on" })
        {
          rest = on
        }
        let goesOn =
          article.word(rest).isOne(of: ["as", "to", "for", "of", "on"]) && rest + 1 < site.end
        guard site.source != nil || goesOn && !isOnlyBlamed(site, rest) else { return nil }
        // `Marin was attacked by a teenager`
        if !goesOn, site.cue.entry.kind == .judge, isNameAlone(patient) { return nil }
        var site = site
        if goesOn, article.words[rest] == "to", rest == site.cue.tokens.upperBound {
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

  /// `Tehran is being blamed for sending drones`: whether somebody is praised or blamed, and nobody says who
  /// does so.
  private func isOnlyBlamed(_ site: CueSite, _ next: Int) -> Bool {
    site.cue.entry.kind == .judge && article.word(next).isOne(of: ["for", "of", "on"])
  }

  // MARK: According to

  /// `According to Raisi, …`, `…, according to Raisi`.
  func according(_ site: CueSite) -> Attribution? {
    guard let source = site.source else { return nil }
    let first = site.sentence.lowerBound
    if site.verb <= first + 1 {
      var comma = source.upperBound
      while comma < site.end, !article.isQuoted(comma),
        !article.words[comma].isOne(of: [",", ":"])
      { comma += 1 }
      guard comma < site.end else { return nil }
      let start = article.isQuoted(comma) ? comma : comma + 1
      var end = site.end
      if let run = article.run(at: start), isClosed(run, site) { end = run.tokens.upperBound }
      return attribution(site, [start..<max(start, end)], "according-before")
    }
    var last = site.verb - 1
    while last > first, article.words[last] == ",", !article.isQuoted(last) { last -= 1 }
    var start = first
    while start < last, !article.isQuoted(start),
      article.words[start].isOne(of: ["but", "and", "so", ","])
    { start += 1 }
    if let run = article.run(at: last), run.tokens.lowerBound < first {
      start = run.tokens.lowerBound
    }
    let isClause = (start..<last + 1).contains {
      article.isQuoted($0) || article.tags[$0].isFinite || article.tags[$0] == .md
    }
    let rest = source.upperBound + 1..<max(source.upperBound + 1, site.end)
    if !isClause, article.word(source.upperBound) == "," {
      return attribution(site, [start..<last + 1, rest], "according-middle")
    }
    return attribution(site, [start..<last + 1], "according-after")
  }

  // MARK: Verbs

  /// The content of a verb in the active voice.
  func verbal(_ site: CueSite) -> Attribution? {
    let before = before(site)
    let after = overComma(site, skip(site), before)
    if before >= site.sentence.lowerBound, before <= site.sentence.lowerBound + 1,
      article.words[before] == "as", article.word(site.cue.tokens.upperBound) == ","
    {
      return preceding(site, before, site.cue.tokens.upperBound)
    }
    let isEmpty =
      after >= site.end || !article.isQuoted(after) && (endsClause(after) || isAside(site, after))
    if isSplit(site, before, after) { return preceding(site, before, after) }
    if isOthers(site, before) {
      return isEmpty || site.cue.entry.share == 0.5 ? nil : following(site, after)
    }
    if !isEmpty, !isClosedByRun(site, before, after), !isParenthetical(site, before, after) {
      return following(site, after)
    }
    return preceding(site, before, after)
  }

  /// The start of content after a comma: `He said, however, that …`, `He said, yes, we can`.
  private func overComma(_ site: CueSite, _ after: Int, _ before: Int) -> Int {
    guard after + 1 < site.end, article.words[after] == ",", !article.isQuoted(after + 1),
      site.source != nil, !site.isInverted, site.cue.entry.kind.isFree,
      !article.isParticiple(site.cue),
      before < site.sentence.lowerBound || article.tags[before] == .cc
        || article.words[after + 1] == "citing"
    else { return after }
    let next = after + 1
    if article.tags[next] == .rb, next + 2 < site.end, article.words[next + 1] == "," {
      return next + 2
    }
    if article.words[next] == "citing",
      let comma = (next..<min(site.end, next + 12)).first(where: { article.words[$0] == "," }),
      comma + 2 < site.end, isSubject(comma + 1),
      let phrase = phrases.starting(at: comma + 1, to: site.end), phrase.upperBound < site.end,
      article.tags[phrase.upperBound].isFinite || article.tags[phrase.upperBound] == .md
    {
      return comma + 1
    }
    if article.tags[next] == .in || article.tags[next] == .vbg,
      let comma = (next..<min(site.end, next + 12)).first(where: {
        article.words[$0] == "," || article.isQuoted($0)
      }), !article.isQuoted(comma), comma + 1 < site.end, article.words[comma + 1] == "that"
    {
      return comma + 1
    }
    switch article.tags[next] {
    case .vbg, .wp, .wdt, .in, .cc: return after
    default: return next
    }
  }

  /// Whether a conjunction does not open content: `said as the crowd roared`.
  func isAside(_ site: CueSite, _ after: Int) -> Bool {
    // `said on condition of anonymity because he was not allowed to speak`
    if article.word(after - 1) == "anonymity" { return article.words[after] != "that" }
    guard Words.conjunctions.contains(article.words[after]) else { return false }
    if site.cue.entry.kind == .judge, article.words[after] == "as" { return false }
    let isQuestion = article.words[after] == "when" && after == site.cue.tokens.upperBound
    return !isQuestion || [.vbg, .vbn].contains(article.tags[min(after + 1, site.end - 1)])
  }

  /// `"If you look at it," Rubio said, "I don't"`: whether the quotation before ends in a comma.
  func isSplit(_ site: CueSite, _ before: Int, _ after: Int) -> Bool {
    guard before > site.sentence.lowerBound, after < site.end, article.isQuoted(after),
      !article.isParticiple(site.cue)
    else { return false }
    if article.words[before] == ",", article.isQuoted(before - 1) { return true }
    if article.words[before] == ",", article.word(after - 1) == ",", goesOn(after) { return true }
    guard let run = article.run(at: before) else { return false }
    return article.lastWord(of: run).isOne(of: [
      ",", "—", "--", "–", "-",
    ])
  }

  /// Whether a run begins in the middle of a sentence.
  func goesOn(_ token: Int) -> Bool {
    guard let run = article.run(at: token) else { return false }
    let first = run.tokens.lowerBound + run.markWidth
    return run.tokens.contains(first) && article.tokens[first].kind == .word
      && !article.tokens[first].isCapital
  }

  /// The last token before the attribution's own words.
  func before(_ site: CueSite) -> Int {
    if let frame = site.frame { return frame - 1 }
    guard let source = site.source, !site.isInverted, !site.isShared else {
      return site.cue.tokens.lowerBound - 1
    }
    return min(source.lowerBound, site.cue.tokens.lowerBound) - 1
  }

  /// Whether a token ends a clause: punctuation or a dash.
  func endsClause(_ token: Int) -> Bool {
    article.words[token].isOne(of: [",", ";", "."]) || article.tags[token] == .stop
      || Words.dashes.contains(article.words[token])
  }

  /// Whether a quoted run ends directly before the attribution, so that what follows is not its content.
  func isClosedByRun(_ site: CueSite, _ before: Int, _ after: Int) -> Bool {
    guard before >= site.sentence.lowerBound, !article.isParticiple(site.cue),
      site.cue.entry.kind.isFree
    else { return false }
    var last = before
    if article.words[last] == ",", last > site.sentence.lowerBound, !article.isQuoted(last) {
      last -= 1
    }
    guard let run = article.run(at: last) else { return false }
    if after < site.end, article.isQuoted(after) || article.words[after] == "that" { return false }
    let mark = article.lastWord(of: run)
    return last < before || mark.isOne(of: [",", ".", "?", "!", "—", "-", "…", "...", ":"])
      || site.cue.entry.lemma.isOne(of: ["say", "tell", "write", "add"])
  }

  /// Whether the attribution is in parentheses: `The talks, he said, would resume.`
  func isParenthetical(_ site: CueSite, _ before: Int, _ after: Int) -> Bool {
    after < site.end && !article.isQuoted(after)
      && before > site.sentence.lowerBound && article.words[before] == ","
      && !article.isQuoted(before) && !article.isParticiple(site.cue)
      && site.cue.entry.kind.isFree
      && [site.cue.tokens.upperBound, after - 1, after].contains { article.word($0) == "," }
  }

  /// The attribution of a site with its content; nil if that is empty.
  func attribution(
    _ site: CueSite, _ content: [Range<Int>], _ rule: String
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
