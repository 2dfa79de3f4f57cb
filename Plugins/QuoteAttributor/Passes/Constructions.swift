import PostilKit
import PartOfSpeech

/// Attributions without a verb: a name and a colon, a signature behind a dash, a noun that says that
/// something is said. They are found as wholes, with cue, source and content.
struct Constructions {
  private let reading: Reading
  private let phrases: Phrases

  init(_ reading: Reading) {
    self.reading = reading
    phrases = Phrases(reading: reading)
  }

  /// The attributions of all paragraphs.
  func find() -> [Attribution] {
    var found: [Attribution] = []
    for (index, paragraph) in reading.paragraphs.enumerated() {
      let last = index > 0 ? reading.paragraphs[index - 1] : 0..<0
      if let one = colon(paragraph, isFirst: index == 0)
        ?? dash(paragraph, last, isFirst: index == 0)
      {
        found.append(one)
      }
    }
    return found
  }

  /// Adds the attributions of a sentence.
  func find(_ sentence: Range<Int>, _ found: inout [Attribution]) {
    if let one = wordsOf(sentence) ?? verbless(sentence) ?? label(sentence) { found.append(one) }
    for token in sentence.dropLast(2) where reading.words[token + 1] == "that" {
      if let one = noun(token, sentence) { found.append(one) }
    }
  }

  // MARK: Signs

  /// `RAISI: The talks went well.`, `Raisi: "The talks…"`, and headlines.
  private func colon(_ paragraph: Range<Int>, isFirst: Bool) -> Attribution? {
    let limit = min(paragraph.upperBound, paragraph.lowerBound + 8)
    guard let colon = (paragraph.lowerBound..<limit).first(where: { reading.words[$0] == ":" }),
      colon > paragraph.lowerBound, colon + 1 < paragraph.upperBound,
      isName(paragraph.lowerBound..<colon)
    else { return nil }
    var content = colon + 1..<paragraph.upperBound
    var rule = "colon-headline"
    if let run = reading.run(at: colon + 1) {
      content = run.tokens
      rule = "colon-quote"
    } else if isShouted(paragraph.lowerBound..<colon) {
      rule = "colon-transcript"
    } else if !isFirst {
      return nil
    }
    return Attribution(
      content: [content], cue: colon..<colon + 1, source: paragraph.lowerBound..<colon, rule: rule)
  }

  /// `… — Marin: "…"`, `From the report: "…"`: who is named before a colon and a quotation.
  private func label(_ sentence: Range<Int>) -> Attribution? {
    guard let quoted = sentence.first(where: reading.isQuoted), quoted > sentence.lowerBound + 1,
      reading.words[quoted - 1] == ":", let run = reading.run(at: quoted), run.isSentence
    else { return nil }
    var start =
      (sentence.lowerBound..<quoted - 1).last {
        Words.dashes.contains(reading.words[$0]) && reading.tags[$0] != .hyph
      }.map { $0 + 1 } ?? sentence.lowerBound
    while start < quoted - 2, reading.words[start].isOne(of: ["more", "from", "then", "and"]) {
      start += 1
    }
    let last = quoted - 2
    guard start <= last,
      !reading.tokens[sentence.lowerBound].flags.contains(.lineBefore)
        || start > sentence.lowerBound,
      reading.tags[last].isName || reading.tags[last] == .rrb
        || Words.writings.contains(reading.words[last]),
      phrases.starting(at: start, to: quoted - 1)?.upperBound == quoted - 1,
      !(start...last).contains(where: {
        Words.labels.contains(reading.words[$0]) && reading.tags[$0].isName
      })
    else { return nil }
    return Attribution(
      content: [run.tokens], cue: quoted - 1..<quoted, source: start..<quoted - 1,
      rule: "colon-quote")
  }

  private func isName(_ tokens: Range<Int>) -> Bool {
    var names = 0
    for token in tokens {
      if Words.labels.contains(reading.words[token]) { return false }
      switch reading.tags[token] {
      case .nnp, .nnps: names += 1
      case .hyph, .lrb, .rrb, .afx, .comma, .pos: break
      default: return false
      }
    }
    return names > 0 && names <= 5
  }

  private func isShouted(_ tokens: Range<Int>) -> Bool {
    tokens.contains { reading.tokens[$0].flags.contains(.allCapitals) }
      && tokens.allSatisfy {
        reading.tokens[$0].kind != .word || reading.tokens[$0].flags.contains(.allCapitals)
      }
  }

  /// `"Peace comes first." — António Guterres`, an embedded post's signature, a headline's source.
  private func dash(
    _ paragraph: Range<Int>, _ last: Range<Int>, isFirst: Bool
  ) -> Attribution? {
    let from = max(paragraph.lowerBound, paragraph.upperBound - 16)
    guard
      let dash = (from..<paragraph.upperBound).last(where: {
        Words.dashes.contains(reading.words[$0]) && !reading.isQuoted($0)
          && (reading.tokens[$0].flags.contains(.spaceBefore) || $0 == paragraph.lowerBound)
      }),
      let source = phrases.starting(at: dash + 1, to: paragraph.upperBound)
    else { return nil }
    let cue = dash..<dash + 1
    let rest = source.upperBound..<paragraph.upperBound
    if dash == paragraph.lowerBound, isNamed(source), let end = last.last,
      let run = reading.run(at: end), run.isSpeech
    {
      return Attribution(content: [run.tokens], cue: cue, source: source, rule: "dash-signature")
    }
    if let run = dash > 0 ? reading.run(at: dash - 1) : nil, isNamed(source),
      rest.isEmpty || reading.words[rest.lowerBound].isOne(of: [",", "(", "."])
    {
      return Attribution(content: [run.tokens], cue: cue, source: source, rule: "dash-signature")
    }
    if rest.contains(where: { reading.tokens[$0].kind == .handle }) || hasHandle(source) {
      let content = dash == paragraph.lowerBound ? last : paragraph.lowerBound..<dash
      guard !content.isEmpty else { return nil }
      return Attribution(
        content: [content], cue: cue, source: withoutHandle(source), rule: "dash-post")
    }
    guard isFirst, rest.isEmpty, dash > paragraph.lowerBound + 2,
      isNamed(source) || Words.officials.contains(reading.words[source.upperBound - 1])
    else { return nil }
    return Attribution(
      content: [paragraph.lowerBound..<dash], cue: cue, source: source, rule: "dash-headline")
  }

  private func isNamed(_ source: Range<Int>) -> Bool {
    reading.tags[source.lowerBound].isName && reading.tags[source.upperBound - 1].isName
  }

  private func hasHandle(_ source: Range<Int>) -> Bool {
    source.contains { reading.tokens[$0].kind == .handle }
  }

  private func withoutHandle(_ source: Range<Int>) -> Range<Int> {
    let end = source.first {
      reading.tokens[$0].kind == .handle || reading.tags[$0] == .lrb
        || reading.tokens[$0].kind == .symbol
    }
    return source.lowerBound..<max(source.lowerBound + 1, end ?? source.upperBound)
  }

  // MARK: Phrases

  /// `In the words of Raisi, …`
  private func wordsOf(_ sentence: Range<Int>) -> Attribution? {
    guard sentence.count > 6,
      isWordsOf(sentence.lowerBound),
      let source = phrases.starting(at: sentence.lowerBound + 4, to: sentence.upperBound),
      reading.word(source.upperBound) == ",", source.upperBound + 1 < sentence.upperBound
    else { return nil }
    return Attribution(
      content: [source.upperBound + 1..<sentence.upperBound],
      cue: sentence.lowerBound..<sentence.lowerBound + 4, source: source, rule: "words-of")
  }

  private func isWordsOf(_ token: Int) -> Bool {
    reading.words[token] == "in" && reading.word(token + 1) == "the"
      && reading.word(token + 2) == "words" && reading.word(token + 3) == "of"
  }

  /// `For Lavrov, the talks were "a waste of time".`
  private func verbless(_ sentence: Range<Int>) -> Attribution? {
    guard reading.words[sentence.lowerBound] == "for", !reading.isQuoted(sentence.lowerBound),
      let source = phrases.starting(at: sentence.lowerBound + 1, to: sentence.upperBound),
      reading.tags[source.upperBound - 1].isName, reading.word(source.upperBound) == ",",
      (source.upperBound..<sentence.upperBound).contains(where: reading.isQuoted)
    else { return nil }
    return Attribution(
      content: [source.upperBound + 1..<sentence.upperBound],
      cue: sentence.lowerBound..<sentence.lowerBound + 1, source: source, rule: "for-name")
  }

  /// `Tehran's claim that the drones were sent before the war was rejected.`, of a noun before `that`.
  private func noun(_ token: Int, _ sentence: Range<Int>) -> Attribution? {
    guard Words.nouns.contains(reading.words[token]), reading.tags[token].isNoun,
      token > sentence.lowerBound, !reading.isQuoted(token), !reading.isQuoted(token + 1),
      !reading.tags[token + 2].isFinite
    else { return nil }
    var owner = token - 1
    while owner > sentence.lowerBound, reading.tags[owner] == .jj { owner -= 1 }
    let source: Range<Int>
    var first = token
    if reading.tags[owner] == .pos, owner > sentence.lowerBound,
      let phrase = phrases.ending(at: owner - 1, from: sentence.lowerBound)
    {
      source = phrase
      first = owner
    } else if reading.tags[owner] == .prpS {
      source = owner..<owner + 1
    } else {
      return nil
    }
    let end = clauseEnd(token + 2, sentence)
    guard end > token + 2 else { return nil }
    return Attribution(
      content: [token + 1..<end], cue: first..<token + 1, source: source, rule: "noun-that",
      kind: .say)
  }

  /// The end of a that-clause that is part of a subject: where a second finite verb begins.
  private func clauseEnd(_ start: Int, _ sentence: Range<Int>) -> Int {
    var verbs = 0
    var isOpen = true
    for token in start..<sentence.upperBound where !reading.isQuoted(token) {
      let tag = reading.tags[token]
      if tag == .stop || reading.words[token] == "," && verbs > 0 { return token }
      if [.wdt, .wp, .wrb, .cc].contains(tag) || reading.words[token] == "that" { isOpen = false }
      if tag == .vbd || tag == .vbz || tag == .vbp || tag == .md {
        if reading.tags[token - 1] == .md || reading.tags[token - 1].isFinite { continue }
        if verbs > 0, isOpen,
          phrases.isHead(token - 1) || reading.tags[token - 1] == .vb
            || reading.tags[token - 1] == .vbn
        {
          return token
        }
        verbs += 1
        isOpen = true
      }
    }
    return sentence.upperBound
  }
}
