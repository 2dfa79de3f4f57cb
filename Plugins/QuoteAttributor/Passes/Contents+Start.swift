import PartOfSpeech
import PostilKit
import QuoteEnglish

/// The start of content after its cue: after the addressee and adverbials.
extension Contents {
  /// The first token after the cue that can be content.
  func skip(_ site: CueSite) -> Int {
    var token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    token = skipAddressee(site, token)
    if let danger = danger(site, token) ?? clause(site, token) { return danger }
    if let colon = colon(site, token) { return colon }
    while token < site.sentence.upperBound, !article.isQuoted(token) {
      let word = article.words[token]
      if article.isNoun(word, .time) || isLooseAdverb(token, site) {
        token += 1
      } else if [.in, .to, .vbg].contains(article.tags[token]),
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
    while token < site.sentence.upperBound, !article.isQuoted(token),
      article.words[token] == ":"
        || article.words[token] == "," && token + 1 < site.sentence.upperBound
          && article.isQuoted(token + 1)
    { token += 1 }
    return token
  }

  /// Whether a token before the end of the site is a finite verb or a modal.
  private func isVerb(_ token: Int, _ site: CueSite) -> Bool {
    token < site.end && !article.isQuoted(token)
      && (article.tags[token].isFinite || article.tags[token] == .md)
  }

  /// `told a town hall in Salem, New Hampshire, on Monday that`: the `that` after the addressee's place
  /// and time.
  private func clause(_ site: CueSite, _ token: Int) -> Int? {
    guard site.cue.entry.kind == .tell, addressee(site) != nil else { return nil }
    for next in token..<max(token, min(token + 14, site.end - 1)) {
      if article.isQuoted(next) || article.tags[next].isFinite || article.tags[next] == .md {
        return nil
      }
      if article.words[next] == "that" { return next }
      if article.words[next].isOne(of: ["to", "who", "which", ":"]) { return nil }
    }
    return nil
  }

  /// `warned the allies across the region against the perils`: the first token after the preposition.
  private func danger(_ site: CueSite, _ token: Int) -> Int? {
    guard site.cue.entry.lemma == "warn", addressee(site) != nil else { return nil }
    for next in token..<max(token, min(token + 10, site.end - 1)) where !article.isQuoted(next) {
      if article.words[next].isOne(of: ["against", "about"]) { return next + 1 }
      switch article.tags[next] {
      case .in, .dt, .jj, .nn, .nns, .nnp, .nnps: if article.words[next] == "that" { return nil }
      default: return nil
      }
    }
    return nil
  }

  /// Whether an adverb belongs to the cue: content opens directly after it.
  func isLooseAdverb(_ token: Int, _ site: CueSite) -> Bool {
    guard article.tags[token] == .rb, article.words[token] != "not", token + 1 < site.end else {
      return false
    }
    let next = token + 1
    return article.isQuoted(next) || article.tags[next] == .in
      || article.words[next].isOne(of: [",", ":", "to", "whether"])
  }

  /// The quotation after a colon a few words later: `explained it this way: "…"`.
  func colon(_ site: CueSite, _ token: Int) -> Int? {
    let end = min(site.end, token + 25)
    guard token < end, !site.isInverted || site.cue.kind == .verb,
      let colon = (token..<end).first(where: { article.isQuoted($0) || article.words[$0] == ":" }),
      !article.isQuoted(colon), colon + 1 < site.end, article.isQuoted(colon + 1),
      !cues.contains(where: { $0.head > site.verb && $0.head < colon }),
      article.words[token] != "that",
      !(token..<colon).contains(where: { article.tags[$0].isFinite || article.tags[$0] == .md })
    else { return nil }
    return colon + 1
  }

  /// The token after the addressee, or the same token if there is none.
  func skipAddressee(_ site: CueSite, _ token: Int) -> Int {
    addressee(site).map(\.upperBound) ?? token
  }

  /// The addressee: `told X`, `said to X`.
  func addressee(_ site: CueSite) -> Range<Int>? {
    let token = (site.isInverted ? site.source?.upperBound : nil) ?? site.cue.tokens.upperBound
    guard [.tell, .urge, .ask].contains(site.cue.entry.kind) || site.cue.entry.lemma == "warn",
      !site.isInverted, token < site.end, !article.isQuoted(token),
      site.cue.tokens.upperBound == site.verb + 1
    else { return spokenTo(token, site) }
    if article.tags[token] == .prp {
      // `warned it would strike`: the subject of what is said.
      return article.words[token].isOne(of: ["it", "you"]) && isVerb(token + 1, site)
        ? nil : token..<token + 1
    }
    if site.cue.entry.lemma == "warn", article.words[token].isOne(of: ["of", "against", "about"]) {
      return nil
    }
    guard let phrase = phrases.starting(at: token, to: site.sentence.upperBound),
      phrase.upperBound < site.sentence.upperBound
    else { return nil }
    // `urged Iran to free her`: who is urged ends before the infinitive.
    if site.cue.entry.kind == .urge,
      let to = phrase.dropFirst().first(where: { article.words[$0] == "to" })
    {
      return phrase.lowerBound..<to
    }
    return phrase.lowerBound..<(subject(in: phrase, site) ?? phrase.upperBound)
  }

  /// `told reporters the talks had failed`, `told parliament inflation would fall`: where the subject of what
  /// is said begins in the phrase after the verb.
  private func subject(in phrase: Range<Int>, _ site: CueSite) -> Int? {
    guard phrase.count > 1, site.cue.entry.kind == .tell else { return nil }
    if let that = phrase.dropFirst().first(where: { article.words[$0] == "that" }) { return that }
    guard isVerb(phrase.upperBound, site),
      let next = phrase.dropFirst().first(where: {
        opensSubject($0, after: phrase.lowerBound)
      })
    else { return nil }
    return next
  }

  /// Whether a second phrase begins at a token: a determiner after a noun, or a noun after who is told.
  private func opensSubject(_ token: Int, after first: Int) -> Bool {
    let before = article.tags[token - 1]
    guard before.isNoun else { return false }
    switch article.tags[token] {
    case .dt, .prpS, .prp, .cd: return true
    case .nn, .nns, .nnp, .nnps, .jj:
      return before == .nns || article.isNoun(at: token - 1, .audience)
        || article.mention(at: token - 1)?.tokens == first..<token
    default: return false
    }
  }

  /// The addressee of `said to X`.
  func spokenTo(_ token: Int, _ site: CueSite) -> Range<Int>? {
    guard site.cue.entry.lemma == "say", token + 1 < site.end, article.words[token] == "to",
      !article.isQuoted(token)
    else { return nil }
    return phrases.starting(at: token + 1, to: site.sentence.upperBound)
  }
}
