import PostilKit

/// Pairs quotation marks, paragraph by paragraph.
///
/// Any mark may be missing or be on the wrong side: a run without a closing mark ends with its sentence or
/// continues in the next paragraph. No article is refused.
package struct MarkPairing {
  private enum MarkSide { case open, close, either }
  private let tokens: Tokens
  private let words: [WordKey]
  private var runs: [QuotedRun] = []
  /// The end of a run that continues over several lines.
  private var resume = 0

  private init(_ tokens: Tokens, _ words: [WordKey]) { (self.tokens, self.words) = (tokens, words) }

  /// The runs of an article, in order and without overlap.
  ///
  /// - Parameter words: Each token in lower case, with straight apostrophes.
  package static func runs(
    _ tokens: Tokens, _ words: [WordKey], _ paragraphs: [Range<Int>]
  ) -> [QuotedRun] {
    var pairing = MarkPairing(tokens, words)
    for paragraph in paragraphs { pairing.scan(paragraph) }
    return pairing.runs
  }

  /// The word of a token; the key of an empty string outside the text.
  private func word(_ token: Int) -> WordKey { words.indices.contains(token) ? words[token] : "" }

  /// The double mark at a token: its side and its number of tokens.
  private func double(_ index: Int) -> (side: MarkSide, width: Int)? {
    let token = tokens[index]
    guard token.kind == .punctuation || token.kind == .symbol else { return nil }
    switch words[index] {
    case "\"", "＂": return (straight(index, 1), 1)
    case "“", "„", "‟", "«", "‹": return (.open, 1)
    case "”", "»", "›": return (.close, 1)
    case "`" where isDoubled(index): return (.open, 2)
    case "'" where isDoubled(index):
      // After a word, the first of three in a row closes an inner quotation.
      let isThird = isDoubled(index + 1) && !token.flags.contains(.spaceBefore)
      return isThird ? nil : (straight(index, 2), 2)
    default: return nil
    }
  }

  private func isDoubled(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    return next.start == tokens[index].end
      && words[index + 1] == words[index]
  }

  /// A straight mark opens after a blank or a bracket, and closes before one.
  private func straight(_ index: Int, _ width: Int) -> MarkSide {
    let hasSpaceBefore = tokens[index].flags.contains(.spaceBefore)
    let after = index + width
    let hasSpaceAfter =
      after >= tokens.count || tokens[after].flags.contains(.spaceBefore)
    if hasSpaceBefore != hasSpaceAfter { return hasSpaceBefore ? .open : .close }
    if hasSpaceBefore { return .either }
    if word(index - 1).isOne(of: ["(", "[", "—", "–", "-", "--", "‘"]) { return .open }
    if word(index - 1).isOne(of: [",", ".", "!", "?"]) { return .close }
    let next = word(after)
    return next.isOne(of: [",", ".", ";", ":", ")", "?", "!", "'s"]) ? .close : .either
  }

  /// Whether an opening mark is used to close: `“It is late,“ he said`.
  private func isAttached(_ index: Int) -> Bool {
    !tokens[index].flags.contains(.spaceBefore)
      && (index + 1 >= tokens.count
        || tokens[index + 1].flags.contains(.spaceBefore))
  }

  private mutating func scan(_ paragraph: Range<Int>) {
    var open: (start: Int, width: Int)?
    var index = max(paragraph.lowerBound, resume)
    let singles = runs.count
    while index < paragraph.upperBound {
      guard let mark = double(index) else {
        index += 1
        continue
      }
      if let start = open {
        let isLowHigh = words[start.start] == "„" && words[index] == "“"
        let isSecond = mark.side == .open && words[index] == "\""
        if isSecond {
          unclosed(start, index)
          open = (index, mark.width)
        } else if mark.side != .open || isLowHigh || isAttached(index) {
          runs.append(QuotedRun(tokens: start.start..<index + mark.width, markWidth: start.width))
          open = nil
        }
      } else if mark.side != .close || tokens[index].flags.contains(.lineBefore) {
        // A closing mark at the start of a line opens speech all the same.
        open = (index, mark.width)
      }
      index += mark.width
    }
    if let open { atEnd(of: paragraph, open) }
    if runs.count == singles {
      scanSingles(paragraph)
    } else {
      preferEnclosing(paragraph, from: singles)
    }
  }

  /// `'He called it "a shambles" to my face,' said Pryce.`: where single marks enclose double ones, as in
  /// British papers, the single ones are the speech.
  private mutating func preferEnclosing(_ paragraph: Range<Int>, from first: Int) {
    let doubles = Array(runs[first...])
    guard doubles.count <= 50, paragraph.contains(where: opensSingle) else { return }
    runs.removeSubrange(first...)
    scanSingles(paragraph)
    let singles = runs[first...].filter { one in
      word(one.last).isOne(of: [",", ".", "!", "?", "…"])
        && doubles.allSatisfy { !$0.tokens.overlaps(one.tokens) || Self.encloses(one, $0) }
    }
    runs.removeSubrange(first...)
    let isOuter =
      singles.count <= 50
      && doubles.contains { double in
        singles.contains { Self.encloses($0, double) }
      }
    guard isOuter else {
      runs += doubles
      return
    }
    let rest = doubles.filter { double in !singles.contains { Self.encloses($0, double) } }
    runs += (singles + rest).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private static func encloses(_ outer: QuotedRun, _ inner: QuotedRun) -> Bool {
    outer.tokens.lowerBound < inner.tokens.lowerBound
      && inner.tokens.upperBound < outer.tokens.upperBound
  }

  /// Adds the run of a mark that is not closed: it ends with its sentence.
  private mutating func unclosed(_ open: (start: Int, width: Int), _ limit: Int) {
    var end = open.start + open.width
    while end < limit {
      if words[end].isOne(of: [".", "!", "?"]) || isBeforeCue(end, limit) { break }
      end += 1
    }
    end = min(limit, end + 1)
    if end > open.start + open.width {
      runs.append(QuotedRun(tokens: open.start..<end, markWidth: open.width))
    }
  }

  /// Whether a token is the comma before `Petrov said.` or `said Petrov.`
  private func isBeforeCue(_ token: Int, _ limit: Int) -> Bool {
    guard words[token] == "," else { return false }
    let end = min(limit, token + 6)
    return (token + 1..<max(token + 1, end)).contains {
      words[$0].isOne(of: ["said", "says", "told", "asked", "wrote", "added"])
    }
  }

  private mutating func atEnd(of paragraph: Range<Int>, _ open: (start: Int, width: Int)) {
    let next = paragraph.upperBound
    let goesOn =
      next < tokens.count && double(next).map { $0.side != .close } ?? false
    if goesOn {
      runs.append(QuotedRun(tokens: open.start..<next, markWidth: open.width))
    } else if let end = closing(from: next) {
      runs.append(QuotedRun(tokens: open.start..<end, markWidth: open.width))
      resume = end
    } else {
      unclosed(open, next)
    }
  }

  /// The end of a quotation that continues over several lines: after the next mark, if that one closes.
  private func closing(from first: Int) -> Int? {
    for index in first..<max(first, min(tokens.count, first + 400)) {
      guard let mark = double(index) else { continue }
      let isMeasure = index > 0 && tokens[index - 1].kind == .number && mark.side != .either
      return mark.side == .open || isMeasure ? nil : index + mark.width
    }
    return nil
  }

  // MARK: Single marks

  private mutating func scanSingles(_ paragraph: Range<Int>) {
    var open: Int?
    var weak: Int?
    for index in paragraph {
      if opensSingle(index) {
        if let start = open, let end = weak { runs.append(QuotedRun(tokens: start..<end + 1)) }
        if open == nil || weak != nil { open = index }
        weak = nil
      } else if let start = open, let isStrong = closesSingle(index) {
        if isStrong {
          runs.append(QuotedRun(tokens: start..<index + 1))
          open = nil
          weak = nil
        } else if weak == nil {
          weak = index
        }
      }
    }
    if let start = open, let end = weak { runs.append(QuotedRun(tokens: start..<end + 1)) }
  }

  private func opensSingle(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.count <= 3, token.kind == .punctuation, index + 1 < tokens.count else {
      return false
    }
    let word = words[index]
    guard word == "‘" || word == "'" && token.flags.contains(.spaceBefore) else { return false }
    let next = tokens[index + 1]
    guard next.start == token.end, next.kind == .word || next.kind == .punctuation else {
      return false
    }
    return !CueWords.shortened.contains(words[index + 1])
  }

  /// Whether a single mark closes: true if certainly, false if it may be a plural's apostrophe, nil if
  /// not.
  private func closesSingle(_ index: Int) -> Bool? {
    let token = tokens[index]
    guard token.kind == .punctuation, words[index] == "'",
      !token.flags.contains(.spaceBefore), index > 0
    else { return nil }
    if tokens[index - 1].kind == .number { return nil }
    if index + 1 < tokens.count {
      let next = tokens[index + 1]
      guard next.flags.contains(.spaceBefore) || next.kind == .punctuation else { return nil }
    }
    return !words[index - 1].ends(in: "s") || word(index + 1) == ","
  }
}
