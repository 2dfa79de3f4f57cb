import PostilKit
import PartOfSpeech

/// A cue with who it belongs to, where content may be looked for.
struct Site {
  var sentence: Range<Int>
  /// The sentence without its final stops.
  var end: Int
  var cue: Cue
  var source: Range<Int>?
  /// Whether the source follows the cue: `said Raisi`.
  var isInverted = false
  /// Where the words of an agency that quotes begin, if one does.
  var frame: Int?
  /// Who passes the words on: `BelTA` in `BelTA quoted Raisi as saying`.
  var relay: Range<Int>?
  /// What the passive of a cue is about: `the plan` in `the plan was called a mistake by Kyiv`.
  var patient: Range<Int>?
  /// Whether the cue is a passive.
  var isPassive = false
  /// Whether the source was taken over from a cue before: `and said`, `adding`.
  var isShared = false

  var verb: Int { cue.head }
}

extension Reading {
  /// Whether a cue is a participle in -ing that no form of `be` makes a verb of its own.
  func isParticiple(_ cue: Cue) -> Bool {
    tags[cue.head] == .vbg
      && !(cue.tokens.lowerBound..<cue.head).contains { Words.forms.be.contains(words[$0]) }
  }
}

/// Pass 4: finds whose words a cue introduces.
struct Source {
  let reading: Reading
  let phrases: Phrases
  private(set) var last: Range<Int>?

  init(_ reading: Reading) {
    self.reading = reading
    phrases = Phrases(reading: reading)
  }

  /// Calls with the sites of a sentence's cues; those without a source are left out.
  mutating func find(_ cues: [Cue], _ sentence: Range<Int>, _ take: (Site) -> Void) {
    last = nil
    var end = sentence.upperBound
    while end > sentence.lowerBound, !reading.isQuoted(end - 1), reading.tags[end - 1] == .stop {
      end -= 1
    }
    for cue in cues {
      var site = Site(sentence: sentence, end: end, cue: cue)
      if cue.kind == .according {
        site.source =
          reading.run(at: cue.head + 2)?.tokens
          ?? phrases.starting(at: cue.head + 2, to: sentence.upperBound, isNoun: true)
        site.isInverted = true
      } else if cue.kind == .verb {
        findSubject(&site)
      }
      if site.source != nil || site.isPassive || isImpersonal(site) { take(site) }
    }
  }

  private mutating func findSubject(_ site: inout Site) {
    if reading.isParticiple(site.cue), quoted(&site) { return }
    if asked(&site) { return }
    if fronted(&site) { return }
    if passive(&site) { return }
    if let found = left(site) {
      site.source = found.phrase
      site.isShared = found.isShared
    }
    let mayInvert = site.source == nil || site.isShared && isBehindRunOrComma(site)
    if mayInvert, let phrase = inverted(site) {
      site.source = phrase
      site.isInverted = true
      site.isShared = false
    }
    if let source = site.source, !reading.isParticiple(site.cue) { last = source }
  }

  /// `It was reported that`, `asked whether`: speech of nobody named.
  private func isImpersonal(_ site: Site) -> Bool {
    guard site.cue.kind == .verb,
      reading.tags[site.verb] == .vbn || reading.tags[site.verb] == .vbd,
      [.ask, .say, .state, .note].contains(site.cue.entry.kind)
    else { return false }
    return reading.word(site.verb + 1).isOne(of: [
      "that", "whether", "if", "what", "why", "how", "who", "which", "about",
    ])
  }

  /// `The plan was called a mistake by Kyiv`: who speaks stands behind `by`, or is not named.
  private mutating func passive(_ site: inout Site) -> Bool {
    let group = site.cue.tokens
    guard reading.tags[site.verb] == .vbn, site.verb > group.lowerBound,
      (group.lowerBound..<site.verb).contains(where: { Words.forms.be.contains(reading.words[$0]) }
      ),
      let subject = left(site)
    else { return false }
    site.isPassive = true
    let behind = group.upperBound
    if reading.word(behind) == "by",
      let phrase = phrases.starting(at: behind + 1, to: site.sentence.upperBound)
    {
      site.source = phrase
      site.isInverted = true
    }
    if !reading.words[subject.phrase.lowerBound].isOne(of: ["it", "there"])
      || subject.phrase.count > 1
    {
      site.patient = subject.phrase
    }
    return true
  }

  /// `when asked by a reporter whether`: who asks stands behind.
  private func asked(_ site: inout Site) -> Bool {
    let verb = site.verb
    guard site.cue.entry.lemma == "ask",
      reading.tags[verb] == .vbn || verb == site.cue.tokens.lowerBound,
      reading.word(verb + 1) == "by",
      let phrase = phrases.starting(at: verb + 2, to: site.sentence.upperBound)
    else { return false }
    let end = phrase.first { reading.words[$0].isOne(of: ["if", "whether", "about", "on"]) }
    site.source = phrase.lowerBound..<max(phrase.lowerBound + 1, end ?? phrase.upperBound)
    site.isInverted = true
    return true
  }

  /// `Noting that it rained, Marin left`, `After announcing her return, she`: who acts behind the comma.
  private func fronted(_ site: inout Site) -> Bool {
    let first = site.sentence.lowerBound
    let start = site.cue.tokens.lowerBound
    guard reading.isParticiple(site.cue),
      start == first || start <= first + 5 && isPreposition(start - 1),
      !(first..<start).contains(where: reading.isQuoted),
      let comma = (start..<site.sentence.upperBound - 1).first(where: {
        reading.words[$0] == "," && !reading.isQuoted($0)
          || reading.isQuoted($0) && !reading.isQuoted($0 + 1) && reading.words[$0 - 1] == ","
      }), comma > site.verb + 1,
      let phrase = phrases.starting(at: comma + 1, to: site.sentence.upperBound)
    else { return false }
    switch reading.tags[min(phrase.upperBound, site.sentence.upperBound - 1)] {
    case .vbd, .vbz, .vbp, .md, .rb, .comma:
      site.source = phrase
      site.end = comma
      return true
    default: return false
    }
  }

  private func isPreposition(_ token: Int) -> Bool {
    reading.words[token].isOne(of: ["after", "before", "while", "by", "in", "when", "without"])
  }

  /// `BelTA quoted Raisi as saying`, `Raisi was quoted by BelTA as saying`.
  private func quoted(_ site: inout Site) -> Bool {
    let first = site.sentence.lowerBound
    guard site.verb > first + 2, reading.words[site.verb - 1] == "as" else { return false }
    let from = max(first + 1, site.verb - 16)
    guard
      let verb = (from..<site.verb - 1).last(where: {
        reading.words[$0].isOne(of: ["quoted", "cited", "quotes", "cites", "quoting", "citing"])
          && !reading.isQuoted($0)
      })
    else { return false }
    if Words.forms.be.contains(reading.words[verb - 1]) {
      site.source = verb > first + 1 ? phrases.ending(at: verb - 2, from: first) : nil
      site.cue.tokens = verb - 1..<site.cue.tokens.upperBound
      site.isPassive = false
      if reading.words[verb + 1] == "by" {
        site.relay = phrases.starting(at: verb + 2, to: site.verb)
      }
    } else {
      site.source = phrases.starting(at: verb + 1, to: site.verb)
      site.relay = verb > first ? phrases.ending(at: verb - 1, from: first) : nil
      site.frame = site.relay?.lowerBound ?? verb
    }
    return true
  }

  // MARK: After the cue

  private func isBehindRunOrComma(_ site: Site) -> Bool {
    let before = site.cue.tokens.lowerBound - 1
    guard before >= site.sentence.lowerBound else { return false }
    return reading.isQuoted(before) || reading.words[before] == ","
  }

  func inverted(_ site: Site) -> Range<Int>? {
    let first = site.cue.tokens.lowerBound
    guard site.cue.entry.kind.isFree, site.cue.entry.kind != .tell,
      !reading.isParticiple(site.cue),
      first == site.sentence.lowerBound || isBehindRunOrComma(site),
      site.verb + 1 < site.sentence.upperBound, !reading.isQuoted(site.verb + 1),
      !Words.time.contains(reading.words[site.verb + 1]),
      let phrase = phrases.starting(at: site.verb + 1, to: site.sentence.upperBound)
    else { return nil }
    let after = phrase.upperBound
    if after >= site.sentence.upperBound || reading.isQuoted(after) { return phrase }
    switch reading.tags[after] {
    case .comma, .stop, .colon, .in, .wp, .wrb, .lrb, .open, .close, .vbg, .to, .cc, .rb:
      return phrase
    default: return Words.dashes.contains(reading.words[after]) ? phrase : nil
    }
  }
}
