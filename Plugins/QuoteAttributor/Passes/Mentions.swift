import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds what is named: the mentions of the entity layer, or names by their capitals if there are none.
struct Mentions: Pass {
  private let article: TaggedArticle

  static func run(on article: inout TaggedArticle) {
    let pass = Mentions(article: article)
    let entities = pass.entities()
    let mentions = entities.isEmpty ? pass.byCapitals() : entities
    article.add(mentions)
    // `[Moody's] said`: no possessive.
    for mention in mentions where article.tags[mention.tokens.upperBound - 1] == .pos {
      article.tags[mention.tokens.upperBound - 1] = .nnp
    }
  }

  /// The mentions of the entity layer, in order.
  private func entities() -> [NamedMention] {
    var mentions: [NamedMention] = []
    var token = 0
    let entities = article.given.filter { $0.layer == .entity && $0.spans.count == 1 }
    for entity in entities.sorted(by: { $0.spans[0] < $1.spans[0] }) {
      let bytes = article.text.bytes(entity.spans[0])
      while token < article.tokens.count, Int(article.tokens[token].end) <= bytes.lowerBound {
        token += 1
      }
      var end = token
      while end < article.tokens.count, Int(article.tokens[end].start) < bytes.upperBound {
        end += 1
      }
      guard end > token, !bytes.isEmpty else { continue }
      mentions.append(
        withGender(
          NamedMention(
            tokens: token..<end, name: token..<end,
            entity: entity.attributes["entity"]?.string ?? article.text[entity.spans[0]],
            id: entity.id.isEmpty ? nil : entity.id, kind: .init(label: entity.label))))
    }
    return withGenders(mentions)
  }

  /// Runs of proper nouns; a surname alone gets the first full name that ends with it.
  private func byCapitals() -> [NamedMention] {
    var mentions: [NamedMention] = []
    var fullByLast = WordKeyTable<Range<Int>>()
    var token = 0
    while token < article.tokens.count {
      guard article.tags[token].isName else {
        token += 1
        continue
      }
      var end = token
      while end < article.tokens.count, continues(end, token) { end += 1 }
      while end > token + 1, !article.tags[end - 1].isName { end -= 1 }
      let title = (token..<end - 1).last { article.isNoun(at: $0, .title) }
      let start = title.map { $0 + 1 } ?? token
      let last = article.words[end - 1]
      let full = fullByLast[last]
      if end - start > 1, full == nil { fullByLast.insert(start..<end, for: last) }
      let isPerson = end - start > 1 || full != nil || start > token || isAlone(start)
      mentions.append(
        withGender(
          NamedMention(
            tokens: start..<end, name: end - start == 1 ? full ?? start..<end : start..<end,
            kind: isPerson ? .person : .organization)))
      token = end
    }
    return withGenders(mentions)
  }

  private func continues(_ token: Int, _ start: Int) -> Bool {
    article.tags[token].isName
      || token > start && article.tags[token] == .hyph
        && !article.tokens[token].flags.contains(.spaceBefore)
  }

  private func isAlone(_ token: Int) -> Bool {
    !article.word(token - 1).isOne(of: ["the", "in"])
  }

  // MARK: Gender

  /// A person's mention with the gender by the title or role before the name, by the forename, or by the
  /// surname's ending.
  private func withGender(_ mention: NamedMention) -> NamedMention {
    guard mention.isPerson else { return mention }
    var mention = mention
    let tokens = mention.tokens
    for token in max(0, tokens.lowerBound - 2)..<tokens.upperBound {
      if let gender = gender(ofRole: article.words[token]) {
        mention.gender = gender
        return mention
      }
    }
    mention.isGenderByForename = true
    mention.gender =
      article.lists.forenames.gender(of: article.words[tokens.lowerBound]) ?? bySurname(tokens)
    return mention
  }

  /// `Ferrer and her husband, Tomás Ibarra`: the gender of who is named before a relative.
  private func owner(of relative: NamedMention, _ before: NamedMention) -> Gender? {
    var noun = relative.tokens.lowerBound - 1
    if noun > 0, article.words[noun] == "," { noun -= 1 }
    guard noun > 0, relative.isPerson, before.tokens.upperBound < noun,
      noun - before.tokens.upperBound <= 4,
      article.isNoun(at: noun, [.male, .female]), article.isNoun(at: noun, .personal)
    else { return nil }
    switch article.words[noun - 1] {
    case "her": return .female
    case "his": return .male
    default: return nil
    }
  }

  private func bySurname(_ tokens: Range<Int>) -> Gender? {
    let last = tokens.upperBound - 1
    return tokens.count > 1 && Forenames.mayBeFemale(surname: article.words[last])
      && Forenames.isFemale(surname: article.text[article.tokens[last]]) ? .female : nil
  }

  /// The gender of a title or a role: `Mrs.`, `spokesman`.
  private func gender(ofRole word: WordKey) -> Gender? {
    if article.isNoun(word, .male) { return .male }
    return article.isNoun(word, .female) ? .female : nil
  }

  /// Gives a surname alone the gender of the full name.
  private func withGenders(_ found: [NamedMention]) -> [NamedMention] {
    var mentions = found
    for index in found.indices.dropFirst() where found[index - 1].isPerson {
      if found[index - 1].gender == nil, let gender = owner(of: found[index], found[index - 1]) {
        mentions[index - 1].gender = gender
      }
    }
    var genders = WordKeyTable<NamedMention>()
    for mention in mentions where mention.isPerson && mention.gender != nil {
      genders.insert(mention, for: article.words[mention.tokens.upperBound - 1])
    }
    for index in mentions.indices where mentions[index].isPerson && mentions[index].gender == nil {
      guard let full = genders[article.words[mentions[index].tokens.upperBound - 1]] else {
        continue
      }
      mentions[index].gender = full.gender
      mentions[index].isGenderByForename = full.isGenderByForename
    }
    return mentions
  }
}
