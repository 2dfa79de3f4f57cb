import PostilKit
import PartOfSpeech

/// Content that precedes its cue, alone or with a second part behind it.
extension Content {
  func preceding(_ site: Site, _ before: Int, _ after: Int) -> Attribution? {
    if let clause = asClause(site, before, after) { return clause }
    let first = site.sentence.lowerBound
    var last = before
    if last > first, reading.words[last] == "as", !reading.isQuoted(last) { last -= 1 }
    while last >= first, !reading.isQuoted(last),
      reading.words[last] == "," || Words.dashes.contains(reading.words[last])
    { last -= 1 }
    guard last >= first else { return precedingSentence(site) }
    guard last < before || reading.isQuoted(last) else { return nil }
    var start = first
    while start < last, !reading.isQuoted(start),
      reading.tags[start] == .cc || reading.words[start] == ","
    { start += 1 }
    start = max(start, dateline(first, last))
    if let run = reading.run(at: last) {
      // `In an interview with “Fox and Friends,” he pointed to`
      if run.isTitle, start < run.tokens.lowerBound { return nil }
      let sign = reading.word(run.tokens.lowerBound - 1)
      let hasCue = cues.contains {
        $0.head < run.tokens.lowerBound && $0.head != site.verb
          && (sign == "," || $0.tokens.upperBound == run.tokens.lowerBound)
      }
      let isParted =
        sign == ":" || sign == "("
        || Words.dashes.contains(sign) && run.tokens.lowerBound > first + 1
      if run.tokens.lowerBound <= first || hasCue || isParted { start = run.tokens.lowerBound }
    }
    if start <= last, isTaken(start..<last + 1, site) { return nil }
    let rest = resumed(site, after, start..<max(start, last + 1))
    guard start <= last else {
      return rest.isEmpty ? nil : attribution(site, rest, "after-aside")
    }
    return attribution(
      site, [start..<last + 1] + rest, rest.isEmpty ? "before-cue" : "split")
  }

  /// `"Yes," she said with a smile, as the crowd cheered`: the words are an earlier cue's already.
  private func isTaken(_ content: Range<Int>, _ site: Site) -> Bool {
    guard let run = reading.run(at: content.lowerBound) else { return false }
    let end = run.tokens.upperBound
    return cues.contains {
      $0.kind == .verb && $0.entry.kind.isFree && $0.head >= end && $0.head < end + 8
        && $0.head < min(site.verb, content.upperBound)
    }
  }

  /// `When Marin said it was late, Orlov asked why`: the words before the comma are said by another.
  func isOthers(_ site: Site, _ before: Int) -> Bool {
    var first = site.sentence.lowerBound
    while first < before, reading.words[first].isOne(of: ["but", "and", "even", "yet"]) {
      first += 1
    }
    guard first < before, !reading.isQuoted(first),
      Words.subordinators.contains(reading.words[first])
    else { return false }
    return cues.contains { $0.kind == .verb && $0.head < before && $0.head > first }
  }

  /// `As BelTA reported, the talks went on`.
  private func asClause(_ site: Site, _ before: Int, _ after: Int) -> Attribution? {
    let first = site.sentence.lowerBound
    guard before == first || before == first + 1 && reading.tags[first] == .cc,
      reading.words[before] == "as", after + 1 < site.end,
      reading.words[after] == "," || reading.words[after - 1] == ","
    else { return nil }
    let start = reading.words[after] == "," ? after + 1 : after
    return attribution(site, [start..<site.end], "as-clause")
  }

  /// Past the place that opens an agency's report: `WASHINGTON —`.
  func dateline(_ first: Int, _ last: Int) -> Int {
    for token in first..<max(first, min(last, first + 7)) {
      if Words.dashes.contains(reading.words[token]), reading.tags[token] != .hyph, token > first {
        return token + 1
      }
      guard reading.tags[token].isName || [.comma, .lrb, .rrb, .afx].contains(reading.tags[token])
      else { break }
    }
    return first
  }

  /// `"Who pays?" Lapid asked.`: the quotation is a sentence of its own.
  func precedingSentence(_ site: Site) -> Attribution? {
    let first = site.sentence.lowerBound
    guard
      site.cue.entry.kind.isFree,
      let run = reading.run(at: first - 1), !reading.tokens[first].flags.contains(.lineBefore)
    else { return nil }
    return attribution(site, [run.tokens], "quote-sentence")
  }

  /// What goes on behind a parenthetical attribution; `before` is what precedes it.
  func resumed(_ site: Site, _ after: Int, _ before: Range<Int>) -> [Range<Int>] {
    if !before.isEmpty, reading.isQuoted(before.upperBound - 1) {
      let next = cues.first { $0.head > site.verb && $0.kind == .verb }?.head ?? site.end
      let limit = min(next, site.end)
      guard after < limit, let token = (after..<limit).first(where: reading.isQuoted),
        let run = reading.run(at: token), token - after < 40, !run.isTitle,
        run.tokens.lowerBound > after - 2,
        token == after || reading.words[token - 1] == ","
          || Words.dashes.contains(reading.words[token - 1])
      else { return [] }
      return [run.tokens]
    }
    var token = max(site.cue.tokens.upperBound, after - 1)
    while token < site.end, !reading.isQuoted(token), reading.words[token] != "," { token += 1 }
    guard token + 1 < site.end, !reading.isQuoted(token) else { return [] }
    let isFronted =
      !before.isEmpty && Words.subordinators.contains(reading.words[before.lowerBound])
    let isOpen =
      !before.isEmpty
      && reading.words[before.upperBound - 1].isOne(of: [
        "why", "that", "what", "how", "because", "if", "is", "was", "are", "were", "and", "but",
      ])
    let isClause =
      !isOpen && before.contains { reading.tags[$0].isFinite || reading.tags[$0] == .md }
    if isClause && !isFronted || site.isInverted {
      switch reading.tags[token + 1] {
      case .wp, .wdt, .vbg, .dt, .nnp, .nn, .in, .rb, .jj, .prpS, .nns, .cd:
        let word = reading.words[token + 1]
        if word != "that", word != "because", word != "if" { return [] }
      default: break
      }
    }
    return [token + 1..<site.end]
  }
}
