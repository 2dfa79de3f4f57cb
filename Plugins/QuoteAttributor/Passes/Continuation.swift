import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds quotations without a cue: joins them to the attribution before them, or makes attributions of them.
struct Continuation: Pass {
  private let article: TaggedArticle
  /// For each token whether it is the content of an attribution that is not nested.
  private var covered: [Bool]

  private init(_ article: TaggedArticle) {
    self.article = article
    covered = [Bool](repeating: false, count: article.tokens.count)
  }

  static func run(on article: inout TaggedArticle) {
    var pass = Continuation(article)
    let nested = article.attributions.firstIndex { $0.parent != nil } ?? article.attributions.count
    let outer = Array(article.attributions[..<nested])
    for token in outer.lazy.flatMap(\.content).joined() { pass.covered[token] = true }
    let joined = pass.joined(outer)
    article.attributions = joined + article.attributions[nested...]
  }

  private mutating func joined(_ attributions: [Attribution]) -> [Attribution] {
    var all = attributions
    var beside = Neighbours(count: attributions.count)
    for run in article.runs {
      beside.advance(to: run.tokens.lowerBound, in: all, isDirect: isDirect)
      if run.tokens.contains(where: { covered[$0] }) || !run.isSentence || run.isTitle { continue }
      if let direct = beside.direct, isHeading(run, after: all[direct]) { continue }
      switch joining(run, beside, all) {
      case .part(let place)?: all[place].content.append(run.tokens)
      case .own(let attribution)?:
        all.append(attribution)
        beside.add(all.count - 1)
      case nil: continue
      }
      for token in run.tokens { covered[token] = true }
    }
    return all
  }

  /// The attributions beside a run, as indices in the list of all.
  private struct Neighbours {
    /// Number of attributions that were there before any was added.
    let count: Int
    private var next = 0
    /// The one that ends last before the run.
    private(set) var last: Int?
    /// The one that did so before that.
    private(set) var before: Int?
    /// The last with direct speech.
    private(set) var direct: Int?

    init(count: Int) { self.count = count }

    /// Goes on to the attributions that start up to a token.
    mutating func advance(
      to start: Int, in all: [Attribution], isDirect: (Attribution) -> Bool
    ) {
      while next < count, all[next].content[0].lowerBound <= start {
        if last.map({ all[$0].end <= all[next].end }) ?? true { (before, last) = (last, next) }
        if isDirect(all[next]) { direct = next }
        next += 1
      }
    }

    /// Goes on to an attribution that was made of a run.
    mutating func add(_ place: Int) {
      (before, last) = (last, place)
      direct = place
    }
  }

  /// What becomes of a run.
  private enum Joining {
    /// A further content of the attribution at an index.
    case part(of: Int)
    case own(Attribution)
  }

  /// What becomes of a run; nil if it is no speech.
  private func joining(
    _ run: QuotedRun, _ beside: Neighbours, _ all: [Attribution]
  ) -> Joining? {
    func isAdjacent(_ place: Int) -> Bool { all[place].end <= run.tokens.lowerBound + 1 }
    if let last = beside.last, let before = beside.before, takeTurns(all[before], all[last], run) {
      return .own(
        Attribution(content: [run.tokens], source: all[before].source, rule: "dialogue"))
    }
    if let place = beside.direct, isAdjacent(place), goesOn(all[place], run) {
      return .part(of: place)
    }
    if let lead = announced(run) { return .own(lead) }
    guard run.isSpeech else { return nil }
    if let place = beside.last, isAdjacent(place), sharesSpeaker(all[place], run) {
      return .own(
        Attribution(content: [run.tokens], source: all[place].source, rule: "continued-speaker"))
    }
    return .own(ledIn(run) ?? Attribution(content: [run.tokens], rule: "bare-quote"))
  }

  /// The attribution to the subject of the sentence before: `Khamenei was blunt.` before a paragraph of
  /// speech, a sentence that ends in a colon, or a sentence of the same paragraph.
  private func ledIn(_ run: QuotedRun) -> Attribution? {
    let start = run.tokens.lowerBound
    guard start > 0 else { return nil }
    let own = article.sentences[article.sentence(of: start)]
    guard own.lowerBound == start else { return nil }
    let sentence = article.sentences[article.sentence(of: start - 1)]
    guard let (source, verb) = subject(of: sentence),
      article.words[start - 1] == ":" || article.tags[source.upperBound - 1].isName
        || article.tags[source.upperBound - 1] == .prp
    else { return nil }
    let isNewLine = article.tokens[start].flags.contains(.lineBefore)
    let isColon = article.words[start - 1] == ":"
    let isWhole = article.tokens[sentence.lowerBound].flags.contains(.lineBefore)
    let isShort = isWhole && sentence.count <= 14 && source.lowerBound == sentence.lowerBound
    if isColon || isNewLine && isShort {
      return Attribution(
        content: [run.tokens], cue: verb..<start - (article.tags[start - 1] == .stop ? 1 : 0),
        source: source,
        rule: "lead-in")
    }
    guard !isNewLine else { return nil }
    return Attribution(content: [run.tokens], source: source, rule: "subject-before")
  }

  /// `Kane had a simple answer: "We keep going."`: the attribution of a quotation after a colon to the subject
  /// of the words before it, if these say that an answer or the like follows.
  private func announced(_ run: QuotedRun) -> Attribution? {
    let start = run.tokens.lowerBound
    guard start > 1, article.words[start - 1] == ":" else { return nil }
    let sentence = article.sentences[article.sentence(of: start - 1)]
    guard sentence.lowerBound < start - 1,
      let (source, verb) = subject(of: sentence.lowerBound..<start - 1),
      (sentence.lowerBound..<start - 1).contains(where: { article.isNoun(at: $0, .lead) })
        || isJudged(verb, before: start - 1, source),
      // `For Marin, the answer is simple: "…"`
      !article.isNoun(at: source.upperBound - 1, .lead)
    else { return nil }
    return Attribution(
      content: [run.tokens], cue: verb..<start, source: source, rule: "lead-in")
  }

  /// `Guardiola was blunt: "We were bad."`: whether only an adjective stands between the verb of somebody and the
  /// colon.
  private func isJudged(_ verb: Int, before colon: Int, _ source: Range<Int>) -> Bool {
    guard article.words[verb].isOne(of: ["was", "is", "were", "are", "sounded", "seemed"]),
      article.tags[source.upperBound - 1].isName || article.tags[source.upperBound - 1] == .prp
        || article.isNoun(at: source.upperBound - 1, [.personal, .role, .title, .descriptive]),
      verb + 1 < colon, colon - verb <= 5
    else { return false }
    return article.tags[colon - 1] == .jj
      && (verb + 1..<colon).allSatisfy {
        [.jj, .jjr, .rb, .cc, .comma].contains(article.tags[$0])
      }
  }

  /// The subject and the verb of a sentence without quotations, if the subject is a noun or a pronoun.
  private func subject(of sentence: Range<Int>) -> (source: Range<Int>, verb: Int)? {
    guard sentence.count <= 60, !sentence.contains(where: article.isQuoted) else { return nil }
    let phrases = Phrases(article: article)
    for verb in sentence.dropFirst() where article.tags[verb].isFinite || article.tags[verb] == .md
    {
      var before = verb - 1
      while before > sentence.lowerBound, article.tags[before] == .rb { before -= 1 }
      guard let source = phrases.ending(at: before, from: sentence.lowerBound) else { continue }
      switch article.tags[before] {
      case .nnp, .nnps, .nn, .nns: return (source, verb)
      case .prp where Words.pronouns.contains(article.words[before]): return (source, verb)
      default: continue
      }
    }
    return nil
  }

  /// Whether the content is before its cue, or entirely in quotation marks: such speech can continue.
  private func isDirect(_ attribution: Attribution) -> Bool {
    guard let last = attribution.content.last else { return false }
    switch attribution.rule {
    case "before-cue", "split", "quote-sentence": return true
    default: break
    }
    return article.isQuoted(attribution.content[0].lowerBound)
      && article.isQuoted(last.upperBound - 1)
  }

  /// Whether a run is the sentence after an attribution, possibly at the start of the next paragraph.
  private func goesOn(_ attribution: Attribution, _ run: QuotedRun) -> Bool {
    let (gap, paragraphs) = distance(attribution.end, run.tokens.lowerBound)
    // A line in single marks after speech in double marks is a heading.
    if isSingle(run.tokens.lowerBound), !isSingle(attribution.content[0].lowerBound) {
      return false
    }
    guard gap <= 60, paragraphs <= 1, attribution.source != nil || attribution.rule == "bare-quote"
    else { return false }
    return sentenceEnds(from: attribution.end, before: run.tokens.lowerBound)
  }

  /// Whether a run is a line in single marks in an article with double marks: `'A quiet night.'` after
  /// `“We sail at dawn.”`
  private func isHeading(_ run: QuotedRun, after attribution: Attribution) -> Bool {
    let end = run.tokens.upperBound
    return isSingle(run.tokens.lowerBound) && !isSingle(attribution.content[0].lowerBound)
      && article.tokens[run.tokens.lowerBound].flags.contains(.lineBefore)
      && (end == article.tokens.count || article.tokens[end].flags.contains(.lineBefore))
  }

  /// Whether a token is the single mark of a run.
  private func isSingle(_ token: Int) -> Bool {
    article.words[token].isOne(of: ["'", "‘"]) && article.run(at: token)?.markWidth == 1
  }

  /// Whether a run is the next line of a dialogue: two speakers take turns in short lines.
  private func takeTurns(_ one: Attribution, _ other: Attribution, _ run: QuotedRun) -> Bool {
    guard let first = one.source, let second = other.source,
      article.words[first.upperBound - 1] != article.words[second.upperBound - 1]
    else { return false }
    let end = run.tokens.upperBound
    return isLine(one, before: other.content[0].lowerBound)
      && isLine(other, before: run.tokens.lowerBound)
      && (end == article.tokens.count || article.tokens[end].flags.contains(.lineBefore))
  }

  /// Whether an attribution is a short paragraph that opens with its content, and a paragraph begins at
  /// `next`.
  private func isLine(_ attribution: Attribution, before next: Int) -> Bool {
    let first = attribution.content[0].lowerBound
    return attribution.end <= next && next - first <= Self.line
      && article.isQuoted(first) && article.tokens[first].flags.contains(.lineBefore)
      && article.tokens[next].flags.contains(.lineBefore)
      && distance(attribution.end, next).paragraphs == 1
  }

  /// Maximum length of a line of dialogue, in tokens.
  private static let line = 40

  /// Whether a run can have the same speaker as the attribution before it.
  private func sharesSpeaker(_ attribution: Attribution, _ run: QuotedRun) -> Bool {
    guard attribution.source != nil else { return false }
    let (gap, paragraphs) = distance(attribution.end, run.tokens.lowerBound)
    if paragraphs == 0 { return gap < 30 }
    return paragraphs == 1 && sentenceEnds(from: attribution.end, before: run.tokens.lowerBound)
  }

  /// Number of words and line breaks between two tokens; counting stops when a limit of the rules is passed.
  private func distance(_ end: Int, _ start: Int) -> (words: Int, paragraphs: Int) {
    var words = 0
    var paragraphs = 0
    var token = end
    while token <= start, words <= 60, paragraphs <= 1 {
      let kind = article.tokens[token].kind
      if token < start, kind == .word || kind == .number { words += 1 }
      if token > 0, article.tokens[token].flags.contains(.lineBefore) { paragraphs += 1 }
      token += 1
    }
    return (words, paragraphs)
  }

  /// Whether a sentence begins at `start`, directly after the one that ends an attribution.
  private func sentenceEnds(from end: Int, before start: Int) -> Bool {
    let own = article.sentence(of: end - 1)
    let next = article.sentence(of: start)
    return next == own + 1 && article.sentences[next].lowerBound == start
  }
}
