import PostilKit
import PartOfSpeech

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
    var outer = found
    let nested = Nesting.part(&outer, reading)
    outer.removeAll { pass.overlaps($0) }
    outer.sort { $0.content[0].lowerBound < $1.content[0].lowerBound }
    return pass.joined(outer) + Nesting.kept(nested, in: outer)
  }

  /// Whether what an attribution says is an earlier one's already; else it is covered from now on.
  private mutating func overlaps(_ attribution: Attribution) -> Bool {
    var taken = 0
    var size = 0
    for part in attribution.content {
      for token in part where covered[token] { taken += 1 }
      size += part.count
    }
    if taken * 10 > size * 3 { return true }
    for part in attribution.content {
      for token in part { covered[token] = true }
    }
    return false
  }

  private mutating func joined(_ attributions: [Attribution]) -> [Attribution] {
    var all = attributions
    // Places in `all`: of the attribution that ends last before the run at hand, of the one before that,
    // and of the last of direct speech.
    var next = 0
    var last: Int?
    var before: Int?
    var direct: Int?
    for run in reading.runs {
      let start = run.tokens.lowerBound
      while next < attributions.count, attributions[next].content[0].lowerBound <= start {
        if last.map({ all[$0].end <= attributions[next].end }) ?? true {
          (before, last) = (last, next)
        }
        if isDirect(attributions[next]) { direct = next }
        next += 1
      }
      if run.tokens.contains(where: { covered[$0] }) || !run.isSentence || run.isTitle { continue }
      if let direct, isHeading(run, behind: all[direct]) { continue }
      if let last, let before, takeTurns(all[before], all[last], run) {
        all.append(
          Attribution(content: [run.tokens], source: all[before].source, rule: "dialogue"))
      } else if let place = direct, all[place].end <= start + 1, goesOn(all[place], run) {
        all[place].content.append(run.tokens)
        for token in run.tokens { covered[token] = true }
        continue
      } else if !run.isSpeech {
        continue
      } else if let place = last, all[place].end <= start + 1, sharesSpeaker(all[place], run) {
        all.append(
          Attribution(
            content: [run.tokens], source: all[place].source, rule: "continued-speaker"))
      } else {
        all.append(ledIn(run) ?? Attribution(content: [run.tokens], rule: "bare-quote"))
      }
      (before, last) = (last, all.count - 1)
      direct = last
      for token in run.tokens { covered[token] = true }
    }
    return all
  }

  /// `Khamenei was blunt.` before a paragraph of speech, or any sentence that ends in a colon; else the
  /// subject of the sentence before in the same paragraph.
  private func ledIn(_ run: Run) -> Attribution? {
    let start = run.tokens.lowerBound
    guard start > 0 else { return nil }
    let own = reading.sentences[reading.sentence(of: start)]
    guard own.lowerBound == start else { return nil }
    let sentence = reading.sentences[reading.sentence(of: start - 1)]
    guard let (source, verb) = subject(of: sentence),
      reading.words[start - 1] == ":" || reading.tags[source.upperBound - 1].isName
        || reading.tags[source.upperBound - 1] == .prp
    else { return nil }
    let isNewLine = reading.tokens[start].flags.contains(.lineBefore)
    let isColon = reading.words[start - 1] == ":"
    let isWhole = reading.tokens[sentence.lowerBound].flags.contains(.lineBefore)
    let isShort = isWhole && sentence.count <= 14 && source.lowerBound == sentence.lowerBound
    if isColon || isNewLine && isShort {
      return Attribution(
        content: [run.tokens], cue: verb..<start - (reading.tags[start - 1] == .stop ? 1 : 0),
        source: source,
        rule: "lead-in")
    }
    guard !isNewLine else { return nil }
    return Attribution(content: [run.tokens], source: source, rule: "subject-before")
  }

  /// Who or what acts in a sentence without quotations, if that is a name or a pronoun.
  private func subject(of sentence: Range<Int>) -> (source: Range<Int>, verb: Int)? {
    guard sentence.count <= 60, !sentence.contains(where: reading.isQuoted) else { return nil }
    let phrases = Phrases(reading: reading)
    for verb in sentence.dropFirst() where reading.tags[verb].isFinite || reading.tags[verb] == .md
    {
      var before = verb - 1
      while before > sentence.lowerBound, reading.tags[before] == .rb { before -= 1 }
      guard let source = phrases.ending(at: before, from: sentence.lowerBound) else { continue }
      switch reading.tags[before] {
      case .nnp, .nnps, .nn, .nns: return (source, verb)
      case .prp where Words.pronouns.contains(reading.words[before]): return (source, verb)
      default: continue
      }
    }
    return nil
  }

  /// Whether what is said stands before its cue, or is all in marks: such speech goes on behind it.
  private func isDirect(_ attribution: Attribution) -> Bool {
    guard let last = attribution.content.last else { return false }
    switch attribution.rule {
    case "before-cue", "split", "quote-sentence": return true
    default: break
    }
    return reading.isQuoted(attribution.content[0].lowerBound)
      && reading.isQuoted(last.upperBound - 1)
  }

  /// Whether a run is the next sentence of an attribution, or opens the next paragraph.
  private func goesOn(_ attribution: Attribution, _ run: Run) -> Bool {
    let (gap, paragraphs) = distance(attribution.end, run.tokens.lowerBound)
    // A line in single marks behind speech in double ones is a heading.
    if isSingle(run.tokens.lowerBound), !isSingle(attribution.content[0].lowerBound) {
      return false
    }
    guard gap <= 60, paragraphs <= 1, attribution.source != nil || attribution.rule == "bare-quote"
    else { return false }
    return sentenceEnds(from: attribution.end, before: run.tokens.lowerBound)
  }

  /// `'A quiet night.'` behind `“We sail at dawn.”`: a line in single marks in an article that has double
  /// ones.
  private func isHeading(_ run: Run, behind attribution: Attribution) -> Bool {
    let end = run.tokens.upperBound
    return isSingle(run.tokens.lowerBound) && !isSingle(attribution.content[0].lowerBound)
      && reading.tokens[run.tokens.lowerBound].flags.contains(.lineBefore)
      && (end == reading.tokens.count || reading.tokens[end].flags.contains(.lineBefore))
  }

  /// Whether a single mark stands at a token.
  private func isSingle(_ token: Int) -> Bool {
    reading.words[token].isOne(of: ["'", "‘"]) && reading.run(at: token)?.markWidth == 1
  }

  /// Whether a run is the next line of a dialogue: two speakers, each in short lines of their own, take
  /// turns.
  private func takeTurns(_ one: Attribution, _ other: Attribution, _ run: Run) -> Bool {
    guard let first = one.source, let second = other.source,
      reading.words[first.upperBound - 1] != reading.words[second.upperBound - 1]
    else { return false }
    let end = run.tokens.upperBound
    return isLine(one, before: other.content[0].lowerBound)
      && isLine(other, before: run.tokens.lowerBound)
      && (end == reading.tokens.count || reading.tokens[end].flags.contains(.lineBefore))
  }

  /// Whether an attribution is a short paragraph that opens with what is said, and what begins at `next`
  /// opens the paragraph after it.
  private func isLine(_ attribution: Attribution, before next: Int) -> Bool {
    let first = attribution.content[0].lowerBound
    return attribution.end <= next && next - first <= Self.line
      && reading.isQuoted(first) && reading.tokens[first].flags.contains(.lineBefore)
      && reading.tokens[next].flags.contains(.lineBefore)
      && distance(attribution.end, next).paragraphs == 1
  }

  /// The most tokens of a line of dialogue.
  private static let line = 40

  /// Whether a run may be the same speaker's as the attribution before it.
  private func sharesSpeaker(_ attribution: Attribution, _ run: Run) -> Bool {
    guard attribution.source != nil else { return false }
    let (gap, paragraphs) = distance(attribution.end, run.tokens.lowerBound)
    if paragraphs == 0 { return gap < 30 }
    return paragraphs == 1 && sentenceEnds(from: attribution.end, before: run.tokens.lowerBound)
  }

  /// How many words and line breaks lie between, counted no further than is of use.
  private func distance(_ end: Int, _ start: Int) -> (words: Int, paragraphs: Int) {
    var words = 0
    var paragraphs = 0
    var token = end
    while token <= start, words <= 60, paragraphs <= 1 {
      let kind = reading.tokens[token].kind
      if token < start, kind == .word || kind == .number { words += 1 }
      if token > 0, reading.tokens[token].flags.contains(.lineBefore) { paragraphs += 1 }
      token += 1
    }
    return (words, paragraphs)
  }

  /// Whether the run begins the sentence after the attribution's own.
  private func sentenceEnds(from end: Int, before start: Int) -> Bool {
    let own = reading.sentence(of: end - 1)
    let next = reading.sentence(of: start)
    return next == own + 1 && reading.sentences[next].lowerBound == start
  }
}
