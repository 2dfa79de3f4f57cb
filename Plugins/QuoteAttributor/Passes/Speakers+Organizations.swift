import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Who kinds of organizations refer to: `the bank`, `the airline`.
extension Speakers {
  /// The organization that a phrase such as `the bank` means: one with the word in its name, or the subject
  /// of the sentence before if any company can be called so.
  func organization(_ phrase: Range<Int>, _ head: Int) -> NamedMention? {
    let next = mentionCount(before: phrase.lowerBound)
    let word = article.words[head]
    let alike = mentions[max(0, next - 100)..<next].filter { one in
      one.kind == .organization && one.tokens.contains { article.words[$0] == word }
    }
    let isPlain = phrase.count == 2 || phrase.count == 3 && isOfKind(phrase.lowerBound + 1)
    if let one = alike.last, isPlain {
      return Set(alike.map(name)).count == 1 ? one : nil
    }
    guard isPlain, article.isNoun(word, [.outlet, .company]) else { return nil }
    let found = subjectBefore(phrase, word) ?? onlyOrganization(before: phrase)
    return found.flatMap { isBody($0) && !word.isOne(of: ["group", "agency", "bank"]) ? nil : $0 }
  }

  /// Whether an organization's name says that it is no company: `European Union`.
  private func isBody(_ one: NamedMention) -> Bool {
    let name = Text(name(one).lowercased())
    return Tokens(name).contains { article.isNoun(WordKey(name[$0]), .body) }
  }

  /// The organization that is the subject of the sentence before a phrase, or that speaks there; the only one
  /// of that sentence, if the word says of what kind it is: `the airline`.
  private func subjectBefore(_ phrase: Range<Int>, _ word: WordKey) -> NamedMention? {
    let own = article.sentence(of: phrase.lowerBound)
    guard own > 0 else { return nil }
    if !word.isOne(of: ["company", "firm", "group", "bank"]) {
      let near = mentions(in: article.sentences[own - 1]).filter { $0.kind == .organization }
      guard Set(near.map(name)).count == 1, word != "agency" else { return nil }
    }
    if let subject = subject(of: own - 1) {
      let named = speakers(in: subject)
      if named.count == 1, named[0].kind == .organization { return named[0] }
    }
    return lastSentence == own - 1 && last.count == 1 && last[0].kind == .organization
      ? last[0] : nil
  }

  /// The only organization named so far, if a sentence has it in its subject, and if it has not called another by
  /// the same word: `Greenpeace said the company had known`.
  private func onlyOrganization(before phrase: Range<Int>) -> NamedMention? {
    let next = mentionCount(before: phrase.lowerBound)
    let named = mentions[max(0, next - 100)..<next].filter { $0.kind == .organization }
    let word = article.words[phrase.upperBound - 1]
    guard let one = named.last, Set(named.map(name)).count == 1,
      named.contains(where: isInSubject) || last.map(name) == [name(one)],
      !(max(0, phrase.lowerBound - 400)..<phrase.lowerBound).contains(where: {
        article.words[$0] == word && !opensSentence($0) && speaks(one, inSentenceOf: $0)
      })
    else { return nil }
    return one
  }

  private func speaks(_ one: NamedMention, inSentenceOf token: Int) -> Bool {
    subject(of: article.sentence(of: token)).map(speakers)?.contains { name($0) == name(one) }
      == true
  }

  private func isInSubject(_ mention: NamedMention) -> Bool {
    subject(of: article.sentence(of: mention.tokens.lowerBound))?.overlaps(mention.tokens) == true
  }

  /// Whether a noun is the second word of its sentence: `The airline`.
  private func opensSentence(_ noun: Int) -> Bool {
    article.sentences[article.sentence(of: noun)].lowerBound >= noun - 1
  }

  /// Whether an adjective says what kind of organization is meant, and not which: `the central bank`.
  private func isOfKind(_ token: Int) -> Bool {
    article.words[token].isOne(of: ["central", "state", "national", "ruling"])
  }
}
