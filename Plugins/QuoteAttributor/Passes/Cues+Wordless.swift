import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Cue verbs that introduce nobody's words where they are: those of a thing, and those with another object than
/// what is said.
extension Cues {
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
    if entry.kind == .tell, isToldInAside(token, next, sentence) { return true }
    switch entry.lemma {
    case "decline", "refuse":
      return article.tags[next] == .dt || article.tags[next] == .prpS || keepsName(next, sentence)
    case "claim", "profess", "pretend": return isToBeNamed(next, sentence)
    case "say"
    where article.tags[next] == .prpS
      && CueWords.rites.contains(article.word(next + 1)):
      return true
    case "say" where CueWords.greetings.contains(article.words[next]):
      return next + 1 == sentence.upperBound
        || article.words[next + 1].isOne(of: [".", ",", "to", "and"])
    case "echo": return article.tags[next].isName
    case "welcome": return article.tags[next] != .dt && article.tags[next] != .prpS
    case "discuss":
      return isJoint(token, sentence)
        || (next..<min(sentence.upperBound, next + 8)).contains { article.words[$0] == "with" }
    case "advise": return !asksFor(next, sentence)
    case "recall": return isThingAlone(next, sentence) && isForce(next)
    case "announce":
      return isThingAlone(next, sentence) && article.tags[next] == .dt && isPlural(next)
    default: return false
    }
  }

  /// `The captain, who had been told to rest, said`: whether a clause after a relative pronoun says what somebody was
  /// told to do.
  func isToldInAside(_ token: Int, _ next: Int, _ sentence: Range<Int>) -> Bool {
    guard article.words[next] == "to" || article.words[next] == "by", isPassive(token, sentence)
    else {
      return false
    }
    var before = token - 1
    while before > sentence.lowerBound, isPartOfGroup(before) { before -= 1 }
    return article.words[before].isOne(of: ["who", "which"]) || article.words[token - 1] == ","
  }

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

  /// `declined to give his name`: whether what somebody does not do is to say who they are.
  func keepsName(_ next: Int, _ sentence: Range<Int>) -> Bool {
    article.words[next] == "to"
      && (next + 2..<max(next + 2, min(sentence.upperBound, next + 6))).contains {
        article.words[$0].isOne(of: ["name", "names", "surname", "identity"])
      }
  }

  /// `claiming to be Marin`: whether what somebody claims is another's name.
  func isToBeNamed(_ next: Int, _ sentence: Range<Int>) -> Bool {
    article.words[next] == "to" && next + 2 < sentence.upperBound && article.words[next + 1] == "be"
      && article.mention(at: next + 2)?.isPerson == true
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
      CueWords.questions.contains(article.words[$0]) || article.isQuoted($0)
    }.map { article.words[$0] != "," } ?? false
  }

  /// `Experience shows that`, `It mentions cooperation`: whether the subject of a verb that can mean that
  /// something is evident is neither a person nor a text.
  func isOfThing(
    _ token: Int, _ first: Int, _ entry: CueLexicon.Entry, _ sentence: Range<Int>
  ) -> Bool {
    guard first > sentence.lowerBound, CueWords.evident.contains(entry.lemma),
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
}
