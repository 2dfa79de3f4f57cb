import PostilKit

/// A dateline begins with a place, however it is capitalized: `[ROTTERDAM], 4 May (Wire) -`.
struct DatelineRefiner: Refiner {
  /// Maximum number of tokens before the first paragraph.
  private static let longestTitle = 200

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for start in article.tokens.indices
    where article.tokens[start].flags.contains([.paragraphBefore, .allCapitals]) {
      guard
        let place = Dateline(article.text, article.tokens, from: start)?.place
          ?? beforeColon(start, article)
      else { continue }
      if Self.subjects.contains(article.word(place.lowerBound)) { continue }
      let old = candidates.first { $0.tokens.overlaps(place) }
      if let old, ["GPE", "LOC"].contains(old.label) { continue }
      candidates.removeAll { $0.tokens.overlaps(place) }
      candidates.append(
        MentionCandidate(
          tokens: place, label: "GPE", score: max(old?.score ?? 0, 0.8), rule: "dateline"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The name in capitals before a colon that opens the article's first paragraph, as South Asian papers write
  /// it: `LAHORE: Police arrested two men.` Who speaks there would be heard again, or of themselves.
  private func beforeColon(_ start: Int, _ article: ScannedArticle) -> Range<Int>? {
    guard isFirst(start, article), article.tokens[start].count > 3 else { return nil }
    var end = start + 1
    while end < article.tokens.count, article.tokens[end].flags.contains(.allCapitals),
      end < start + 3
    {
      end += 1
    }
    var colon = end
    while colon < min(article.tokens.count, end + 6), article.word(colon) != ":" {
      guard article.word(colon) != ".", !article.tokens[colon].flags.contains(.lineBefore) else {
        return nil
      }
      colon += 1
    }
    guard colon + 1 < article.tokens.count, article.word(colon) == ":",
      colon == end || article.word(end) == "(" || article.word(end) == ",",
      article.tokens[colon + 1].isCapital || hasCue(colon + 1, article),
      !article.tokens[colon + 1].flags.contains(.lineBefore),
      !isSpeech(colon + 1, article), !comesBack(start..<end, article)
    else { return nil }
    return start..<end
  }

  /// Whether a token opens one of the first two paragraphs: the text, or the text after its title.
  private func isFirst(_ start: Int, _ article: ScannedArticle) -> Bool {
    start <= Self.longestTitle
      && (0..<start).count { article.tokens[$0].flags.contains(.lineBefore) } <= 2
  }

  /// Words before the dash of a headline that are no places.
  private static let subjects: Set<String> = [
    "SOCCER", "FOOTBALL", "CRICKET", "TENNIS", "GOLF", "RUGBY", "BASKETBALL", "BASEBALL", "BOXING",
    "CYCLING", "HOCKEY",
    "ATHLETICS", "OLYMPICS", "SWIMMING", "SKIING", "MOTORCYCLING", "RACING", "EXCLUSIVE",
    "ANALYSIS", "OPINION",
    "UPDATE", "WRAPUP", "FACTBOX", "INTERVIEW", "BREAKING", "WATCH", "EXPLAINER", "TIMELINE",
    "FEATURE", "COLUMN",
  ]

  /// Words of somebody who speaks.
  private static let speech: Set<String> = [
    "I", "we", "We", "you", "You", "my", "My", "our", "Our", "us", "?",
  ]

  /// Whether a paragraph has marks at its start or words of somebody who speaks.
  private func isSpeech(_ start: Int, _ article: ScannedArticle) -> Bool {
    if hasCue(start, article) { return false }
    var isQuoted = false
    for token in start..<min(article.tokens.count, start + 80) {
      if token > start, article.tokens[token].flags.contains(.lineBefore) { return false }
      // What somebody in the report says.
      if token > start, ["\"", "“", "”"].contains(article.word(token)) { isQuoted.toggle() }
      if isQuoted { continue }
      if Self.speech.contains(article.word(token))
        || ["\"", "“", "'"].contains(article.word(start))
      {
        return true
      }
    }
    return false
  }

  /// `SINGAPORE: "We watch prices," the minister said.`: whether a quotation at a token goes on with who says it.
  private func hasCue(_ start: Int, _ article: ScannedArticle) -> Bool {
    let marks: [String: String] = ["\"": "\"", "“": "”", "'": "'", "‘": "’"]
    guard let mark = marks[article.word(start)] else { return false }
    let limit = min(article.tokens.count, start + 100)
    let closing = (start + 1..<max(start + 1, limit)).first {
      article.word($0) == mark && !article.tokens[$0].flags.contains(.spaceBefore)
    }
    guard let closing, closing + 1 < article.tokens.count else { return false }
    return article.word(closing - 1) == "," && article.tokens[closing + 1].kind == .word
      && !article.tokens[closing + 1].flags.contains(.lineBefore)
  }

  private func comesBack(_ name: Range<Int>, _ article: ScannedArticle) -> Bool {
    let word = article.word(name.upperBound - 1)
    return article.tokens.indices.contains {
      $0 > name.upperBound + 6 && article.word($0) == ":" && article.word($0 - 1) == word
    }
  }
}
