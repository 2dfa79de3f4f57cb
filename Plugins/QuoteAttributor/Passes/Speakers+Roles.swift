import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Who roles and descriptions refer to.
extension Speakers {
  /// Who a phrase without a name at its head refers to, or its words.
  func common(_ phrase: Range<Int>) -> Decision {
    guard let head = head(of: phrase) else { return .nobody }
    let isDefinite = article.words[phrase.lowerBound].isOne(of: ["the", "its", "their"])
    if isDefinite, isDescription(phrase) {
      return described(phrase, head).map { .named([$0], .description) } ?? .nobody
    }
    if isDefinite, isPersonal(head), article.tags[head] != .nns, article.tags[head] != .nnps {
      if let one = bearer(phrase, head) ?? boss(phrase, head) { return .named([one], .role) }
      return hasComplement(phrase, head) ? .words(phrase) : .nobody
    }
    if isDefinite, article.isNoun(at: head, .collective),
      let one = organization(phrase, head)
    {
      return .named([one], .organization)
    }
    return words(phrase, head)
  }

  /// The words of a source that refers to no mention: `a senior official`, without what follows the head.
  private func words(_ phrase: Range<Int>, _ head: Int) -> Decision {
    switch article.tags[phrase.lowerBound] {
    case .prp, .wp, .wdt, .ex, .prpS: return .nobody
    default: break
    }
    // `Sinopec and PetroChina`, one of which is no mention: both speak.
    if article.tags[head].isName, head + 1 < phrase.upperBound, article.tags[head + 1] == .cc,
      !isPersonal(head)
    {
      return .words(phrase)
    }
    switch article.tags[head] {
    case .dt where article.words[head].isOne(of: ["the", "a", "an"]): return .nobody
    case .dt, .cd, .in: return .words(phrase)
    default: return .words(phrase.lowerBound..<head + 1)
    }
  }

  /// Whether a phrase says more of its head than the words before it: `the director of the museum`.
  private func hasComplement(_ phrase: Range<Int>, _ head: Int) -> Bool {
    head + 1 < phrase.upperBound || head > phrase.lowerBound + 2
      || phrase.dropFirst().dropLast().contains { article.tags[$0].isName }
  }

  // MARK: Roles

  /// The person who bears a role: the only one so far, or the only one of this sentence and the one before.
  private func bearer(_ phrase: Range<Int>, _ head: Int) -> NamedMention? {
    let words = content(of: phrase)
    let next = mentionCount(before: phrase.lowerBound)
    let bearers = mentions[max(0, next - 100)..<next].filter {
      $0.isPerson && hasRole($0, words, head, before: phrase.lowerBound)
    }
    guard let one = bearers.last, Set(bearers.map(name)).count > 1 else { return bearers.last }
    let own = article.sentence(of: phrase.lowerBound)
    let near = mentions[max(0, next - 100)..<next].filter { other in
      article.sentence(of: other.tokens.lowerBound) >= own - 1
        && bearers.contains { name($0) == name(other) }
    }
    return Set(near.map(name)) == [name(one)] ? one : nil
  }

  /// The nouns and adjectives of a phrase.
  private func content(of phrase: Range<Int>) -> [Int] {
    phrase.filter {
      let tag = article.tags[$0]
      return tag.isNoun || tag == .jj || tag == .vbg || tag == .vbn
    }
  }

  /// Whether all words of a role, or a title that it can refer to, are said of a person.
  private func hasRole(_ mention: NamedMention, _ words: [Int], _ head: Int, before limit: Int)
    -> Bool
  {
    let said = description(of: mention, before: limit)
    if said.isEmpty || isFormer(said) && !isFormer(words) { return false }
    if let titles = epithet(words), said.contains(where: { titles.contains(article.words[$0]) }) {
      return true
    }
    let titles = article.lists.nouns.titles(of: article.words[head])
    return words.allSatisfy { word in
      said.contains {
        article.words[$0] == article.words[word]
          || article.lists.peoples.isOne(article.words[$0], article.words[word])
          || word == head && titles?.contains(article.words[$0]) == true
      }
    }
  }

  /// Whether words say that somebody bore a role before, so that who bears it is another.
  private func isFormer(_ tokens: [Int]) -> Bool {
    tokens.contains { article.words[$0].isOne(of: ["former", "ex", "ousted", "late"]) }
  }

  /// The titles that several words together can refer to: `supreme leader`, an ayatollah.
  private func epithet(_ words: [Int]) -> WordKeySet? {
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    let phrase = article.text[article.tokens[first], article.tokens[last]].lowercased()
    return article.lists.nouns.titles(of: WordKey(phrase))
  }

  /// The tokens that say what a person is: before the name and in apposition.
  func description(of mention: NamedMention, before limit: Int) -> [Int] {
    Array(titles(before: mention)) + Array(apposition(after: mention, before: limit))
      + Array(apposition(before: mention))
  }

  /// The words before a name that belong to it, with the name's words but the last: `President of Belarus`.
  private func titles(before mention: NamedMention) -> Range<Int> {
    let end = mention.tokens.upperBound - 1
    var start = mention.tokens.lowerBound
    let mayPass = start > 0 && !isPersonal(start - 1)
    while start > 0, end - start < 12, !article.isQuoted(start - 1) {
      let tag = article.tags[start - 1]
      guard
        tag.isNoun || tag == .jj || tag == .pos || tag == .dt || tag == .hyph || tag == .afx
          || mayPass && (tag == .in || tag == .to)
      else { break }
      start -= 1
    }
    return start..<end
  }

  /// The words between commas after a name; none if nothing closes them before `limit`.
  private func apposition(after mention: NamedMention, before limit: Int) -> Range<Int> {
    let comma = mention.tokens.upperBound
    guard comma < article.tokens.count, article.words[comma].isOne(of: [",", "("]) else {
      return comma..<comma
    }
    var end = comma + 1
    while end < limit, end - comma < 14, !closes(end) { end += 1 }
    guard end < limit, closes(end), !article.tags[comma + 1].isVerb, !article.isQuoted(comma + 1),
      article.tags[comma + 1] != .cc
    else { return comma..<comma }
    return comma + 1..<end
  }

  private func closes(_ token: Int) -> Bool {
    article.words[token].isOne(of: [",", ")", ";", "who"]) || article.tags[token] == .stop
  }

  /// `the interior minister, [Suleyman Soylu],`: the phrase before the comma of a name in commas.
  private func apposition(before mention: NamedMention) -> Range<Int> {
    let comma = mention.tokens.lowerBound - 1
    let after = mention.tokens.upperBound
    guard comma > 0, article.words[comma] == ",", after < article.tokens.count, closes(after),
      phrases.isHead(comma - 1), !article.isQuoted(comma - 1),
      let phrase = phrases.ending(
        at: comma - 1, from: article.sentences[article.sentence(of: comma)].lowerBound)
    else { return 0..<0 }
    return mentions(in: phrase).contains(where: { $0.isPerson && !isOwner($0) }) ? 0..<0 : phrase
  }

  /// `the Tesla boss`: the subject of the sentence before, or who spoke last, if nobody else is named so far.
  private func boss(_ phrase: Range<Int>, _ head: Int) -> NamedMention? {
    guard article.words[head].isOne(of: ["boss", "chief", "ceo", "head", "founder", "co-founder"]),
      head > phrase.lowerBound + 1, head + 1 == phrase.upperBound,
      mentions(in: phrase).contains(where: { $0.kind == .organization })
    else { return nil }
    let next = mentionCount(before: phrase.lowerBound)
    let people = mentions[max(0, next - 100)..<next].filter(\.isPerson)
    guard let one = people.last, Set(people.map(name)).count == 1,
      article.sentence(of: one.tokens.lowerBound) >= article.sentence(of: phrase.lowerBound) - 2
    else { return nil }
    return description(of: one, before: phrase.lowerBound).contains {
      article.isNoun(at: $0, [.role, .title]) && article.words[$0] != article.words[head]
    } ? nil : one
  }

  // MARK: Descriptions

  /// Whether a phrase describes the person spoken of: `the Spaniard`, `the 23-year-old`, `the actress`.
  func isDescription(_ phrase: Range<Int>) -> Bool {
    guard article.words[phrase.lowerBound] == "the", let head = head(of: phrase), phrase.count <= 7,
      !phrase.contains(where: { article.tags[$0] == .in || article.tags[$0] == .pos })
    else { return false }
    if article.isNoun(at: head, .descriptive) { return true }
    if article.words[phrase.upperBound - 1] == "old", phrase.count > 4 { return true }
    // `the 22-year-old Jamaican`
    let end = phrase.upperBound - 1
    if article.words[end - 1] == "old", article.lists.peoples.has(article.words[end]) {
      return true
    }
    return head == phrase.lowerBound + 1 && article.lists.peoples.has(article.words[head])
      && article.tokens[head].isCapital && mayBeOne(article.words[head])
  }

  /// Whether the word for a people can mean one person: `Italian`, and neither `Italians` nor `French`.
  private func mayBeOne(_ word: WordKey) -> Bool {
    !word.ends(in: "s") && !word.ends(in: "sh") && !word.ends(in: "ch") && !word.ends(in: "se")
  }

  /// The person whom a description means: said to be so, or spoken of just before.
  private func described(_ phrase: Range<Int>, _ head: Int) -> NamedMention? {
    if let one = bearer(phrase, head) { return one }
    guard let one = spokenOf(phrase, head), !isIntroduced(head, phrase, after: one),
      !isOneOfTwo(one, phrase)
    else { return nil }
    return one
  }

  /// Whether somebody who is not named was introduced by the description's noun, or, if it tells an age, by any.
  private func isIntroduced(_ head: Int, _ phrase: Range<Int>, after one: NamedMention) -> Bool {
    let isAge = article.tags[head] == .cd || article.words[phrase.upperBound - 1] == "old"
    if isAge { return isRivalled(one, before: phrase.lowerBound, nil) }
    return introduces(article.words[head], before: phrase.lowerBound)
  }

  /// `Marin said after losing to Costa. The Italian said`: whether a word for a people can mean another than who
  /// spoke last, and nothing says of what people either is.
  private func isOneOfTwo(_ one: NamedMention, _ phrase: Range<Int>) -> Bool {
    let own = article.sentence(of: phrase.lowerBound)
    guard lastSentence >= own - 1, let people = people(in: phrase),
      !isSaidToBe(people, one, before: phrase.lowerBound)
    else { return false }
    return mentions(in: article.sentences[max(0, own - 1)].lowerBound..<phrase.lowerBound).contains
    {
      $0.isPerson && !isOwner($0) && !article.isQuoted($0.tokens.lowerBound)
        && name($0) != name(one)
        && mayBe(people, $0, before: phrase.lowerBound)
    }
  }

  /// Whether something says that a person is of a people.
  private func isSaidToBe(_ people: WordKey, _ one: NamedMention, before limit: Int) -> Bool {
    peopleOf[name(one)] != nil
      || description(of: one, before: limit).contains {
        article.words[$0] == people || article.lists.peoples.isOne(article.words[$0], people)
      }
  }

  /// The person spoken of just before a description that can be meant by it.
  private func spokenOf(_ phrase: Range<Int>, _ head: Int) -> NamedMention? {
    let gender: Gender? =
      article.isNoun(at: head, .female) ? .female : article.isNoun(at: head, .male) ? .male : nil
    let people = people(in: phrase)
    let mayBe = { (one: NamedMention) in
      one.isPerson && (gender.map { self.fits(one, $0) } ?? true)
        && (people.map { self.mayBe($0, one, before: phrase.lowerBound) } ?? true)
    }
    let own = article.sentence(of: phrase.lowerBound)
    for sentence in [own, own - 1, own - 2] where sentence >= 0 {
      if sentence < own, lastSentence >= sentence {
        return spoken.count == 1 && mayBe(spoken[0]) ? spoken[0] : nil
      }
      guard let subject = subject(of: sentence), subject.upperBound <= phrase.lowerBound else {
        continue
      }
      let named = speakers(in: subject)
      if named.count == 1, mayBe(named[0]) { return named[0] }
      // `the Italian`, where the subject is of another people: the only other person of the sentence.
      if people != nil, named.count == 1 {
        let others = mentions(in: article.sentences[sentence]).filter {
          $0.tokens.upperBound <= phrase.lowerBound && mayBe($0)
        }
        return Set(others.map(name)).count == 1 ? others.first : nil
      }
    }
    return onlyPerson(phrase).flatMap { mayBe($0) ? $0 : nil }
  }

  /// `Beyoncé's album is out. "It is about freedom," the singer said.`: the only person named so far, in this sentence
  /// or in the one before.
  private func onlyPerson(_ phrase: Range<Int>) -> NamedMention? {
    let next = mentionCount(before: phrase.lowerBound)
    let people = mentions[max(0, next - 100)..<next].filter(\.isPerson)
    guard let one = people.last, Set(people.map(name)).count == 1, !(answers && hasAsked),
      article.sentence(of: one.tokens.lowerBound) >= article.sentence(of: phrase.lowerBound) - 1
    else { return nil }
    return one
  }

  /// Whether nothing says that a person is of another people.
  private func mayBe(_ people: WordKey, _ one: NamedMention, before limit: Int) -> Bool {
    if let other = peopleOf[name(one)] {
      return article.lists.peoples.isOne(other, people) || other == people
    }
    let others = description(of: one, before: limit).filter {
      article.tokens[$0].isCapital && article.lists.peoples.has(article.words[$0])
    }
    return others.isEmpty
      || others.contains {
        article.words[$0] == people || article.lists.peoples.isOne(article.words[$0], people)
      }
  }
}
