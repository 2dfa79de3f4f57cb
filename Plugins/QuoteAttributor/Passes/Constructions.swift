import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds attributions without a verb, with cue, source and content: a name and a colon, a signature after a
/// dash, a noun that says that something is said.
struct Constructions: Pass {
  let article: TaggedArticle
  let phrases: Phrases
  /// For each paragraph the words before a colon at its start, if they can say who speaks.
  let labels: [Range<Int>?]
  /// Whether paragraphs take turns: several labels, and not always the same place.
  let isInterview: Bool

  private init(_ article: TaggedArticle) {
    self.article = article
    phrases = Phrases(article: article)
    labels = article.paragraphs.map { Self.label(of: $0, article) }
    isInterview = Self.takesTurns(labels.compactMap { $0 }, article)
  }

  static func run(on article: inout TaggedArticle) {
    let found = Constructions(article).find()
    article.attributions = found
  }

  /// The attributions of all paragraphs, then those of all sentences.
  private func find() -> [Attribution] {
    var found: [Attribution] = []
    for (index, paragraph) in article.paragraphs.enumerated() {
      let last = index > 0 ? article.paragraphs[index - 1] : 0..<0
      if let one = colon(index) ?? handover(index)
        ?? dash(paragraph, last, isFirst: index == 0)
      {
        found.append(one)
      }
    }
    for (number, sentence) in article.sentences.enumerated() {
      let first = found.count
      find(sentence, &found)
      for index in first..<found.count { found[index].sentence = number }
    }
    return found
  }

  /// Adds the attributions of a sentence.
  private func find(_ sentence: Range<Int>, _ found: inout [Attribution]) {
    if let one = wordsOf(sentence) ?? verbless(sentence) ?? label(sentence) { found.append(one) }
    for token in sentence.dropLast(2) where article.words[token + 1] == "that" {
      if let one = noun(token, sentence) { found.append(one) }
    }
  }

  // MARK: Colons and dashes

  /// `… — Marin: "…"`, `From the report: "…"`: a source before a colon and a quotation.
  private func label(_ sentence: Range<Int>) -> Attribution? {
    guard let quoted = sentence.first(where: article.isQuoted), quoted > sentence.lowerBound + 1,
      article.words[quoted - 1] == ":", let run = article.run(at: quoted), run.isSentence
    else { return nil }
    var start =
      (sentence.lowerBound..<quoted - 1).last {
        Words.dashes.contains(article.words[$0]) && article.tags[$0] != .hyph
      }.map { $0 + 1 } ?? sentence.lowerBound
    while start < quoted - 2, article.words[start].isOne(of: ["more", "from", "then", "and"]) {
      start += 1
    }
    let last = quoted - 2
    guard start <= last,
      !article.tokens[sentence.lowerBound].flags.contains(.lineBefore)
        || start > sentence.lowerBound,
      article.tags[last].isName || article.tags[last] == .rrb
        || article.isNoun(at: last, .writing),
      phrases.starting(at: start, to: quoted - 1)?.upperBound == quoted - 1,
      !(start...last).contains(where: {
        article.isNoun(at: $0, .label) && article.tags[$0].isName
      })
    else { return nil }
    return Attribution(
      content: [run.tokens], cue: quoted - 1..<quoted, source: start..<quoted - 1,
      rule: "colon-quote")
  }

  /// `"Peace comes first." — António Guterres`, an embedded post's signature, a headline's source.
  private func dash(
    _ paragraph: Range<Int>, _ last: Range<Int>, isFirst: Bool
  ) -> Attribution? {
    let from = max(paragraph.lowerBound, paragraph.upperBound - 16)
    guard
      let dash = (from..<paragraph.upperBound).last(where: {
        Words.dashes.contains(article.words[$0]) && !article.isQuoted($0)
          && (article.tokens[$0].flags.contains(.spaceBefore) || $0 == paragraph.lowerBound)
      }),
      let source = phrases.starting(at: dash + 1, to: paragraph.upperBound)
    else { return nil }
    let cue = dash..<dash + 1
    let rest = source.upperBound..<paragraph.upperBound
    if dash == paragraph.lowerBound, isNamed(source), let end = last.last,
      let run = article.run(at: end), run.isSpeech
    {
      return Attribution(content: [run.tokens], cue: cue, source: source, rule: "dash-signature")
    }
    if let run = dash > 0 ? article.run(at: dash - 1) : nil, isNamed(source),
      rest.isEmpty || article.words[rest.lowerBound].isOne(of: [",", "(", "."])
    {
      return Attribution(content: [run.tokens], cue: cue, source: source, rule: "dash-signature")
    }
    if rest.contains(where: { article.tokens[$0].kind == .handle }) || hasHandle(source) {
      let content = dash == paragraph.lowerBound ? last : paragraph.lowerBound..<dash
      guard !content.isEmpty else { return nil }
      return Attribution(
        content: [content], cue: cue, source: withoutHandle(source), rule: "dash-post")
    }
    guard isFirst, rest.isEmpty, dash > paragraph.lowerBound + 2,
      isNamed(source) || article.isNoun(at: source.upperBound - 1, .official)
    else { return nil }
    return Attribution(
      content: [paragraph.lowerBound..<dash], cue: cue, source: source, rule: "dash-headline")
  }

  private func isNamed(_ source: Range<Int>) -> Bool {
    article.tags[source.lowerBound].isName && article.tags[source.upperBound - 1].isName
  }

  private func hasHandle(_ source: Range<Int>) -> Bool {
    source.contains { article.tokens[$0].kind == .handle }
  }

  private func withoutHandle(_ source: Range<Int>) -> Range<Int> {
    let end = source.first {
      article.tokens[$0].kind == .handle || article.tags[$0] == .lrb
        || article.tokens[$0].kind == .symbol
    }
    return source.lowerBound..<max(source.lowerBound + 1, end ?? source.upperBound)
  }

  // MARK: Phrases

  /// `In the words of Raisi, …`
  private func wordsOf(_ sentence: Range<Int>) -> Attribution? {
    guard sentence.count > 6,
      isWordsOf(sentence.lowerBound),
      let source = phrases.starting(at: sentence.lowerBound + 4, to: sentence.upperBound),
      article.word(source.upperBound) == ",", source.upperBound + 1 < sentence.upperBound
    else { return nil }
    return Attribution(
      content: [source.upperBound + 1..<sentence.upperBound],
      cue: sentence.lowerBound..<sentence.lowerBound + 4, source: source, rule: "words-of")
  }

  private func isWordsOf(_ token: Int) -> Bool {
    article.words[token] == "in" && article.word(token + 1) == "the"
      && article.word(token + 2) == "words" && article.word(token + 3) == "of"
  }

  /// `For Lavrov, the talks were "a waste of time".`
  private func verbless(_ sentence: Range<Int>) -> Attribution? {
    guard article.words[sentence.lowerBound] == "for", !article.isQuoted(sentence.lowerBound),
      let source = phrases.starting(at: sentence.lowerBound + 1, to: sentence.upperBound),
      article.tags[source.upperBound - 1].isName, article.word(source.upperBound) == ",",
      !article.word(source.upperBound + 1).isOne(of: ["who", "which", "whose"]),
      (source.upperBound..<sentence.upperBound).contains(where: article.isQuoted)
    else { return nil }
    return Attribution(
      content: [source.upperBound + 1..<sentence.upperBound],
      cue: sentence.lowerBound..<sentence.lowerBound + 1, source: source, rule: "for-name")
  }

  /// `Tehran's claim that the drones were sent before the war was rejected.`, for a noun before `that`.
  private func noun(_ token: Int, _ sentence: Range<Int>) -> Attribution? {
    guard article.isNoun(at: token, .speech), article.tags[token].isNoun,
      token > sentence.lowerBound, !article.isQuoted(token), !article.isQuoted(token + 1),
      !article.tags[token + 2].isFinite
    else { return nil }
    var owner = token - 1
    while owner > sentence.lowerBound, article.tags[owner] == .jj { owner -= 1 }
    let source: Range<Int>
    var first = token
    if article.tags[owner] == .pos, owner > sentence.lowerBound,
      let phrase = phrases.ending(at: owner - 1, from: sentence.lowerBound)
    {
      source = phrase
      first = owner
    } else if article.tags[owner] == .prpS {
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

  /// The end of a that-clause that is part of a subject: before the second finite verb.
  private func clauseEnd(_ start: Int, _ sentence: Range<Int>) -> Int {
    var verbs = 0
    var isOpen = true
    for token in start..<sentence.upperBound where !article.isQuoted(token) {
      let tag = article.tags[token]
      if tag == .stop || article.words[token] == "," && verbs > 0 { return token }
      if [.wdt, .wp, .wrb, .cc].contains(tag) || article.words[token] == "that" { isOpen = false }
      if tag == .vbd || tag == .vbz || tag == .vbp || tag == .md {
        if article.tags[token - 1] == .md || article.tags[token - 1].isFinite { continue }
        if verbs > 0, isOpen,
          phrases.isHead(token - 1) || article.tags[token - 1] == .vb
            || article.tags[token - 1] == .vbn
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
