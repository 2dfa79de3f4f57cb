import PostilKit
import PartOfSpeech

/// Pass 3: finds the words that say that something is said.
struct Cues {
  let reading: Reading
  private let lexicon: CueLexicon
  let phrases: Phrases

  init(_ reading: Reading, _ lexicon: CueLexicon) {
    self.reading = reading
    self.lexicon = lexicon
    phrases = Phrases(reading: reading)
  }

  /// Sets the cues of a sentence, in order.
  func find(_ sentence: Range<Int>, _ cues: inout [Cue]) {
    cues.removeAll(keepingCapacity: true)
    let hasRun = reading.hasRun(beside: sentence)
    for token in sentence where !reading.isQuoted(token) {
      let tag = reading.tags[token]
      if tag.isVerb || tag == .nns, let cue = verb(token, sentence, hasRun) {
        cues.append(cue)
      } else if reading.words[token] == "according", let cue = according(token) {
        cues.append(cue)
      }
    }
  }

  /// `according to`, if no plan or the like follows.
  private func according(_ token: Int) -> Cue? {
    guard reading.word(token + 1) == "to",
      !reading.word(token + 2).isOne(of: ["plan", "plans", "schedule", "custom", "law", "taste"])
    else { return nil }
    return Cue(
      kind: .according, tokens: token..<token + 2, head: token,
      entry: .init(lemma: "according", kind: .say, share: 0.94))
  }

  private func verb(_ token: Int, _ sentence: Range<Int>, _ hasRun: Bool) -> Cue? {
    let tag = reading.tags[token]
    guard tag.isVerb || isMistagged(token, sentence), let entry = entry(token, sentence, hasRun)
    else { return nil }
    if isAttributive(token, sentence) { return nil }
    if tag == .vbg, token > sentence.lowerBound, reading.tags[token - 1] == .dt { return nil }
    if tag == .vb, let start = chain(token, sentence) {
      return Cue(
        kind: .verb, tokens: start..<withParticles(token, entry, sentence), head: token,
        entry: entry)
    }
    if tag == .vb, let start = infinitive(token, entry, sentence) {
      return Cue(
        kind: .verb, tokens: start..<withParticles(token, entry, sentence), head: token,
        entry: entry)
    }
    if tag == .vb {
      let before = token > sentence.lowerBound ? token - 1 : token
      guard
        reading.tags[before] == .md || reading.tags[before] == .rb
          || Words.forms.do.contains(reading.words[before])
      else { return nil }
    }
    var first = token
    while first > sentence.lowerBound, !reading.isQuoted(first - 1), isPartOfGroup(first - 1) {
      first -= 1
    }
    if entry.kind == .hold, !isHeld(token, sentence) { return nil }
    if entry.kind == .speak, withParticles(token, entry, sentence) == token + 1 { return nil }
    // `a speech denouncing the plan`: the noun's, and nobody's words.
    if tag == .vbg, entry.kind == .judge, first == token, token > sentence.lowerBound,
      reading.tags[token - 1].isNoun, !Words.writings.contains(reading.words[token - 1])
    {
      return nil
    }
    if isReduced(token, first, entry, sentence) { return nil }
    return Cue(
      kind: .verb, tokens: first..<withParticles(token, entry, sentence), head: token, entry: entry)
  }

  /// Where `went on to note`, `seemed to confirm` begins, if an infinitive is the end of one.
  private func chain(_ token: Int, _ sentence: Range<Int>) -> Int? {
    var at = token - 1
    while at > sentence.lowerBound, reading.tags[at] == .rb { at -= 1 }
    guard at > sentence.lowerBound + 1, reading.words[at] == "to", !reading.isQuoted(at) else {
      return nil
    }
    at -= 1
    if reading.words[at] == "on" { at -= 1 }
    guard at >= sentence.lowerBound, Self.openers.contains(reading.words[at]), !reading.isQuoted(at)
    else { return nil }
    while at > sentence.lowerBound, !reading.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return at
  }

  /// Where `are quick to say that` begins, if an infinitive is the end of one.
  private func infinitive(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Int? {
    var at = token - 1
    guard entry.kind == .say || entry.kind == .note || entry.kind == .state,
      at > sentence.lowerBound + 2, reading.words[at] == "to", !reading.isQuoted(at)
    else { return nil }
    let end = withParticles(token, entry, sentence)
    if reading.word(end).isOne(of: [",", ":"]), end + 1 < sentence.upperBound,
      reading.run(at: end + 1)?.isSentence == true
    {
      return at
    }
    guard reading.word(end) == "that", reading.tags[at - 1] == .jj else { return nil }
    at -= 1
    while at > sentence.lowerBound, !reading.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return Words.auxiliaries.contains(reading.words[at]) || reading.tags[at] == .rb ? at : nil
  }

  /// Verbs before an infinitive that says something.
  private static let openers: WordSet = [
    "goes", "went", "go", "going", "gone", "continues", "continued", "continue", "continuing",
    "seemed",
    "seems", "appeared", "appears", "began", "begins", "proceeded", "refused", "refuses",
    "threatened",
    "came", "rushed", "hastened", "sought",
  ]

  /// A form in -s that is tagged a noun between a name and what only a verb has behind it.
  private func isMistagged(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound,
      reading.words[token].ends(in: "s")
    else { return false }
    let before = reading.tags[token - 1]
    guard
      before.isNoun || before == .prp || before == .rrb || before == .comma || before == .wp
        || before == .cc
    else { return false }
    let next = reading.tags[token + 1]
    if reading.words[token + 1] == "that" { return true }
    if before.isNoun, reading.run(at: token + 1)?.isSentence == true, !hasVerb(sentence) {
      return true
    }
    guard before.isName || before == .prp || before == .rrb || before == .comma else {
      return false
    }
    if next == .prp || next == .dt || next == .prpS || reading.isQuoted(token + 1) { return true }
    return before.isName && !hasVerb(sentence)
  }

  /// Whether a sentence has a verb outside quotations that has a tense.
  private func hasVerb(_ sentence: Range<Int>) -> Bool {
    sentence.contains {
      !reading.isQuoted($0) && (reading.tags[$0].isFinite || reading.tags[$0] == .md)
    }
  }

  /// Forms that pass on what another is quoted `as saying`.
  private static let relaying: WordSet = [
    "quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing",
  ]

  /// The lexicon's entry; `put it` is a cue, `cited` before `as saying` is not one of its own.
  private func entry(
    _ token: Int, _ sentence: Range<Int>, _ hasRun: Bool
  ) -> CueLexicon.Entry? {
    let word = reading.words[token]
    if word == "put" || word == "puts", reading.word(token + 1) == "it" {
      return .init(lemma: "put", kind: .say, share: 0.9, particles: CueLexicon.it)
    }
    if word == "called", token > sentence.lowerBound, reading.words[token - 1] == "so" {
      return nil
    }
    let isBesideSpeech =
      hasRun
      && (isBehindSpeech(token, sentence) || isBeforeSpeech(token, sentence)
        || opensTag(token, sentence))
    if Self.relaying.contains(word), saying(token, sentence) != nil { return nil }
    guard let entry = lexicon.entry(word) else {
      return isBesideSpeech && !Words.auxiliaries.contains(word)
        ? .init(lemma: word, kind: .say, share: 0.5) : nil
    }
    if isBesideSpeech, !entry.kind.isFree {
      return .init(lemma: entry.lemma, kind: .say, share: entry.share, particles: entry.particles)
    }
    return entry
  }

  /// The `saying` of `quoted by BelTA as saying` behind a token.
  func saying(_ token: Int, _ sentence: Range<Int>) -> Int? {
    let first = token + 2
    return (first..<max(first, min(sentence.upperBound, token + 16))).first {
      reading.tags[$0] == .vbg && reading.words[$0 - 1] == "as"
    }
  }

  /// A participle inside a noun phrase: `the said agreement`.
  private func isAttributive(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound,
      reading.tags[token] == .vbn || reading.tags[token] == .vbd
    else { return false }
    let before = reading.tags[token - 1]
    guard before == .dt || before == .prpS || before == .jj, reading.tags[token + 1].isNoun else {
      return false
    }
    return !reading.words[token - 1].isOne(of: [
      "some", "many", "others", "both", "this", "that", "these", "those", "all",
    ])
  }

  /// The end of a cue with the particles its verb takes.
  private func withParticles(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Int {
    var end = token + 1
    while end < sentence.upperBound, end < token + 3, !reading.isQuoted(end),
      lexicon.isParticle(reading.words[end], of: entry),
      !Words.timeNouns.contains(reading.word(end + 1))
    { end += 1 }
    return Self.light.contains(entry.lemma) ? withNoun(end, sentence) : end
  }

  /// Verbs that say little without their noun.
  private static let light: WordSet = ["express", "voice", "claim"]

  /// `expressed deep concern about`: past the noun and its preposition.
  private func withNoun(_ start: Int, _ sentence: Range<Int>) -> Int {
    var end = start
    while end < sentence.upperBound, end < start + 3, !reading.isQuoted(end),
      [.jj, .dt, .prpS].contains(reading.tags[end])
    { end += 1 }
    guard end + 1 < sentence.upperBound, !reading.isQuoted(end),
      Words.feelings.contains(reading.words[end])
    else { return start }
    let next = end + 1
    if reading.words[next] == "that" { return next }
    return reading.words[next].isOne(of: ["about", "over", "for", "in", "with", "of", "at"])
      && !reading.isQuoted(next) ? next + 1 : start
  }

  /// A participle without an auxiliary that describes a noun: `a group called`, `so-called`.
  private func isReduced(
    _ token: Int, _ first: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Bool {
    if token > 0, reading.tags[token - 1] == .hyph { return true }
    if reading.tags[token] == .vbd, isInsideClause(token, sentence) { return true }
    if reading.tags[token] == .vbd, entry.kind == .tell { return isReducedPast(token, sentence) }
    guard reading.tags[token] == .vbn, first == token, entry.kind != .ask else { return false }
    let before = token > 0 ? reading.tags[token - 1] : .xx
    if before.isName || before == .prp || before == .wp { return false }
    if !entry.kind.isFree { return true }
    return reading.word(token + 1).isOne(of: ["by", "to", "in"])
      || entry.kind == .tell && reading.word(token + 1).isOne(of: ["on", "about", "of"])
  }

  /// `has invested in trade with a plan agreed last week`: what `a` opens behind a preposition does not act
  /// if the clause has its verb, unless that says what follows.
  private func isInsideClause(_ token: Int, _ sentence: Range<Int>) -> Bool {
    var article = token - 1
    while article > sentence.lowerBound,
      reading.tags[article].isNoun || reading.tags[article] == .jj
    { article -= 1 }
    guard article < token - 1, reading.words[article].isOne(of: ["a", "an"]),
      article > sentence.lowerBound, reading.tags[article - 1] == .in
    else { return false }
    for earlier in (sentence.lowerBound..<article - 1).reversed() {
      if reading.isQuoted(earlier) || reading.words[earlier] == "that" { return false }
      switch reading.tags[earlier] {
      case .comma, .cc, .colon, .wdt, .wp, .wrb: return false
      case .vbd, .vbz, .vbp: return lexicon.entry(reading.words[earlier]) == nil
      default: continue
      }
    }
    return false
  }

  /// The same of what is tagged a past tense: `People briefed on the talks said`, a second verb follows.
  private func isReducedPast(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard reading.word(token + 1).isOne(of: ["by", "on", "about", "of", "in"]) else { return false }
    for next in token + 2..<max(token + 2, sentence.upperBound) where !reading.isQuoted(next) {
      switch reading.tags[next] {
      case .vbd, .vbz, .vbp, .md: return reading.tags[next - 1].isNoun
      case .comma, .cc, .stop, .colon, .wdt, .wp, .wrb, .prp: return false
      default: if reading.words[next] == "that" { return false }
      }
    }
    return false
  }

  private func isPartOfGroup(_ token: Int) -> Bool {
    switch reading.tags[token] {
    case .rb, .md, .to: true
    case let tag: tag.isVerb && Words.auxiliaries.contains(reading.words[token])
    }
  }

  /// Whether what a weak cue needs follows it.
  private func isHeld(_ token: Int, _ sentence: Range<Int>) -> Bool {
    let next = token + 1
    guard next < sentence.upperBound else { return false }
    if reading.words[next] == "that" { return true }
    if reading.tags[token].isFinite,
      let quoted = (next..<min(sentence.upperBound, next + 25)).first(where: {
        reading.isQuoted($0) || reading.words[$0] == "," || reading.words[$0] == ";"
      }), let run = reading.run(at: quoted), !run.isTitle,
      (next..<quoted).contains(where: { reading.tags[$0].isFinite || reading.tags[$0] == .md })
    {
      return true
    }
    return reading.isQuoted(next)
      || reading.words[next].isOne(of: [":", ","]) && next + 1 < sentence.upperBound
        && reading.isQuoted(next + 1)
  }
}
