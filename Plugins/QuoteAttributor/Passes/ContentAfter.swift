import PostilKit
import PartOfSpeech

/// Content that follows its cue, and where it ends.
extension Content {
  func following(_ site: Site, _ start: Int) -> Attribution? {
    var end = min(site.end, clauseEnd(site, start))
    while end > start, reading.words[end - 1] == ",", !reading.isQuoted(end - 1) { end -= 1 }
    if site.cue.entry.kind == .judge { end = beforeTime(start, end) }
    guard end > start, isClause(start..<end, site), !isCall(start..<end, site) else { return nil }
    var content = start..<end
    if let run = reading.run(at: start) {
      content = min(start, run.tokens.lowerBound)..<max(end, start + 1)
    }
    if isTitle(start..<end, site) || isMoment(content, site) { return nil }
    if let run = reading.run(at: end - 1) {
      content = content.lowerBound..<max(end, run.tokens.upperBound)
    }
    if site.cue.entry.kind == .ask, reading.words[start] == "to", let asked = addressee(site) {
      content = asked.lowerBound..<content.upperBound
    }
    if let pronoun = gap(site, content.lowerBound) {
      // `under what Marin called “the model,” the club closed`: no more than the name.
      let opening = content.lowerBound + (reading.words[content.lowerBound] == "as" ? 1 : 0)
      if opening < content.upperBound, !reading.tags[opening].isFinite,
        let run = reading.run(at: opening)
      {
        content = content.lowerBound..<min(content.upperBound, run.tokens.upperBound)
      }
      return attribution(site, [pronoun, content], "relative-gap")
    }
    return attribution(site, [content], rule(site, start))
  }

  /// `said in his book, "A Harbour Child"`, `said on the gazette's "Morning Tide"`: where it was said.
  private func isTitle(_ content: Range<Int>, _ site: Site) -> Bool {
    guard site.cue.entry.kind == .say || site.cue.entry.kind == .state, !site.isInverted,
      content.lowerBound > site.cue.tokens.upperBound,
      let run = reading.run(at: content.upperBound - 1), run.isTitle
    else { return false }
    return run.tokens.upperBound >= content.upperBound
      && run.tokens.lowerBound <= content.lowerBound + 1
      && reading.word(run.tokens.lowerBound - 1) != ":"
  }

  /// `endorsed Mr. Marin in December`: without when that was.
  private func beforeTime(_ start: Int, _ end: Int) -> Int {
    guard !(start..<end).contains(where: { reading.tags[$0].isFinite || reading.tags[$0] == .md })
    else { return end }
    var last = end
    while last > start, !reading.isQuoted(last - 1),
      Words.timeNouns.contains(reading.words[last - 1])
        || reading.tags[last - 1] == .cd
          && last < end
    { last -= 1 }
    guard last < end, last > start else { return end }
    if reading.words[last - 1].isOne(of: ["in", "on", "at", "this", "since", "for"]) { last -= 1 }
    return last > start ? last : end
  }

  /// `The crowd applauded as the ferry docked`: when somebody judged, and not what.
  private func isMoment(_ content: Range<Int>, _ site: Site) -> Bool {
    site.cue.entry.kind == .judge && reading.words[content.lowerBound] == "as"
      && content.lowerBound == site.cue.tokens.upperBound && !site.isPassive
      && gap(site, content.lowerBound) == nil
  }

  /// Whether the words may be what a cue of the class `state` introduces: they have a verb, or marks.
  func isClause(_ content: Range<Int>, _ site: Site) -> Bool {
    let opening = reading.words[content.lowerBound]
    guard site.cue.entry.kind == .state || site.cue.entry.kind == .tell,
      !opening.isOne(of: ["that", "to", "what", "how", "why", "about", "of"])
    else { return true }
    return content.contains {
      reading.tags[$0].isFinite || reading.tags[$0] == .md || reading.isQuoted($0)
    }
  }

  /// `called his mother`: calling nobody anything; `Reuters reported, citing police`: who is cited says
  /// what the agency reports.
  private func isCall(_ content: Range<Int>, _ site: Site) -> Bool {
    let last = content.upperBound - 1
    if site.cue.entry.lemma == "cite", reading.isParticiple(site.cue) {
      return reading.tags[last].isName || Words.officials.contains(reading.words[last])
    }
    guard site.cue.entry.lemma == "call", site.cue.tokens.upperBound == site.verb + 1 else {
      return false
    }
    return phrases.starting(at: content.lowerBound, to: content.upperBound) == content
      && !content.contains(where: reading.isQuoted)
  }

  /// `a deadline that insiders said went unnoticed`: the pronoun is the content's subject.
  func gap(_ site: Site, _ start: Int) -> Range<Int>? {
    guard let source = site.source, !site.isInverted, !site.isShared,
      source.lowerBound > site.sentence.lowerBound
    else { return nil }
    let pronoun = source.lowerBound - 1
    guard !reading.isQuoted(pronoun),
      reading.words[pronoun].isOne(of: ["that", "which", "who", "what", "whom"])
    else { return nil }
    let tag = reading.tags[start]
    if site.cue.entry.lemma.isOne(of: ["call", "describe", "label", "dub", "deem"]),
      reading.words[start] == "as" || site.cue.tokens.upperBound == start
    {
      return pronoun..<pronoun + 1
    }
    guard !reading.isQuoted(start), tag.isFinite || tag == .md || tag == .vbn else { return nil }
    return pronoun..<pronoun + 1
  }

  func rule(_ site: Site, _ start: Int) -> String {
    let kind = site.cue.entry.kind.rawValue
    if reading.isQuoted(start) { return kind + "-quote" }
    switch reading.words[start] {
    case "that": return kind + "-that"
    case "to": return kind + "-to"
    case "whether", "if", "what", "why", "how", "when", "where", "who": return kind + "-wh"
    default: return kind + "-clause"
    }
  }
}
