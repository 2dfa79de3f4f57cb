import PostilKit

/// Pass 6: joins quotations that no cue of their own introduces to the attribution before them.
struct Continuation {
  private let reading: Reading
  private var covered: [Bool]

  private init(_ reading: Reading) {
    self.reading = reading
    covered = [Bool](repeating: false, count: reading.tokens.count)
  }

  /// Drops what overlaps an earlier finding, joins continuations and adds bare quotations.
  static func extend(_ found: [Attribution], _ reading: Reading) -> [Attribution] {
    var pass = Continuation(reading)
    var attributions = pass.withoutOverlap(found)
    attributions.sort { $0.content[0].lowerBound < $1.content[0].lowerBound }
    return pass.joined(attributions)
  }

  private mutating func withoutOverlap(_ found: [Attribution]) -> [Attribution] {
    found.filter { attribution in
      let tokens = attribution.content.joined()
      let taken = tokens.reduce(0) { $0 + (covered[$1] ? 1 : 0) }
      guard taken * 10 <= attribution.content.reduce(0, { $0 + $1.count }) * 3 else { return false }
      for token in tokens { covered[token] = true }
      return true
    }
  }

  private mutating func joined(_ attributions: [Attribution]) -> [Attribution] {
    var all = attributions
    // The attribution that ends last before the run at hand, as its place in `all`.
    var next = 0
    var last: Int?
    for run in reading.runs {
      while next < attributions.count,
        attributions[next].content[0].lowerBound <= run.tokens.lowerBound
      {
        if last.map({ all[$0].end <= attributions[next].end }) ?? true { last = next }
        next += 1
      }
      if run.tokens.contains(where: { covered[$0] }) || !run.isSpeech { continue }
      if let place = last, all[place].end <= run.tokens.lowerBound + 1,
        let isSame = follows(all[place], run)
      {
        if isSame {
          all[place].content.append(run.tokens)
        } else {
          all.append(
            Attribution(
              content: [run.tokens], source: all[place].source, rule: "continued-speaker"))
          last = all.count - 1
        }
      } else {
        all.append(Attribution(content: [run.tokens], rule: "bare-quote"))
        last = nil
      }
      for token in run.tokens { covered[token] = true }
    }
    return all
  }

  /// Whether a run continues an attribution (true), shares its source (false) or neither (nil).
  private func follows(_ attribution: Attribution, _ run: Run) -> Bool? {
    guard attribution.source != nil else { return nil }
    let end = attribution.end
    let start = run.tokens.lowerBound
    var gap = 0
    var paragraphs = 0
    var token = end
    while token <= start {
      if token < start {
        if reading.tokens[token].kind == .word || reading.tokens[token].kind == .number { gap += 1 }
      }
      if token > 0, reading.tokens[token].flags.contains(.lineBefore) { paragraphs += 1 }
      if gap > 40 || paragraphs > 1 { return nil }
      token += 1
    }
    let isSentenceRest = sentenceEnds(from: end, before: start)
    if isSentenceRest, paragraphs <= 1 {
      let isDirect = attribution.content.contains { reading.isQuoted($0.lowerBound) }
      return isDirect
    }
    return paragraphs == 0 && gap < 30 ? false : nil
  }

  /// Whether nothing but the rest of the attribution's own sentence lies between.
  private func sentenceEnds(from end: Int, before start: Int) -> Bool {
    var token = end
    while token < start, ![".", "!", "?"].contains(reading.words[token]) {
      token += 1
    }
    while token < start {
      if reading.tokens[token].kind == .word { return false }
      token += 1
    }
    return true
  }
}
