import PostilKit

/// Pass 1: pairs quotation marks, paragraph by paragraph, into runs.
///
/// Any mark may be missing or of the wrong class: what cannot be paired is closed at the end of its
/// sentence or goes on in the next paragraph, and no article is refused.
struct Marks {
  private enum Sign { case open, close, either }
  private let reading: Reading
  private var runs: [Run] = []
  /// Where a run that goes on over lines ends.
  private var resume = 0

  private init(_ reading: Reading) { self.reading = reading }

  /// The runs of an article, in order and without overlap.
  static func runs(_ reading: Reading) -> [Run] {
    var marks = Marks(reading)
    for paragraph in reading.paragraphs { marks.scan(paragraph) }
    return marks.runs
  }

  /// A double mark at a token: its kind and how many tokens it takes.
  private func double(_ index: Int) -> (sign: Sign, width: Int)? {
    let token = reading.tokens[index]
    guard token.kind == .punctuation || token.kind == .symbol else { return nil }
    switch reading.words[index] {
    case "\"", "＂": return (straight(index, 1), 1)
    case "“", "„", "‟", "«", "‹": return (.open, 1)
    case "”", "»", "›": return (.close, 1)
    case "`" where isTwin(index): return (.open, 2)
    case "'" where isTwin(index):
      // Of three in a row behind a word the first closes what is quoted inside.
      let isThird = isTwin(index + 1) && !token.flags.contains(.spaceBefore)
      return isThird ? nil : (straight(index, 2), 2)
    default: return nil
    }
  }

  private func isTwin(_ index: Int) -> Bool {
    guard index + 1 < reading.tokens.count else { return false }
    let next = reading.tokens[index + 1]
    return next.start == reading.tokens[index].end
      && reading.words[index + 1] == reading.words[index]
  }

  /// A straight mark opens after a blank or a bracket and closes before one.
  private func straight(_ index: Int, _ width: Int) -> Sign {
    let hasSpaceBefore = reading.tokens[index].flags.contains(.spaceBefore)
    let after = index + width
    let hasSpaceAfter =
      after >= reading.tokens.count || reading.tokens[after].flags.contains(.spaceBefore)
    if hasSpaceBefore != hasSpaceAfter { return hasSpaceBefore ? .open : .close }
    if hasSpaceBefore { return .either }
    if reading.word(index - 1).isOne(of: ["(", "[", "—", "–", "-", "--", "‘"]) { return .open }
    if reading.word(index - 1).isOne(of: [",", ".", "!", "?"]) { return .close }
    let next = reading.word(after)
    return next.isOne(of: [",", ".", ";", ":", ")", "?", "!", "'s"]) ? .close : .either
  }

  /// Whether a mark that opens stands where one closes: `“It is late,“ he said`.
  private func isAttached(_ index: Int) -> Bool {
    !reading.tokens[index].flags.contains(.spaceBefore)
      && (index + 1 >= reading.tokens.count
        || reading.tokens[index + 1].flags.contains(.spaceBefore))
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
        let isLowHigh = reading.words[start.start] == "„" && reading.words[index] == "“"
        let isSecond = mark.sign == .open && reading.words[index] == "\""
        if isSecond {
          unclosed(start, index)
          open = (index, mark.width)
        } else if mark.sign != .open || isLowHigh || isAttached(index) {
          runs.append(Run(tokens: start.start..<index + mark.width, markWidth: start.width))
          open = nil
        }
      } else if mark.sign != .close || reading.tokens[index].flags.contains(.lineBefore) {
        // A line that opens with the mark that closes opens with speech all the same.
        open = (index, mark.width)
      }
      index += mark.width
    }
    if let open { atEnd(of: paragraph, open) }
    if runs.count == singles { scanSingles(paragraph) }
  }

  /// A mark that no other closes: it holds to the end of its sentence.
  private mutating func unclosed(_ open: (start: Int, width: Int), _ limit: Int) {
    var end = open.start + open.width
    while end < limit {
      if reading.words[end].isOne(of: [".", "!", "?"]) || isBeforeCue(end, limit) { break }
      end += 1
    }
    end = min(limit, end + 1)
    if end > open.start + open.width {
      runs.append(
        Run(tokens: open.start..<end, isUnclosed: true, markWidth: open.width))
    }
  }

  /// A comma before `Petrov said.` or `said Petrov.`
  private func isBeforeCue(_ token: Int, _ limit: Int) -> Bool {
    guard reading.words[token] == "," else { return false }
    let end = min(limit, token + 6)
    return (token + 1..<max(token + 1, end)).contains {
      reading.words[$0].isOne(of: ["said", "says", "told", "asked", "wrote", "added"])
    }
  }

  private mutating func atEnd(of paragraph: Range<Int>, _ open: (start: Int, width: Int)) {
    let next = paragraph.upperBound
    let goesOn =
      next < reading.tokens.count && double(next).map { $0.sign != .close } ?? false
    if goesOn {
      runs.append(
        Run(tokens: open.start..<next, isContinued: true, markWidth: open.width))
    } else if let end = closing(from: next) {
      runs.append(Run(tokens: open.start..<end, markWidth: open.width))
      resume = end
    } else {
      unclosed(open, next)
    }
  }

  /// Where a quotation ends that goes on over lines, each of which may hold a sentence: behind the next
  /// mark, if that one closes.
  private func closing(from first: Int) -> Int? {
    for index in first..<max(first, min(reading.tokens.count, first + 400)) {
      guard let mark = double(index) else { continue }
      let isMeasure = index > 0 && reading.tokens[index - 1].kind == .number && mark.sign != .either
      return mark.sign == .open || isMeasure ? nil : index + mark.width
    }
    return nil
  }

  // MARK: Single marks

  private mutating func scanSingles(_ paragraph: Range<Int>) {
    var open: Int?
    var weak: Int?
    for index in paragraph {
      if opensSingle(index) {
        if let start = open, let end = weak { runs.append(Run(tokens: start..<end + 1)) }
        if open == nil || weak != nil { open = index }
        weak = nil
      } else if let start = open, let isStrong = closesSingle(index) {
        if isStrong {
          runs.append(Run(tokens: start..<index + 1))
          open = nil
          weak = nil
        } else if weak == nil {
          weak = index
        }
      }
    }
    if let start = open, let end = weak { runs.append(Run(tokens: start..<end + 1)) }
  }

  private func opensSingle(_ index: Int) -> Bool {
    let token = reading.tokens[index]
    guard token.count <= 3, token.kind == .punctuation, index + 1 < reading.tokens.count else {
      return false
    }
    let word = reading.words[index]
    guard word == "‘" || word == "'" && token.flags.contains(.spaceBefore) else { return false }
    let next = reading.tokens[index + 1]
    guard next.start == token.end, next.kind == .word || next.kind == .punctuation else {
      return false
    }
    return !reading.words[index + 1].isOne(of: [
      "em", "til", "cause", "n", "tis", "twas", "round", "bout",
    ])
  }

  /// Whether a single mark closes: true surely, false perhaps (a plural's apostrophe), nil not.
  private func closesSingle(_ index: Int) -> Bool? {
    let token = reading.tokens[index]
    guard token.kind == .punctuation, reading.words[index] == "'",
      !token.flags.contains(.spaceBefore), index > 0
    else { return nil }
    if reading.tokens[index - 1].kind == .number { return nil }
    if index + 1 < reading.tokens.count {
      let next = reading.tokens[index + 1]
      guard next.flags.contains(.spaceBefore) || next.kind == .punctuation else { return nil }
    }
    return !reading.words[index - 1].ends(in: "s") || reading.word(index + 1) == ","
  }
}
