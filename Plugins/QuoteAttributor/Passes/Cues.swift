import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds the cues: the words that say that something is said.
struct Cues: Pass {
  let article: TaggedArticle
  let lexicon: CueLexicon
  let phrases: Phrases

  private init(_ article: TaggedArticle) {
    self.article = article
    lexicon = article.lists.cues
    phrases = Phrases(article: article)
  }

  static func run(on article: inout TaggedArticle) {
    let pass = Cues(article)
    var cues: [Cue] = []
    article.cuesOfSentence = article.sentences.map { sentence in
      let first = cues.count
      pass.find(sentence, &cues)
      return first..<cues.count
    }
    article.cues = cues
  }

  /// Adds the cues of a sentence, in order.
  func find(_ sentence: Range<Int>, _ cues: inout [Cue]) {
    let hasRun = article.hasRun(beside: sentence)
    for token in sentence where !article.isQuoted(token) {
      let tag = article.tags[token]
      if tag.isVerb || tag == .nns, let cue = verb(token, sentence, hasRun) {
        cues.append(cue)
      } else if article.words[token] == "according", let cue = according(token) {
        cues.append(cue)
      }
    }
  }

  /// `according to`, unless a plan or the like follows.
  func according(_ token: Int) -> Cue? {
    guard article.word(token + 1) == "to",
      !article.word(token + 2).isOne(of: ["plan", "plans", "schedule", "custom", "law", "taste"])
    else { return nil }
    return Cue(
      kind: .according, tokens: token..<token + 2, head: token,
      entry: .init(lemma: "according", kind: .say, share: 0.94))
  }

  func verb(_ token: Int, _ sentence: Range<Int>, _ hasRun: Bool) -> Cue? {
    let tag = article.tags[token]
    guard tag.isVerb || isMistagged(token, sentence), let entry = entry(token, sentence, hasRun)
    else { return nil }
    if isAttributive(token, sentence) || isOfNoWords(token, entry, sentence) { return nil }
    if tag == .vbg, token > sentence.lowerBound, article.tags[token - 1] == .dt { return nil }
    if tag == .vb, let start = chain(token, sentence) ?? infinitive(token, entry, sentence) {
      return Cue(
        kind: .verb, tokens: start..<withParticles(token, entry, sentence), head: token,
        entry: entry)
    }
    if tag == .vb {
      let before = token > sentence.lowerBound ? token - 1 : token
      guard
        article.tags[before] == .md || article.tags[before] == .rb
          || Words.formsOfDo.contains(article.words[before])
      else { return nil }
    }
    var first = token
    while first > sentence.lowerBound, !article.isQuoted(first - 1), isPartOfGroup(first - 1) {
      first -= 1
    }
    if entry.kind == .hold, !isHeld(token, sentence) { return nil }
    if isOfThing(token, first, entry, sentence) { return nil }
    if entry.kind == .speak, withParticles(token, entry, sentence) == token + 1 { return nil }
    // `a speech denouncing the plan`: describes the noun and introduces nobody's words.
    if tag == .vbg, entry.kind == .judge, first == token, token > sentence.lowerBound,
      article.tags[token - 1].isNoun, !article.isNoun(at: token - 1, .writing)
    {
      return nil
    }
    if isReduced(token, first, entry, sentence) { return nil }
    return Cue(
      kind: .verb, tokens: first..<withParticles(token, entry, sentence), head: token, entry: entry)
  }

  /// Whether a form in -s is wrongly tagged as a noun: it is between a name and what can only follow a verb.
  func isMistagged(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound,
      article.words[token].ends(in: "s")
    else { return false }
    let before = article.tags[token - 1]
    guard
      before.isNoun || before == .prp || before == .rrb || before == .comma || before == .wp
        || before == .cc
    else { return false }
    let next = article.tags[token + 1]
    if article.words[token + 1] == "that" { return true }
    if article.words[token + 1] == ":", before != .cc, article.run(at: token + 2) != nil {
      return true
    }
    if article.words[token + 1] == "to", article.word(token + 2) == "have" { return true }
    if before.isNoun, article.run(at: token + 1)?.isSentence == true, !hasVerb(sentence) {
      return true
    }
    guard before.isName || before == .prp || before == .rrb || before == .comma else {
      return false
    }
    if next == .prp || next == .dt || next == .prpS || article.isQuoted(token + 1) { return true }
    return before.isName && !hasVerb(sentence)
  }

  /// Whether a sentence has a finite verb outside quotations.
  func hasVerb(_ sentence: Range<Int>) -> Bool {
    sentence.contains {
      !article.isQuoted($0) && (article.tags[$0].isFinite || article.tags[$0] == .md)
    }
  }

  /// The lexicon's entry; `put it` is a cue, `cited` before `as saying` is not.
  func entry(
    _ token: Int, _ sentence: Range<Int>, _ hasRun: Bool
  ) -> CueLexicon.Entry? {
    let word = article.words[token]
    if word == "put" || word == "puts", article.word(token + 1) == "it" {
      return .init(lemma: "put", kind: .say, share: 0.9, particles: CueLexicon.it)
    }
    if word.isOne(of: ["made", "make", "makes", "making"]) {
      let next = article.word(token + 1) == "it" ? token + 2 : token + 1
      if next < sentence.upperBound, article.words[next].isOne(of: ["clear", "plain"]) {
        return .init(lemma: "make", kind: .note, share: 0.8, particles: CueLexicon.clear)
      }
    }
    if word == "called", token > sentence.lowerBound, article.words[token - 1] == "so" {
      return nil
    }
    let isBesideSpeech =
      hasRun
      && (followsSpeech(token, sentence) || precedesSpeech(token, sentence)
        || opensTag(token, sentence))
    if CueWords.relaying.contains(word), saying(token, sentence) != nil { return nil }
    guard let entry = lexicon.entry(word) else {
      return isBesideSpeech && !Words.auxiliaries.contains(word)
        ? .init(lemma: word, kind: .say, share: 0.5) : nil
    }
    if isBesideSpeech, !entry.kind.isFree {
      return .init(lemma: entry.lemma, kind: .say, share: entry.share, particles: entry.particles)
    }
    return entry
  }
}
