import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Content that follows its cue, and where it ends.
extension Contents {
  /// The attribution whose content begins at `start`, after the cue.
  func following(_ site: CueSite, _ start: Int) -> Attribution? {
    var end = min(site.end, clauseEnd(site, start))
    while end > start, article.words[end - 1] == ",", !article.isQuoted(end - 1) { end -= 1 }
    if site.cue.entry.kind == .judge { end = beforeTime(start, end) }
    guard end > start, isClause(start..<end, site), !isCall(start..<end, site) else { return nil }
    var content = start..<end
    if let run = article.run(at: start) {
      content = min(start, run.tokens.lowerBound)..<max(end, start + 1)
    }
    if isTitle(start..<end, site) || isMoment(content, site) { return nil }
    if let run = article.run(at: end - 1) {
      content = content.lowerBound..<max(end, run.tokens.upperBound)
    }
    if site.cue.entry.kind == .ask, article.words[start] == "to", let asked = addressee(site) {
      content = asked.lowerBound..<content.upperBound
    }
    if let pronoun = gap(site, content.lowerBound) {
      // `under what Marin called “the model,” the club closed`: no more than the name.
      let opening = content.lowerBound + (article.words[content.lowerBound] == "as" ? 1 : 0)
      if opening < content.upperBound, !article.tags[opening].isFinite,
        let run = article.run(at: opening)
      {
        content = content.lowerBound..<min(content.upperBound, run.tokens.upperBound)
      }
      return attribution(site, [pronoun, content], "relative-gap")
    }
    return attribution(site, [content], rule(site, start))
  }

  /// `said in his book, "A Harbour Child"`, `said on the gazette's "Morning Tide"`: whether the words name where it was said.
  private func isTitle(_ content: Range<Int>, _ site: CueSite) -> Bool {
    guard site.cue.entry.kind == .say || site.cue.entry.kind == .state, !site.isInverted,
      content.lowerBound > site.cue.tokens.upperBound,
      let run = article.run(at: content.upperBound - 1), run.isTitle
    else { return false }
    return run.tokens.upperBound >= content.upperBound
      && run.tokens.lowerBound <= content.lowerBound + 1
      && article.word(run.tokens.lowerBound - 1) != ":"
  }

  /// The end of content without a time: `endorsed Mr. Marin in December`.
  private func beforeTime(_ start: Int, _ end: Int) -> Int {
    guard !(start..<end).contains(where: { article.tags[$0].isFinite || article.tags[$0] == .md })
    else { return end }
    var last = end
    while last > start, !article.isQuoted(last - 1),
      article.isNoun(at: last - 1, .time)
        || article.tags[last - 1] == .cd
          && last < end
    { last -= 1 }
    guard last < end, last > start else { return end }
    if article.words[last - 1].isOne(of: ["in", "on", "at", "this", "since", "for"]) { last -= 1 }
    return last > start ? last : end
  }

  /// `The crowd applauded as the ferry docked`: whether the words say when somebody judged, and not
  /// what.
  private func isMoment(_ content: Range<Int>, _ site: CueSite) -> Bool {
    site.cue.entry.kind == .judge && article.words[content.lowerBound] == "as"
      && content.lowerBound == site.cue.tokens.upperBound && !site.isPassive
      && gap(site, content.lowerBound) == nil
  }

  /// Whether the words can be the content of a cue of the class `state`: they have a verb, or quotation
  /// marks.
  func isClause(_ content: Range<Int>, _ site: CueSite) -> Bool {
    let opening = article.words[content.lowerBound]
    guard site.cue.entry.kind == .state || site.cue.entry.kind == .tell,
      !opening.isOne(of: ["that", "to", "what", "how", "why", "about", "of"])
    else { return true }
    return content.contains {
      article.tags[$0].isFinite || article.tags[$0] == .md || article.isQuoted($0)
    }
  }

  /// `called his mother`: a call without content; `Reuters reported, citing police`: the cited source says
  /// what the agency reports.
  private func isCall(_ content: Range<Int>, _ site: CueSite) -> Bool {
    let last = content.upperBound - 1
    if site.cue.entry.lemma == "cite", article.isParticiple(site.cue) {
      return article.tags[last].isName || citesSource(content)
    }
    if [.judge, .ask].contains(site.cue.entry.kind), site.cue.entry.lemma != "endorse",
      isNameAlone(content)
    {
      return true
    }
    guard site.cue.entry.lemma == "call", site.cue.tokens.upperBound == site.verb + 1 else {
      return false
    }
    // `called Marin a liar`
    let isNamed = article.mention(at: content.lowerBound).map {
      $0.tokens.upperBound < content.upperBound && article.tags[$0.tokens.upperBound] == .dt
    }
    return isNamed != true
      && phrases.starting(at: content.lowerBound, to: content.upperBound) == content
      && !content.contains(where: article.isQuoted)
  }

  /// `citing doctors`, `citing people familiar with the matter`: whether what is cited is somebody and no reason.
  private func citesSource(_ content: Range<Int>) -> Bool {
    if article.isNoun(at: content.upperBound - 1, .official) { return true }
    guard !content.contains(where: { article.isQuoted($0) || article.words[$0] == "that" }),
      let phrase = phrases.starting(at: content.lowerBound, to: content.upperBound)
    else { return false }
    var head = phrase.first { article.tags[$0] == .in }.map { $0 - 1 } ?? phrase.upperBound - 1
    // `people familiar with the matter`
    while head > phrase.lowerBound, !article.tags[head].isNoun { head -= 1 }
    return article.isNoun(at: head, [.personal, .official, .collective, .outlet])
      || article.words[head].isOne(of: ["people", "sources", "documents", "witnesses", "residents"])
      || singular(head)
  }

  /// Whether a plural is that of a noun for people or for bodies: `doctors`, `agencies`.
  private func singular(_ token: Int) -> Bool {
    guard article.tags[token] == .nns else { return false }
    let word = article.text[article.tokens[token]].lowercased()
    return article.isNoun(WordKey(word.dropLast().utf8), [.personal, .official, .collective])
  }

  /// `criticised the CIA`, `attacked Mr. Marin`: whether the words are a name and nothing is said of it.
  func isNameAlone(_ content: Range<Int>) -> Bool {
    let last = content.upperBound - 1
    guard content.count <= 6, !article.isQuoted(content.lowerBound),
      let name = article.mention(at: last)
    else {
      return false
    }
    return (name.isCollective || name.isPerson)
      && (content.lowerBound..<name.tokens.lowerBound).allSatisfy {
        article.tags[$0] == .dt
          || name.isPerson && article.isNoun(at: $0, [.title, .male, .female])
      }
  }

  /// `a deadline that insiders said went unnoticed`: the pronoun is the content's subject.
  func gap(_ site: CueSite, _ start: Int) -> Range<Int>? {
    guard let source = site.source, !site.isInverted, !site.isShared,
      source.lowerBound > site.sentence.lowerBound
    else { return nil }
    let pronoun = source.lowerBound - 1
    guard !article.isQuoted(pronoun),
      article.words[pronoun].isOne(of: ["that", "which", "who", "what", "whom"])
    else { return nil }
    let tag = article.tags[start]
    if site.cue.entry.lemma.isOne(of: ["call", "describe", "label", "dub", "deem"]),
      article.words[start] == "as" || site.cue.tokens.upperBound == start
    {
      return pronoun..<pronoun + 1
    }
    guard !article.isQuoted(start), tag.isFinite || tag == .md || tag == .vbn else { return nil }
    return pronoun..<pronoun + 1
  }

  /// The name of the rule: the class of the cue, and what opens the content.
  func rule(_ site: CueSite, _ start: Int) -> String {
    let kind = site.cue.entry.kind.rawValue
    if article.isQuoted(start) { return kind + "-quote" }
    switch article.words[start] {
    case "that": return kind + "-that"
    case "to": return kind + "-to"
    case "whether", "if", "what", "why", "how", "when", "where", "who": return kind + "-wh"
    default: return kind + "-clause"
    }
  }
}
