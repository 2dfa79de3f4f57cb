import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Who pronouns refer to.
extension Speakers {
  /// Who a source that is a pronoun refers to; nil for other sources.
  func pronoun(_ source: Range<Int>) -> Decision? {
    let token = source.lowerBound
    let found: [NamedMention]
    switch article.words[token] {
    case "who", "which", "that": return relative(token)
    case _ where source.count > 1: return nil
    case "he", "him", "his": found = person(before: token, .male).map { [$0] } ?? []
    case "she", "her": found = person(before: token, .female).map { [$0] } ?? []
    case "it": found = organization(before: token).map { [$0] } ?? []
    case "they", "them", "their": found = several(before: token)
    default: return article.tags[token] == .prp || article.tags[token] == .prpS ? .nobody : nil
    }
    return found.isEmpty ? .nobody : .named(found, .pronoun)
  }

  /// Who the phrase before a relative pronoun names.
  private func relative(_ token: Int) -> Decision {
    var end = token - 1
    if end >= 0, article.words[end] == "," { end -= 1 }
    let first = article.sentences[article.sentence(of: token)].lowerBound
    guard end >= first, !article.isQuoted(end) else { return .nobody }
    guard let phrase = phrases.ending(at: end, from: first), !isPronoun(phrase.lowerBound) else {
      return .nobody
    }
    let isWho = article.words[token] == "who"
    switch decision(phrase) {
    case .named(let found, _) where isWho || !found.contains(where: \.isPerson):
      return .named(found, .relative)
    case .words(let words) where isWho && isPersonal(words.upperBound - 1): return .words(words)
    case .words(let words) where isWho && article.tags[words.upperBound - 1] == .nns:
      return .words(words)
    default: return .nobody
    }
  }

  private func isPronoun(_ token: Int) -> Bool {
    [.prp, .wp, .wdt, .ex].contains(article.tags[token])
  }

  // MARK: He and she

  /// The person that `he` or `she` at a token refers to: named earlier in the sentence, the subject of one of
  /// the sentences before it, the last speaker, or the only person so far.
  func person(before token: Int, _ gender: Gender) -> NamedMention? {
    let own = article.sentence(of: token)
    if answers, hasAsked { return asked(gender) }
    let speaker = last.count == 1 && fits(last[0], gender) ? last.first : nil
    for distance in 0...3 where own - distance >= 0 {
      let sentence = own - distance
      if distance > 0, let speaker, lastSentence >= sentence {
        return mayMeanUnnamed(gender) ? nil : speaker
      }
      if distance > 0, let unnamed = unnamedSubject(of: sentence, gender) {
        guard case .named(let found, _) = decision(unnamed) else { return nil }
        return found.count == 1 ? found.first : nil
      }
      for found in mentions(in: article.sentences[sentence])
      where found.tokens.upperBound <= token && fits(found, gender)
        && isTopic(found, own: distance == 0)
      {
        return isRivalled(found, before: token, gender) ? nil : found
      }
    }
    if lastSentence >= own - 3, let speaker { return speaker }
    return only(before: token).flatMap {
      // Who is asked answers, if the only name is of the other gender.
      !fits($0, gender) && hasAsked || isRivalled($0, before: token, gender) ? nil : $0
    }
  }

  /// `Marsh asked Costa why. "No reason," he replied`: the person who was asked, if named.
  private func asked(_ gender: Gender) -> NamedMention? {
    guard let addressee else { return nil }
    let found = speakers(in: addressee)
    return found.count == 1 && fits(found[0], gender) ? found.first : nil
  }

  /// Whether somebody who is not named has spoken last, and can be meant: `"No," said a neighbour. "Never,"
  /// he added.`
  private func mayMeanUnnamed(_ gender: Gender) -> Bool {
    unnamed.map { !article.isNoun(at: $0, gender == .male ? .female : .male) } ?? false
  }

  func fits(_ mention: NamedMention, _ gender: Gender) -> Bool {
    guard mention.isPerson else { return false }
    let known = mention.gender ?? genderOf[name(mention)]
    return known == nil || known == gender
  }

  /// Whether a pronoun can refer to a mention: it is not quoted, no owner, and not in a phrase before the
  /// subject of the pronoun's own sentence.
  private func isTopic(_ mention: NamedMention, own: Bool) -> Bool {
    !article.isQuoted(mention.tokens.lowerBound) && !isOwner(mention)
      && !(own && isFronted(mention))
  }

  /// `After meeting [Xi Jinping], he`: whether a mention is in a phrase without a verb of its own at the
  /// start of its sentence.
  private func isFronted(_ mention: NamedMention) -> Bool {
    let first = article.sentences[article.sentence(of: mention.tokens.lowerBound)].lowerBound
    switch article.tags[first] {
    case .in, .vbg, .vbn, .to, .rb, .wrb: break
    default: return false
    }
    let next = mention.tokens.upperBound
    return next < article.tokens.count && !article.tags[next].isFinite && article.tags[next] != .md
      && !(first..<next).contains { article.words[$0] == "," }
  }

  /// The only person named before a token, if there is one, whatever the forename says of the gender.
  private func only(before token: Int) -> NamedMention? {
    let people = mentions[max(0, mentionCount(before: token) - 100)..<mentionCount(before: token)]
      .filter { $0.isPerson }
    guard let one = people.last, Set(people.map(name)).count == 1,
      one.gender == nil || one.isGenderByForename
    else { return nil }
    return one
  }

  /// The subject of a sentence, if it is one person who is not named: `The minister met Macron.`
  private func unnamedSubject(of number: Int, _ gender: Gender) -> Range<Int>? {
    guard let subject = subject(of: number), mentions(in: subject).allSatisfy(isOwner),
      let head = head(of: subject), article.tags[head] == .nn, isPersonal(head),
      !article.isNoun(at: head, gender == .male ? .female : .male)
    else { return nil }
    return subject
  }

  /// The subject of a sentence: the phrase before its first verb.
  func subject(of number: Int) -> Range<Int>? {
    let sentence = article.sentences[number]
    for verb in sentence.dropFirst().prefix(40) where !article.isQuoted(verb) {
      guard article.tags[verb].isFinite || article.tags[verb] == .md else { continue }
      var before = verb - 1
      while before > sentence.lowerBound, article.tags[before] == .rb { before -= 1 }
      return phrases.isHead(before) && !article.isQuoted(before)
        ? phrases.ending(at: before, from: sentence.lowerBound) : nil
    }
    return nil
  }

  // MARK: It and they

  /// The organization or place that `it` at a token refers to: who spoke last, or the subject of the
  /// sentence before.
  private func organization(before token: Int) -> NamedMention? {
    let own = article.sentence(of: token)
    for sentence in [own, own - 1] where sentence >= 0 {
      if sentence < own, lastSentence >= sentence {
        return last.count == 1 && last[0].isCollective ? last[0] : nil
      }
      guard let subject = subject(of: sentence), subject.upperBound <= token else { continue }
      guard !isPronoun(subject.lowerBound),
        case .named(let found, _) = decision(subject), found.count == 1, found[0].isCollective
      else { return nil }
      return found[0]
    }
    return nil
  }

  /// Whom `they` at a token refers to: several who spoke last or are the subject of the sentence before, or
  /// an organization.
  private func several(before token: Int) -> [NamedMention] {
    let own = article.sentence(of: token)
    if lastSentence >= own - 1 {
      return last.count > 1 || last.allSatisfy({ !$0.isPerson }) ? last : []
    }
    guard own > 0, let subject = subject(of: own - 1) else { return [] }
    let found = speakers(in: subject)
    return found.count > 1 ? found : []
  }

  /// Number of mentions that begin before a token.
  func mentionCount(before token: Int) -> Int {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
