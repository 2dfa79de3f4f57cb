import PostilKit
import PartOfSpeech

/// Where content that follows its cue begins: over the addressee and adverbials.
extension Content {
  /// The first token behind the cue that may be content: over the addressee and adverbials.
  func skip(_ site: Site) -> Int {
    var token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    token = skipAddressee(site, token)
    if let danger = danger(site, token) ?? clause(site, token) { return danger }
    if let colon = colon(site, token) { return colon }
    while token < site.sentence.upperBound, !reading.isQuoted(token) {
      let word = reading.words[token]
      if Words.timeNouns.contains(word) || isLooseAdverb(token, site) {
        token += 1
      } else if [.in, .to, .vbg].contains(reading.tags[token]),
        Words.adverbial.contains(word), site.cue.entry.lemma != "call",
        word != "to" || site.cue.entry.kind != .vow,
        let phrase = phrases.starting(at: token + 1, to: site.sentence.upperBound),
        !isVerb(phrase.upperBound, site)
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

  /// Whether a verb that has a subject stands at a token.
  private func isVerb(_ token: Int, _ site: Site) -> Bool {
    token < site.end && !reading.isQuoted(token)
      && (reading.tags[token].isFinite || reading.tags[token] == .md)
  }

  /// `told a town hall in Salem, New Hampshire, on Monday that`: past all that parts the listener from
  /// the clause.
  private func clause(_ site: Site, _ token: Int) -> Int? {
    guard site.cue.entry.kind == .tell, addressee(site) != nil else { return nil }
    for next in token..<max(token, min(token + 14, site.end - 1)) {
      if reading.isQuoted(next) || reading.tags[next].isFinite || reading.tags[next] == .md {
        return nil
      }
      if reading.words[next] == "that" { return next }
      if reading.words[next].isOne(of: ["to", "who", "which", ":"]) { return nil }
    }
    return nil
  }

  /// `warned the allies across the region against the perils`: past the preposition.
  private func danger(_ site: Site, _ token: Int) -> Int? {
    guard site.cue.entry.lemma == "warn", addressee(site) != nil else { return nil }
    for next in token..<max(token, min(token + 10, site.end - 1)) where !reading.isQuoted(next) {
      if reading.words[next].isOne(of: ["against", "about"]) { return next + 1 }
      switch reading.tags[next] {
      case .in, .dt, .jj, .nn, .nns, .nnp, .nnps: if reading.words[next] == "that" { return nil }
      default: return nil
      }
    }
    return nil
  }

  /// An adverb that belongs to the cue: what opens content comes right behind it.
  func isLooseAdverb(_ token: Int, _ site: Site) -> Bool {
    guard reading.tags[token] == .rb, reading.words[token] != "not", token + 1 < site.end else {
      return false
    }
    let next = token + 1
    return reading.isQuoted(next) || reading.tags[next] == .in
      || reading.words[next].isOne(of: [",", ":", "to", "whether"])
  }

  /// The quotation behind a colon a little further: `explained it this way: "…"`.
  func colon(_ site: Site, _ token: Int) -> Int? {
    let end = min(site.end, token + 25)
    guard token < end, !site.isInverted || site.cue.kind == .verb,
      let colon = (token..<end).first(where: { reading.isQuoted($0) || reading.words[$0] == ":" }),
      !reading.isQuoted(colon), colon + 1 < site.end, reading.isQuoted(colon + 1),
      !cues.contains(where: { $0.head > site.verb && $0.head < colon }),
      reading.words[token] != "that",
      !(token..<colon).contains(where: { reading.tags[$0].isFinite || reading.tags[$0] == .md })
    else { return nil }
    return colon + 1
  }

  func skipAddressee(_ site: Site, _ token: Int) -> Int {
    addressee(site).map(\.upperBound) ?? token
  }

  /// The phrase a cue speaks to: `told X`, `said to X`.
  func addressee(_ site: Site) -> Range<Int>? {
    let token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    guard [.tell, .urge, .ask].contains(site.cue.entry.kind) || site.cue.entry.lemma == "warn",
      !site.isInverted, token < site.end, !reading.isQuoted(token),
      site.cue.tokens.upperBound == site.verb + 1
    else { return spokenTo(token, site) }
    if reading.tags[token] == .prp { return token..<token + 1 }
    if site.cue.entry.lemma == "warn", reading.words[token].isOne(of: ["of", "against", "about"]) {
      return nil
    }
    guard let phrase = phrases.starting(at: token, to: site.sentence.upperBound),
      phrase.upperBound < site.sentence.upperBound
    else { return nil }
    return phrase
  }

  func spokenTo(_ token: Int, _ site: Site) -> Range<Int>? {
    guard site.cue.entry.lemma == "say", token + 1 < site.end, reading.words[token] == "to",
      !reading.isQuoted(token)
    else { return nil }
    return phrases.starting(at: token + 1, to: site.sentence.upperBound)
  }
}
