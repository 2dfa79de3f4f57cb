import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds the sites: each cue with its source, that is, whose words it introduces.
struct Sources: Pass {
  let article: TaggedArticle
  let phrases: Phrases
  /// The source of the last cue of the sentence that is not a participle.
  private(set) var last: Range<Int>?

  private init(_ article: TaggedArticle) {
    self.article = article
    phrases = Phrases(article: article)
  }

  static func run(on article: inout TaggedArticle) {
    var pass = Sources(article)
    var sites: [CueSite] = []
    sites.reserveCapacity(article.cues.count)
    for (number, cues) in article.cuesOfSentence.enumerated() where !cues.isEmpty {
      pass.find(article.cues[cues], number, &sites)
    }
    article.sites = sites
  }

  /// Adds the sites of a sentence's cues; cues without a source are left out.
  private mutating func find(
    _ cues: ArraySlice<Cue>, _ number: Int, _ sites: inout [CueSite]
  ) {
    let sentence = article.sentences[number]
    last = nil
    var end = sentence.upperBound
    while end > sentence.lowerBound, !article.isQuoted(end - 1), article.tags[end - 1] == .stop {
      end -= 1
    }
    for cue in cues {
      var site = CueSite(sentence: sentence, number: number, end: end, cue: cue)
      if cue.kind == .according {
        site.source =
          article.run(at: cue.head + 2)?.tokens
          ?? phrases.starting(at: cue.head + 2, to: sentence.upperBound, isNoun: true)
        site.source = site.source.map { withApposition($0, sentence) }
        site.isInverted = true
      } else if cue.kind == .verb {
        findSubject(&site)
      }
      if site.source != nil || site.isPassive || isImpersonal(site) { sites.append(site) }
    }
  }

  /// `According to the Kremlin's spokesman, Dmitry Peskov, it`, `said the mayor, Bo Lee.`: the source with the
  /// name after its comma.
  private func withApposition(_ source: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    let comma = source.upperBound
    guard comma + 1 < sentence.upperBound, article.words[comma] == ",",
      let name = (comma + 1..<min(sentence.upperBound, comma + 6)).first(where: {
        article.mention(at: $0)?.isPerson == true
      }).flatMap(article.mention),
      (comma + 1..<name.tokens.lowerBound).allSatisfy({
        article.isNoun(at: $0, .title) || article.tags[$0] == .afx || article.tags[$0] == .stop
      }), name.tokens.upperBound <= sentence.upperBound,
      source.contains(where: { article.isNoun(at: $0, [.personal, .title, .role]) }),
      !source.contains(where: {
        article.mention(at: $0)?.isPerson == true && !isDescribing($0, source)
      })
    else { return source }
    let end = name.tokens.upperBound
    return end == sentence.upperBound || article.words[end] == "," || article.tags[end] == .stop
      ? source.lowerBound..<end : source
  }

  /// Whether the mention at a token says only whose the source is: `Marin's lawyer`, `the aide to Marin`.
  private func isDescribing(_ token: Int, _ source: Range<Int>) -> Bool {
    guard let name = article.mention(at: token)?.tokens, name.upperBound < article.tokens.count
    else { return false }
    let before = name.lowerBound - 1
    return article.tags[name.upperBound] == .pos
      || before > source.lowerBound && (article.tags[before] == .in || article.tags[before] == .to)
  }

  private mutating func findSubject(_ site: inout CueSite) {
    if article.isParticiple(site.cue), quoted(&site) { return }
    if asked(&site) { return }
    if fronted(&site) { return }
    if passive(&site) { return }
    if let found = left(site) {
      site.source = found.phrase
      site.isShared = found.isShared
    }
    let mayInvert = site.source == nil || site.isShared && followsRunOrComma(site)
    if mayInvert, let phrase = inverted(site) {
      site.source = withApposition(phrase, site.sentence)
      site.isInverted = true
      site.isShared = false
    }
    if let source = site.source, !article.isParticiple(site.cue) { last = source }
  }

  /// `It was reported that`, `asked whether`: speech without a named source.
  private func isImpersonal(_ site: CueSite) -> Bool {
    guard site.cue.kind == .verb,
      article.tags[site.verb] == .vbn || article.tags[site.verb] == .vbd,
      [.ask, .say, .state, .note].contains(site.cue.entry.kind)
    else { return false }
    return CueWords.impersonal.contains(article.word(site.verb + 1))
  }

  /// `The plan was called a mistake by Kyiv`: the speaker is after `by`, or is not named.
  private mutating func passive(_ site: inout CueSite) -> Bool {
    let group = site.cue.tokens
    guard article.tags[site.verb] == .vbn, site.verb > group.lowerBound,
      (group.lowerBound..<site.verb).contains(where: { Words.formsOfBe.contains(article.words[$0]) }
      ),
      let subject = left(site)
    else { return false }
    site.isPassive = true
    let after = group.upperBound
    if article.word(after) == "by",
      let phrase = phrases.starting(at: after + 1, to: site.sentence.upperBound)
    {
      site.source = phrase
      site.isInverted = true
    }
    if !article.words[subject.phrase.lowerBound].isOne(of: ["it", "there"])
      || subject.phrase.count > 1
    {
      site.patient = subject.phrase
    }
    return true
  }

  /// `when asked by a reporter whether`: who asks is after `by`.
  private func asked(_ site: inout CueSite) -> Bool {
    let verb = site.verb
    guard site.cue.entry.lemma == "ask",
      article.tags[verb] == .vbn || verb == site.cue.tokens.lowerBound,
      article.word(verb + 1) == "by",
      let phrase = phrases.starting(at: verb + 2, to: site.sentence.upperBound)
    else { return false }
    let end = phrase.first { article.words[$0].isOne(of: ["if", "whether", "about", "on"]) }
    site.source = phrase.lowerBound..<max(phrase.lowerBound + 1, end ?? phrase.upperBound)
    site.isInverted = true
    return true
  }

  /// `Noting that it rained, Marin left`, `After announcing her return, she`: the source is after the comma.
  private func fronted(_ site: inout CueSite) -> Bool {
    let first = site.sentence.lowerBound
    let start = site.cue.tokens.lowerBound
    guard article.isParticiple(site.cue),
      start == first || start <= first + 5 && isPreposition(start - 1),
      !(first..<start).contains(where: article.isQuoted),
      let comma = (start..<site.sentence.upperBound - 1).first(where: {
        article.words[$0] == "," && !article.isQuoted($0)
          || article.isQuoted($0) && !article.isQuoted($0 + 1) && article.words[$0 - 1] == ","
      }), comma > site.verb + 1,
      let phrase = phrases.starting(at: comma + 1, to: site.sentence.upperBound)
    else { return false }
    switch article.tags[min(phrase.upperBound, site.sentence.upperBound - 1)] {
    case .vbd, .vbz, .vbp, .md, .rb, .comma:
      site.source = phrase
      site.end = comma
      return true
    default: return false
    }
  }

  private func isPreposition(_ token: Int) -> Bool {
    article.words[token].isOne(of: ["after", "before", "while", "by", "in", "when", "without"])
  }

  /// `BelTA quoted Raisi as saying`, `Raisi was quoted by BelTA as saying`.
  private func quoted(_ site: inout CueSite) -> Bool {
    let first = site.sentence.lowerBound
    guard site.verb > first + 2, article.words[site.verb - 1] == "as" else { return false }
    let from = max(first + 1, site.verb - 16)
    guard
      let verb = (from..<site.verb - 1).last(where: {
        article.words[$0].isOne(of: ["quoted", "cited", "quotes", "cites", "quoting", "citing"])
          && !article.isQuoted($0)
      })
    else { return false }
    if Words.formsOfBe.contains(article.words[verb - 1]) {
      site.source = verb > first + 1 ? phrases.ending(at: verb - 2, from: first) : nil
      site.cue.tokens = verb - 1..<site.cue.tokens.upperBound
      site.isPassive = false
      if article.words[verb + 1] == "by" {
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

  /// Whether a word begins an adverbial of time.
  private func opensTime(_ token: Int) -> Bool {
    article.isNoun(at: token, .time) || Words.timeOpeners.contains(article.words[token])
  }

  private func followsRunOrComma(_ site: CueSite) -> Bool {
    let before = site.cue.tokens.lowerBound - 1
    guard before >= site.sentence.lowerBound else { return false }
    return article.isQuoted(before) || article.words[before] == ","
  }

  /// The source after a cue: `said Raisi`.
  func inverted(_ site: CueSite) -> Range<Int>? {
    let first = site.cue.tokens.lowerBound
    guard site.cue.entry.kind.isFree, site.cue.entry.kind != .tell,
      !article.isParticiple(site.cue),
      first == site.sentence.lowerBound || followsRunOrComma(site),
      site.verb + 1 < site.sentence.upperBound, !article.isQuoted(site.verb + 1),
      !opensTime(site.verb + 1),
      let phrase = phrases.starting(at: site.verb + 1, to: site.sentence.upperBound)
    else { return nil }
    let after = phrase.upperBound
    if after >= site.sentence.upperBound || article.isQuoted(after) { return phrase }
    switch article.tags[after] {
    case .comma, .stop, .colon, .in, .wp, .wrb, .lrb, .open, .close, .vbg, .to, .cc, .rb:
      return phrase
    default: return Words.dashes.contains(article.words[after]) ? phrase : nil
    }
  }
}
