import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Sources before their cue.
extension Sources {
  /// The source before a cue, and whether the cue shares it with an earlier one.
  func left(_ site: CueSite) -> (phrase: Range<Int>, isShared: Bool)? {
    let first = site.sentence.lowerBound
    if article.words[site.cue.tokens.lowerBound] == "to" { return shared(site) }
    let before = overTime(site.cue.tokens.lowerBound - 1, first)
    let tags = article.tags
    if before > first, let run = article.run(at: before), !run.isSpeech,
      run.tokens.lowerBound > first + 1, tags[run.tokens.lowerBound - 1] == .in,
      let phrase = overAside(site, before, isShared: true)
    {
      return (phrase, false)
    }
    guard before >= first, !article.isQuoted(before) else {
      return article.isParticiple(site.cue) ? shared(site) : nil
    }
    if article.isParticiple(site.cue), isWriting(before, first),
      let subject = shared(site)
    {
      return subject
    }
    if phrases.isHead(before) || tags[before] == .rrb || isGenitive(before, site.cue) {
      if let phrase = phrases.ending(at: before, from: first) {
        if isAdverbial(phrase, first), let subject = shared(site) { return subject }
        let phrase = withoutTime(phrase)
        if let owner = related(phrase, site) { return (owner, false) }
        return (withoutTime(described(phrase, from: first)), false)
      }
    }
    if let phrase = anonymous(before, from: first) { return (phrase, false) }
    let hasTime = before < site.cue.tokens.lowerBound - 1
    if tags[before] == .vbn || tags[before] == .vbd && hasTime, before > first,
      let phrase = phrases.ending(at: before - 1, from: first),
      phrases.isHead(before - 1)
    {
      return (phrase.lowerBound..<before + 1, false)
    }
    if let phrase = overAside(site, before) { return (phrase, false) }
    if let phrase = overRelative(site, before) { return (phrase, false) }
    let sharing =
      tags[before] == .cc || article.words[before] == "," || article.isParticiple(site.cue)
    return sharing ? shared(site) : nil
  }

  /// `A friend of Marin's said`: a possessive before a verb owns nothing.
  private func isGenitive(_ token: Int, _ cue: Cue) -> Bool {
    article.tags[cue.head].isFinite && article.tags[token] == .pos && token > 0
      && article.tags[token - 1].isName
  }

  /// `A bank official who asked not to be named said`: the phrase before the clause that ends at a token.
  private func anonymous(_ token: Int, from first: Int) -> Range<Int>? {
    guard article.words[token].isOne(of: ["named", "identified", "quoted"]), token > first + 4,
      article.words[token - 1] == "be", article.words[token - 2] == "to",
      let pronoun = (max(first, token - 10)..<token - 2).last(where: {
        article.words[$0].isOne(of: ["who", "and", "but", ","])
      }), pronoun > first
    else { return nil }
    let end = article.words[pronoun - 1] == "," ? pronoun - 2 : pronoun - 1
    return end >= first && !article.isQuoted(end) ? phrases.ending(at: end, from: first) : nil
  }

  /// `A woman who survived said`: the phrase before a short clause that ends at a verb.
  private func overRelative(_ site: CueSite, _ last: Int) -> Range<Int>? {
    let first = site.sentence.lowerBound
    guard article.tags[last].isVerb, !article.isParticiple(site.cue),
      let pronoun = (max(first + 1, last - 4)..<max(first + 1, last)).last(where: {
        article.words[$0] == "who"
      }), article.tags[pronoun - 1].isNoun,
      !(pronoun..<last).contains(where: { article.words[$0] == "," || article.isQuoted($0) })
    else { return nil }
    return phrases.ending(at: pronoun - 1, from: first)
  }

  /// Whether a token, or the last one before words of time, is a text or a speech: `a statement on Tuesday
  /// saying`.
  private func isWriting(_ token: Int, _ first: Int) -> Bool {
    var last = token
    while last > first, last > token - 3,
      article.isNoun(at: last, .time) || article.words[last] == "on"
    { last -= 1 }
    return article.isNoun(at: last, .writing)
  }

  /// `People briefed on the matter`, `the lawyer defending Marin`, `a case against Marin`: the phrase with the
  /// noun that it describes, before participles and prepositions.
  func described(_ phrase: Range<Int>, from first: Int) -> Range<Int> {
    var noun = phrase.lowerBound - 1
    while noun > first, !article.isQuoted(noun), describes(noun) { noun -= 1 }
    guard noun >= first, noun < phrase.lowerBound - 1, !article.isQuoted(noun),
      article.tags[noun].isNoun, !article.isNoun(at: noun, .time),
      let described = phrases.ending(at: noun, from: first)
    else { return phrase }
    return described.lowerBound..<phrase.upperBound
  }

  /// Whether a token joins a noun to what describes it: `accused of killing Marin`.
  private func describes(_ token: Int) -> Bool {
    let next = article.tags[token + 1]
    switch article.tags[token] {
    case .vbg, .vbn: return true
    case .vbd, .jj: return next == .in || next == .to
    // `the man claiming to be Marin`, `a caller posing as Marin`
    case .vb: return article.words[token] == "be" && article.tags[token - 1] == .to
    case .in where article.words[token] == "as":
      return [.vbg, .vbn].contains(article.tags[token - 1])
    case .in, .to: return Words.describers.contains(article.words[token])
    default: return false
    }
  }

  /// `supports the plan and in a statement said`: a text between a conjunction and its verb.
  private func isAdverbial(_ phrase: Range<Int>, _ first: Int) -> Bool {
    phrase.lowerBound > first + 1 && article.isNoun(at: phrase.upperBound - 1, .writing)
      && article.words[phrase.lowerBound - 1].isOne(of: ["in", "on", "during", "at"])
      && article.tags[phrase.lowerBound - 2] == .cc
  }

  /// `Officials who spoke with the paper said`: the noun before a relative clause that the phrase ends.
  private func related(_ phrase: Range<Int>, _ site: CueSite) -> Range<Int>? {
    let first = site.sentence.lowerBound
    let last = article.tags[phrase.upperBound - 1]
    guard !article.isParticiple(site.cue), last.isNoun || last == .rrb || last == .cd,
      let pronoun = (first..<phrase.lowerBound).last(where: {
        article.tags[$0] == .wp || article.tags[$0] == .wdt
      }), pronoun > first, article.words[pronoun].isOne(of: ["who", "that", "which"]),
      isVerb(pronoun + 1),
      article.tags[pronoun - 1].isNoun
        || article.words[pronoun - 1].isOne(of: ["those", "anyone"]),
      !(pronoun + 2..<max(pronoun + 2, phrase.lowerBound)).contains(where: endsRelative)
    else { return nil }
    guard let owner = phrases.ending(at: pronoun - 1, from: first) else { return nil }
    return named(owner, from: first) ?? owner
  }

  /// `“…,” Marin, the pilot who …`: a phrase in apposition, with the name before it.
  private func named(_ phrase: Range<Int>, from first: Int) -> Range<Int>? {
    let comma = phrase.lowerBound - 1
    guard comma > first, article.words[comma] == ",", article.tags[comma - 1].isName,
      let name = phrases.ending(at: comma - 1, from: first),
      name.lowerBound == first || article.isQuoted(name.lowerBound - 1)
    else { return nil }
    return name.lowerBound..<phrase.upperBound
  }

  /// Whether a token cannot be inside a relative clause with one verb.
  private func endsRelative(_ token: Int) -> Bool {
    if article.isQuoted(token) || isVerb(token) { return true }
    switch article.tags[token] {
    case .comma, .cc, .wrb: return true
    default:
      return article.words[token] == "that" || Words.dashes.contains(article.words[token])
        || Words.subordinators.contains(article.words[token])
    }
  }

  /// Whether a token is a finite verb or a modal.
  private func isVerb(_ token: Int) -> Bool {
    article.tags[token].isFinite || article.tags[token] == .md
  }

  /// `Marin, who was late, last week said`, `and on Monday said`: the last token before the words of time.
  func overTime(_ token: Int, _ first: Int) -> Int {
    guard token > first, !article.isQuoted(token), article.isNoun(at: token, .time)
    else { return token }
    if article.words[token] == "today", article.tokens[token].isCapital { return token }
    var before = token - 1
    while before > first,
      article.words[before].isOne(of: ["this", "next", "past"])
        || article.isNoun(at: before, .time)
    {
      before -= 1
    }
    if article.words[before].isOne(of: ["on", "in"]), before > first { before -= 1 }
    switch article.tags[before] {
    case .comma, .cc, .rrb, .vbn: return before
    case .vbd where before > first && phrases.isHead(before - 1): return before
    default:
      // `Marin Tuesday said`, but not `on Super Tuesday said`.
      let isDay =
        article.isNoun(at: token, .day) && before > first
        && article.tags[before - 1] != .in
      return (before < token - 1 || isDay) && phrases.isHead(before) ? before : token
    }
  }

  /// The phrase without a time at its end: `The White House on Monday`.
  private func withoutTime(_ phrase: Range<Int>) -> Range<Int> {
    guard phrase.count > 2 else { return phrase }
    for token in phrase.dropFirst().dropLast()
    where article.words[token].isOne(of: ["on", "in", "at"])
      && article.isNoun(at: token + 1, .time)
    {
      return phrase.lowerBound..<token
    }
    return phrase
  }

  /// The source of the last cue, or else the subject of the sentence.
  private func shared(_ site: CueSite) -> (phrase: Range<Int>, isShared: Bool)? {
    let end = site.cue.tokens.lowerBound
    let first = site.sentence.lowerBound
    let nearest =
      article.isParticiple(site.cue)
      ? coordinated(last?.upperBound ?? first, end) : relative(first, end)
    if let nearest { return (nearest, true) }
    if let last, !isClosedRelative(last, end) { return (last, true) }
    let main = mainClause(first, end)
    for token in main..<max(main, end) where !article.isQuoted(token) {
      let tag = article.tags[token]
      guard tag.isFinite || tag == .md || tag == .vbn && main > first else { continue }
      var before = token - 1
      while before > first, article.tags[before] == .rb { before -= 1 }
      before = overTime(before, first)
      guard before >= first, !article.isQuoted(before) else { continue }
      if [.wp, .wdt].contains(article.tags[before]) { continue }
      let phrase =
        phrases.isHead(before)
          || article.tags[before] == .rrb
        ? phrases.ending(at: before, from: first) : overAside(site, before, isShared: true)
      if let phrase { return (phrase, true) }
    }
    return last.map { ($0, true) }
  }

  /// The subject of the last clause that a comma and a conjunction open: `and the port has sued, saying`.
  private func coordinated(_ from: Int, _ end: Int) -> Range<Int>? {
    for token in (from..<max(from, end)).reversed() where !article.isQuoted(token) {
      guard article.words[token] == ",", token + 3 < end,
        article.words[token + 1].isOne(of: ["and", "but", "while", "yet", "so"]),
        let phrase = phrases.starting(at: token + 2, to: end)
      else { continue }
      var verb = phrase.upperBound
      while verb < end, article.tags[verb] == .rb { verb += 1 }
      if verb < end, !article.isQuoted(verb), isVerb(verb) { return phrase }
    }
    return nil
  }

  /// `Marin, who opened the door and said`: the pronoun of the clause that continues after a conjunction.
  private func relative(_ first: Int, _ end: Int) -> Range<Int>? {
    guard end - 1 > first, article.tags[end - 1] == .cc,
      let verb = (first + 1..<end).last(where: isVerb),
      !(verb..<end).contains(where: { article.words[$0] == "," || article.isQuoted($0) })
    else { return nil }
    var before = verb - 1
    while before > first, article.tags[before] == .rb { before -= 1 }
    return before > first && article.words[before].isOne(of: ["who", "which"])
      && article.words[before - 1] == "," ? before..<before + 1 : nil
  }

  /// The start of the main clause: `As voters went to the polls, Marin sent a letter and accused`, `In a
  /// note released Monday, Marin leaves the board, arguing`.
  private func mainClause(_ first: Int, _ end: Int) -> Int {
    guard first < end else { return first }
    let commas = (first..<end).lazy.filter { article.words[$0] == "," && !article.isQuoted($0) }
    if Words.subordinators.contains(article.words[first]) {
      guard let comma = commas.first,
        (comma..<end).contains(where: { article.tags[$0].isVerb && !article.isQuoted($0) })
      else { return first }
      return comma + 1
    }
    guard article.tags[first] == .in,
      let comma = commas.first(where: { phrases.opensClause(at: $0 + 1, to: end) })
    else { return first }
    return comma + 1
  }

  /// Whether the relative clause whose pronoun is the last source has ended.
  private func isClosedRelative(_ last: Range<Int>, _ end: Int) -> Bool {
    [.wp, .wdt].contains(article.tags[last.lowerBound])
      && (last.upperBound..<max(last.upperBound, end)).contains {
        article.words[$0] == "," && !article.isQuoted($0)
      }
  }
}
