import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Content before its cue, alone or with a second part after it.
extension Contents {
  func preceding(_ site: CueSite, _ before: Int, _ after: Int) -> Attribution? {
    if let clause = asClause(site, before, after) { return clause }
    let first = site.sentence.lowerBound
    var last = before
    if last > first, article.words[last] == "as", !article.isQuoted(last) { last -= 1 }
    while last >= first, !article.isQuoted(last),
      article.words[last] == "," || Words.dashes.contains(article.words[last])
    { last -= 1 }
    guard last >= first else { return precedingSentence(site) }
    guard last < before || article.isQuoted(last) else { return nil }
    var start = first
    while start < last, !article.isQuoted(start),
      article.tags[start] == .cc || article.words[start] == ","
    { start += 1 }
    start = max(start, dateline(first, last))
    if let run = article.run(at: last) {
      // `In an interview with “Fox and Friends,” he pointed to`
      if run.isTitle, start < run.tokens.lowerBound { return nil }
      let mark = article.word(run.tokens.lowerBound - 1)
      let hasCue = cues.contains {
        $0.head < run.tokens.lowerBound && $0.head != site.verb
          && (mark == "," || $0.tokens.upperBound == run.tokens.lowerBound)
      }
      let isParted =
        mark == ":" || mark == "("
        || Words.dashes.contains(mark) && run.tokens.lowerBound > first + 1
      if run.tokens.lowerBound <= first || hasCue || isParted || isAdverbial(start, before: run) {
        start = run.tokens.lowerBound
      }
    }
    if start <= last, isTaken(start..<last + 1, site) { return nil }
    let rest = resumed(site, after, start..<max(start, last + 1))
    if rest.isEmpty, start <= last, isCallTo(start..<last + 1, site) { return nil }
    guard start <= last else {
      return rest.isEmpty ? nil : attribution(site, rest, "after-aside")
    }
    return attribution(
      site, [start..<last + 1] + rest, rest.isEmpty ? "before-cue" : "split")
  }

  /// `In Cairo, "we are against it," Sisi said`: whether the words before a quotation say only where or when.
  private func isAdverbial(_ start: Int, before run: QuotedRun) -> Bool {
    let comma = run.tokens.lowerBound - 1
    guard comma > start, comma - start < 10, article.words[comma] == ",",
      CueWords.placeOpeners.contains(article.words[start])
        || article.tags[start] == .rb || article.tags[start] == .rbr
    else { return false }
    return !(start..<comma).contains {
      article.tags[$0].isVerb || article.tags[$0] == .md || article.tags[$0] == .cc
    }
  }

  /// `"Yes," she said with a smile, as the crowd cheered`: whether the words are the content of an earlier cue.
  private func isTaken(_ content: Range<Int>, _ site: CueSite) -> Bool {
    guard let run = article.run(at: content.lowerBound) else { return false }
    let end = run.tokens.upperBound
    return cues.contains {
      $0.kind == .verb && $0.entry.kind.isFree && $0.head >= end && $0.head < end + 8
        && $0.head < min(site.verb, content.upperBound)
    }
  }

  /// `Hi Anna Lind, said the driver`: a few words without a verb and without marks.
  private func isCallTo(_ content: Range<Int>, _ site: CueSite) -> Bool {
    site.isInverted && content.count <= 4
      && !content.contains {
        article.isQuoted($0) || article.tags[$0].isVerb || article.tags[$0] == .md
      }
  }

  /// `When Marin said it was late, Orlov asked why`: whether another says the words before the
  /// comma.
  func isOthers(_ site: CueSite, _ before: Int) -> Bool {
    var first = site.sentence.lowerBound
    while first < before, article.words[first].isOne(of: ["but", "and", "even", "yet"]) {
      first += 1
    }
    guard first < before, !article.isQuoted(first),
      Words.subordinators.contains(article.words[first])
    else { return false }
    return cues.contains { $0.kind == .verb && $0.head < before && $0.head > first }
  }

  /// `As BelTA reported, the talks went on`.
  private func asClause(_ site: CueSite, _ before: Int, _ after: Int) -> Attribution? {
    let first = site.sentence.lowerBound
    guard before == first || before == first + 1 && article.tags[first] == .cc,
      article.words[before] == "as", after + 1 < site.end,
      article.words[after] == "," || article.words[after - 1] == ","
    else { return nil }
    let start = article.words[after] == "," ? after + 1 : after
    return attribution(site, [start..<site.end], "as-clause")
  }

  /// The first token after the dateline of an agency's report: `WASHINGTON —`.
  func dateline(_ first: Int, _ last: Int) -> Int {
    for token in first..<max(first, min(last, first + 7)) {
      if Words.dashes.contains(article.words[token]), article.tags[token] != .hyph, token > first {
        return token + 1
      }
      // `ANKARA: Police detained ten people, the agency said`
      if article.words[token] == ":", token > first,
        article.tokens[first].flags.contains(.allCapitals)
      {
        return token + 1
      }
      guard article.tags[token].isName || [.comma, .lrb, .rrb, .afx].contains(article.tags[token])
      else { break }
    }
    return first
  }

  /// `"Who pays?" Lapid asked.`: the quotation is a separate sentence.
  func precedingSentence(_ site: CueSite) -> Attribution? {
    let first = site.sentence.lowerBound
    guard
      site.cue.entry.kind.isFree,
      let run = article.run(at: first - 1), !article.tokens[first].flags.contains(.lineBefore)
    else { return nil }
    return attribution(site, [run.tokens], "quote-sentence")
  }

  /// The content that continues after a parenthetical attribution; `before` is the content before it.
  func resumed(_ site: CueSite, _ after: Int, _ before: Range<Int>) -> [Range<Int>] {
    if !before.isEmpty, article.isQuoted(before.upperBound - 1) {
      let next = cues.first { $0.head > site.verb && $0.kind == .verb }?.head ?? site.end
      let limit = min(next, site.end)
      guard after < limit, let token = (after..<limit).first(where: article.isQuoted),
        let run = article.run(at: token), token - after < 40, !run.isTitle,
        run.tokens.lowerBound > after - 2,
        token == after || article.words[token - 1] == ","
          || Words.dashes.contains(article.words[token - 1])
      else { return [] }
      return [run.tokens]
    }
    var token = max(site.cue.tokens.upperBound, after - 1)
    while token < site.end, !article.isQuoted(token), article.words[token] != "," { token += 1 }
    guard token + 1 < site.end, !article.isQuoted(token) else { return [] }
    let isFronted =
      !before.isEmpty && Words.subordinators.contains(article.words[before.lowerBound])
    let isOpen =
      !before.isEmpty
      && CueWords.openEnds.contains(article.words[before.upperBound - 1])
    let isClause =
      !isOpen && before.contains { article.tags[$0].isFinite || article.tags[$0] == .md }
    if isClause && !isFronted || site.isInverted {
      switch article.tags[token + 1] {
      case .wp, .wdt, .vbg, .dt, .nnp, .nn, .in, .rb, .jj, .prpS, .nns, .cd:
        let word = article.words[token + 1]
        if word != "that", word != "because", word != "if" { return [] }
      default: break
      }
    }
    return article.words[token + 1] == "citing" ? [] : [token + 1..<site.end]
  }
}
