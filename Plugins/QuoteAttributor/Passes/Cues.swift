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
    if tag == .vb, let start = chain(token, sentence) {
      return Cue(
        kind: .verb, tokens: start..<withParticles(token, entry, sentence), head: token,
        entry: entry)
    }
    if tag == .vb, let start = infinitive(token, entry, sentence) {
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

  /// Whether a verb introduces nobody's words: `asked not to be named`, `asked about the leak`, `said hello`,
  /// `declined an invitation`, `recalled its ambassador`.
  func isOfNoWords(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Bool {
    let next = token + 1
    guard next < sentence.upperBound, !article.isQuoted(next) else { return false }
    if asksNotToBeNamed(next) { return true }
    if entry.lemma == "ask", isPassive(token, sentence), !opensQuestion(next, sentence) {
      return true
    }
    switch entry.lemma {
    case "decline", "refuse": return article.tags[next] == .dt || article.tags[next] == .prpS
    case "say" where Self.greetings.contains(article.words[next]):
      return next + 1 == sentence.upperBound
        || article.words[next + 1].isOne(of: [".", ",", "to", "and"])
    case "echo": return article.tags[next].isName
    case "welcome": return article.tags[next] != .dt && article.tags[next] != .prpS
    case "discuss": return isJoint(token, sentence)
    case "advise": return !asksFor(next, sentence)
    case "recall": return isThingAlone(next, sentence) && isForce(next)
    case "announce":
      return isThingAlone(next, sentence) && article.tags[next] == .dt && isPlural(next)
    default: return false
    }
  }

  /// What is said without saying anything that can be reported.
  static let greetings: WordKeySet = [
    "hello", "goodbye", "hi", "thanks", "nothing", "little", "sorry", "prayers", "grace",
  ]

  /// Whether a noun phrase begins at a token and no verb follows it in its clause.
  func isThingAlone(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard [.dt, .prpS, .nns, .nnp, .cd].contains(article.tags[token]),
      let phrase = phrases.starting(at: token, to: sentence.upperBound)
    else { return false }
    let rest =
      phrase.upperBound..<max(phrase.upperBound, min(sentence.upperBound, phrase.upperBound + 4))
    return !rest.contains {
      article.tags[$0].isVerb || article.tags[$0] == .md || article.isQuoted($0)
    }
  }

  /// Whether what somebody advises follows: `advised him to wait`, `advised against it`.
  func asksFor(_ token: Int, _ sentence: Range<Int>) -> Bool {
    (token..<min(sentence.upperBound, token + 9)).contains {
      article.words[$0].isOne(of: ["to", "against", "that"]) || article.isQuoted($0)
    }
  }

  /// Whether a noun phrase at a token is who or what can be called back: `its ambassador`, `9,000 cars`.
  func isForce(_ token: Int) -> Bool {
    var last = token
    while last + 1 < article.tokens.count,
      article.tags[last + 1].isNoun || article.tags[last + 1] == .jj
    {
      last += 1
    }
    return article.isNoun(at: last, .personal)
      || article.words[last].isOne(of: ["troops", "forces"])
      || article.tags[token] == .cd
  }

  /// Whether several people are the subject of a verb, who do together what it says: `They discussed it`.
  func isJoint(_ token: Int, _ sentence: Range<Int>) -> Bool {
    var last = token - 1
    while last > sentence.lowerBound,
      [.rb, .md].contains(article.tags[last]) || isPartOfGroup(last)
    { last -= 1 }
    guard last >= sentence.lowerBound, !article.isQuoted(last) else { return false }
    if article.words[last].isOne(of: ["they", "we", "both"]) || article.tags[last] == .nns {
      return true
    }
    return phrases.ending(at: last, from: sentence.lowerBound)?.contains {
      article.words[$0] == "and"
    } ?? false
  }

  /// Whether the noun phrase at a token has a plural at its head.
  func isPlural(_ token: Int) -> Bool {
    var last = token
    while last + 1 < article.tokens.count,
      article.tags[last + 1].isNoun || article.tags[last + 1] == .jj
    {
      last += 1
    }
    return article.tags[last] == .nns
  }

  /// Whether `not to be named` or the like follows: a wish of the source.
  func asksNotToBeNamed(_ next: Int) -> Bool {
    var token = next
    while token < next + 2, article.word(token).isOne(of: ["not", "that", "he", "she", "they"]) {
      token += 1
    }
    return article.word(token) == "to" && article.word(token + 1) == "be"
      && article.word(token + 2).isOne(of: ["named", "identified", "quoted"])
  }

  /// `who was asked about a cut`, `, asked about it,`: whether a participle says what was done to somebody.
  func isPassive(_ token: Int, _ sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound else { return false }
    let before = article.words[token - 1]
    return before == "," || before == "when" || Words.formsOfBe.contains(before)
  }

  /// Whether a question or a request follows within a few words: `asked by a reporter whether`.
  func opensQuestion(_ token: Int, _ sentence: Range<Int>) -> Bool {
    (token..<min(sentence.upperBound, token + 8)).first {
      article.words[$0].isOne(of: [
        ",", "whether", "if", "what", "why", "how", "when", "where", "who", "to", ":",
      ]) || article.isQuoted($0)
    }.map { article.words[$0] != "," } ?? false
  }

  /// The start of a chain such as `went on to note`, `seemed to confirm` that ends in an infinitive.
  func chain(_ token: Int, _ sentence: Range<Int>) -> Int? {
    var at = token - 1
    while at > sentence.lowerBound, article.tags[at] == .rb { at -= 1 }
    guard at > sentence.lowerBound + 1, article.words[at] == "to", !article.isQuoted(at) else {
      return nil
    }
    at -= 1
    if article.words[at] == "on" { at -= 1 }
    guard at >= sentence.lowerBound, Self.openers.contains(article.words[at]), !article.isQuoted(at)
    else { return nil }
    while at > sentence.lowerBound, !article.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return at
  }

  /// The start of a group such as `are quick to say that` that ends in an infinitive.
  func infinitive(
    _ token: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Int? {
    var at = token - 1
    guard entry.kind == .say || entry.kind == .note || entry.kind == .state,
      at > sentence.lowerBound + 2, article.words[at] == "to", !article.isQuoted(at)
    else { return nil }
    let end = withParticles(token, entry, sentence)
    if article.word(end).isOne(of: [",", ":"]), end + 1 < sentence.upperBound,
      article.run(at: end + 1)?.isSentence == true
    {
      return at
    }
    guard article.word(end) == "that", article.tags[at - 1] == .jj else { return nil }
    at -= 1
    while at > sentence.lowerBound, !article.isQuoted(at - 1), isPartOfGroup(at - 1) { at -= 1 }
    return Words.auxiliaries.contains(article.words[at]) || article.tags[at] == .rb ? at : nil
  }

  /// `Experience shows that`, `It mentions cooperation`: whether the subject of a verb that can mean that
  /// something is evident is neither a person nor a text.
  func isOfThing(
    _ token: Int, _ first: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Bool {
    guard first > sentence.lowerBound, Self.evident.contains(entry.lemma),
      !article.isQuoted(first - 1)
    else { return false }
    let subject = first - 1
    if entry.lemma.isOne(of: ["highlight", "underline", "underscore", "echo"]) {
      let isSpeaker =
        article.tags[subject].isName || article.tags[subject] == .prp
        || article.isNoun(at: subject, [.personal, .writing, .official, .collective])
      return !isSpeaker || !article.tags[token].isFinite
    }
    if article.words[subject].isOne(of: ["it", "this", "that", "which"]) {
      let hasVerb = (token + 1..<sentence.upperBound).contains { article.tags[$0].isFinite }
      return (entry.kind == .judge || entry.kind == .hold) && !hasVerb
    }
    return article.tags[subject] == .nn && article.isNoun(at: subject, .evidence)
  }

  /// Verbs whose subject can be what makes something evident.
  static let evident: WordKeySet = [
    "show", "prove", "demonstrate", "indicate", "suggest", "imply", "mention", "reflect", "reveal",
    "signal", "confirm", "highlight", "underline", "underscore", "echo",
  ]

  /// Verbs before the infinitive of a cue.
  static let openers: WordKeySet = [
    "goes", "went", "go", "going", "gone", "continues", "continued", "continue", "continuing",
    "seemed",
    "seems", "appeared", "appears", "began", "begins", "proceeded", "refused", "refuses",
    "threatened",
    "came", "rushed", "hastened", "sought",
  ]

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

  /// Verbs before `as saying`: who is quoted says it.
  static let relaying: WordKeySet = [
    "quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing",
  ]

  /// The lexicon's entry; `put it` is a cue, `cited` before `as saying` is not.
  func entry(
    _ token: Int, _ sentence: Range<Int>, _ hasRun: Bool
  ) -> CueLexicon.Entry? {
    let word = article.words[token]
    if word == "put" || word == "puts", article.word(token + 1) == "it" {
      return .init(lemma: "put", kind: .say, share: 0.9, particles: CueLexicon.it)
    }
    if word == "called", token > sentence.lowerBound, article.words[token - 1] == "so" {
      return nil
    }
    let isBesideSpeech =
      hasRun
      && (followsSpeech(token, sentence) || precedesSpeech(token, sentence)
        || opensTag(token, sentence))
    if Self.relaying.contains(word), saying(token, sentence) != nil { return nil }
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
