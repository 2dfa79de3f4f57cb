import PostilKit
import PartOfSpeech

/// Sources that stand before their cue.
extension Source {
  func left(_ site: Site) -> (phrase: Range<Int>, isShared: Bool)? {
    let first = site.sentence.lowerBound
    if reading.words[site.cue.tokens.lowerBound] == "to" { return shared(site) }
    let before = overTime(site.cue.tokens.lowerBound - 1, first)
    let tags = reading.tags
    if before > first, let run = reading.run(at: before), !run.isSpeech,
      run.tokens.lowerBound > first + 1, tags[run.tokens.lowerBound - 1] == .in,
      let phrase = overAside(site, before, isShared: true)
    {
      return (phrase, false)
    }
    guard before >= first, !reading.isQuoted(before) else {
      return reading.isParticiple(site.cue) ? shared(site) : nil
    }
    if reading.isParticiple(site.cue), isWriting(before, first),
      let subject = shared(site)
    {
      return subject
    }
    if phrases.isHead(before) || tags[before] == .rrb {
      if let phrase = phrases.ending(at: before, from: first) {
        if isAdverbial(phrase, first), let subject = shared(site) { return subject }
        if let owner = related(phrase, site) { return (owner, false) }
        return (withoutTime(described(phrase, from: first)), false)
      }
    }
    let isBehindTime = before < site.cue.tokens.lowerBound - 1
    if tags[before] == .vbn || tags[before] == .vbd && isBehindTime, before > first,
      let phrase = phrases.ending(at: before - 1, from: first),
      phrases.isHead(before - 1)
    {
      return (phrase.lowerBound..<before + 1, false)
    }
    if let phrase = overAside(site, before) { return (phrase, false) }
    let sharing =
      tags[before] == .cc || reading.words[before] == "," || reading.isParticiple(site.cue)
    return sharing ? shared(site) : nil
  }

  /// Whether a writing or a speech ends with a token, or before its words of time: `a statement on
  /// Tuesday saying`.
  private func isWriting(_ token: Int, _ first: Int) -> Bool {
    var last = token
    while last > first, last > token - 3,
      Words.timeNouns.contains(reading.words[last]) || reading.words[last] == "on"
    { last -= 1 }
    return Words.writings.contains(reading.words[last])
  }

  /// `People briefed on the matter`, `a source familiar with it`: back over the participle to its noun.
  private func described(_ phrase: Range<Int>, from first: Int) -> Range<Int> {
    let joint = phrase.lowerBound - 2
    guard joint > first, !reading.isQuoted(joint),
      reading.tags[joint + 1] == .in
        || reading.tags[joint + 1] == .to,
      [.vbn, .vbd, .vbg, .jj].contains(reading.tags[joint]), reading.tags[joint - 1].isNoun,
      let noun = phrases.ending(at: joint - 1, from: first)
    else { return phrase }
    return noun.lowerBound..<phrase.upperBound
  }

  /// `supports the plan and in a statement said`: a writing between a conjunction and its verb.
  private func isAdverbial(_ phrase: Range<Int>, _ first: Int) -> Bool {
    phrase.lowerBound > first + 1 && Words.writings.contains(reading.words[phrase.upperBound - 1])
      && reading.words[phrase.lowerBound - 1].isOne(of: ["in", "on", "during", "at"])
      && reading.tags[phrase.lowerBound - 2] == .cc
  }

  /// `Officials who spoke with the paper said`: the noun before a relative clause that ends with a phrase.
  private func related(_ phrase: Range<Int>, _ site: Site) -> Range<Int>? {
    let first = site.sentence.lowerBound
    let last = reading.tags[phrase.upperBound - 1]
    guard !reading.isParticiple(site.cue), last.isNoun || last == .rrb,
      let pronoun = (first..<phrase.lowerBound).last(where: {
        reading.tags[$0] == .wp || reading.tags[$0] == .wdt
      }), pronoun > first, reading.words[pronoun].isOne(of: ["who", "that", "which"]),
      isVerb(pronoun + 1), reading.tags[pronoun - 1].isNoun,
      !(pronoun + 2..<max(pronoun + 2, phrase.lowerBound)).contains(where: endsRelative)
    else { return nil }
    guard let owner = phrases.ending(at: pronoun - 1, from: first) else { return nil }
    return named(owner, from: first) ?? owner
  }

  /// `“…,” Marin, the pilot who …`: a phrase with the name before it that it stands in apposition to.
  private func named(_ phrase: Range<Int>, from first: Int) -> Range<Int>? {
    let comma = phrase.lowerBound - 1
    guard comma > first, reading.words[comma] == ",", reading.tags[comma - 1].isName,
      let name = phrases.ending(at: comma - 1, from: first),
      name.lowerBound == first || reading.isQuoted(name.lowerBound - 1)
    else { return nil }
    return name.lowerBound..<phrase.upperBound
  }

  /// What a relative clause with one verb does not have inside.
  private func endsRelative(_ token: Int) -> Bool {
    if reading.isQuoted(token) || isVerb(token) { return true }
    switch reading.tags[token] {
    case .comma, .cc, .wrb: return true
    default:
      return reading.words[token] == "that" || Words.dashes.contains(reading.words[token])
        || Words.subordinators.contains(reading.words[token])
    }
  }

  /// Whether a verb that has a tense, or a modal, stands at a token.
  private func isVerb(_ token: Int) -> Bool {
    reading.tags[token].isFinite || reading.tags[token] == .md
  }

  /// `Marin, who was late, last week said`, `and on Monday said`: past the words of time before a verb.
  func overTime(_ token: Int, _ first: Int) -> Int {
    guard token > first, !reading.isQuoted(token), Words.timeNouns.contains(reading.words[token])
    else { return token }
    if reading.words[token] == "today", reading.tokens[token].isCapital { return token }
    var before = token - 1
    while before > first,
      reading.words[before].isOne(of: ["this", "next", "past"])
        || Words.timeNouns.contains(reading.words[before])
    {
      before -= 1
    }
    if reading.words[before].isOne(of: ["on", "in"]), before > first { before -= 1 }
    switch reading.tags[before] {
    case .comma, .cc, .rrb, .vbn: return before
    case .vbd where before > first && phrases.isHead(before - 1): return before
    default:
      // `Marin Tuesday said`, but not `on Super Tuesday said`.
      let isDay =
        Words.days.contains(reading.words[token]) && before > first
        && reading.tags[before - 1] != .in
      return (before < token - 1 || isDay) && phrases.isHead(before) ? before : token
    }
  }

  /// `The White House on Monday`: without the day.
  private func withoutTime(_ phrase: Range<Int>) -> Range<Int> {
    guard phrase.count > 2 else { return phrase }
    for token in phrase.dropFirst().dropLast()
    where reading.words[token].isOne(of: ["on", "in", "at"])
      && Words.timeNouns.contains(reading.words[token + 1])
    {
      return phrase.lowerBound..<token
    }
    return phrase
  }

  /// The subject of the cue before, or else of the sentence.
  private func shared(_ site: Site) -> (phrase: Range<Int>, isShared: Bool)? {
    let end = site.cue.tokens.lowerBound
    let first = site.sentence.lowerBound
    let nearest =
      reading.isParticiple(site.cue)
      ? coordinated(last?.upperBound ?? first, end) : relative(first, end)
    if let nearest { return (nearest, true) }
    if let last, !isClosedRelative(last, end) { return (last, true) }
    let main = mainClause(first, end)
    for token in main..<max(main, end) where !reading.isQuoted(token) {
      let tag = reading.tags[token]
      guard tag.isFinite || tag == .md || tag == .vbn && main > first else { continue }
      var before = token - 1
      while before > first, reading.tags[before] == .rb { before -= 1 }
      before = overTime(before, first)
      guard before >= first, !reading.isQuoted(before) else { continue }
      if [.wp, .wdt].contains(reading.tags[before]) { continue }
      let phrase =
        phrases.isHead(before)
          || reading.tags[before] == .rrb
        ? phrases.ending(at: before, from: first) : overAside(site, before, isShared: true)
      if let phrase { return (phrase, true) }
    }
    return last.map { ($0, true) }
  }

  /// The subject of the last clause that a comma and a conjunction open: `and the port has sued, saying`.
  private func coordinated(_ from: Int, _ end: Int) -> Range<Int>? {
    for token in (from..<max(from, end)).reversed() where !reading.isQuoted(token) {
      guard reading.words[token] == ",", token + 3 < end,
        reading.words[token + 1].isOne(of: ["and", "but", "while", "yet", "so"]),
        let phrase = phrases.starting(at: token + 2, to: end)
      else { continue }
      var verb = phrase.upperBound
      while verb < end, reading.tags[verb] == .rb { verb += 1 }
      if verb < end, !reading.isQuoted(verb), isVerb(verb) { return phrase }
    }
    return nil
  }

  /// `Marin, who opened the door and said`: the pronoun of the clause that goes on behind a conjunction.
  private func relative(_ first: Int, _ end: Int) -> Range<Int>? {
    guard end - 1 > first, reading.tags[end - 1] == .cc,
      let verb = (first + 1..<end).last(where: isVerb),
      !(verb..<end).contains(where: { reading.words[$0] == "," || reading.isQuoted($0) })
    else { return nil }
    var before = verb - 1
    while before > first, reading.tags[before] == .rb { before -= 1 }
    return before > first && reading.words[before].isOne(of: ["who", "which"])
      && reading.words[before - 1] == "," ? before..<before + 1 : nil
  }

  /// Where the main clause begins: `As voters went to the polls, Marin sent a letter and accused`, `In a
  /// note released Monday, Marin leaves the board, arguing`.
  private func mainClause(_ first: Int, _ end: Int) -> Int {
    guard first < end else { return first }
    let commas = (first..<end).lazy.filter { reading.words[$0] == "," && !reading.isQuoted($0) }
    if Words.subordinators.contains(reading.words[first]) {
      guard let comma = commas.first,
        (comma..<end).contains(where: { reading.tags[$0].isVerb && !reading.isQuoted($0) })
      else { return first }
      return comma + 1
    }
    guard reading.tags[first] == .in, let comma = commas.first(where: { opensMain($0 + 1, end) })
    else { return first }
    return comma + 1
  }

  /// Whether a subject and its verb stand at a token.
  private func opensMain(_ token: Int, _ end: Int) -> Bool {
    guard let phrase = phrases.starting(at: token, to: end) else { return false }
    var verb = phrase.upperBound
    while verb < end, reading.tags[verb] == .rb { verb += 1 }
    return verb < end && isVerb(verb)
  }

  /// Whether a relative clause whose pronoun was the last source is over.
  private func isClosedRelative(_ last: Range<Int>, _ end: Int) -> Bool {
    [.wp, .wdt].contains(reading.tags[last.lowerBound])
      && (last.upperBound..<max(last.upperBound, end)).contains {
        reading.words[$0] == "," && !reading.isQuoted($0)
      }
  }
}
