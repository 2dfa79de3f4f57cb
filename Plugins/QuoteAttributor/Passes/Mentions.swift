import PartOfSpeech
import PostilKit

/// Adds what is named: the mentions of the entity layer, or names by their capitals if there are none.
struct Mentions: Pass {
  private let article: TaggedArticle

  static func run(on article: inout TaggedArticle) {
    let pass = Mentions(article: article)
    let entities = pass.entities()
    let mentions = entities.isEmpty ? pass.byCapitals() : entities
    article.mentions = mentions
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
      let isPerson = entity.label == "PER" || entity.label == "PERSON"
      mentions.append(
        NamedMention(
          tokens: token..<end, name: token..<end,
          entity: entity.attributes["entity"]?.string ?? article.text[entity.spans[0]],
          id: entity.id.isEmpty ? nil : entity.id, isPerson: isPerson,
          gender: isPerson ? gender(token..<end) : nil))
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
        NamedMention(
          tokens: start..<end, name: end - start == 1 ? full ?? start..<end : start..<end,
          isPerson: isPerson, gender: isPerson ? gender(start..<end) : nil))
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

  /// The gender by the title or role before a name, by the forename, or by the surname's ending.
  private func gender(_ tokens: Range<Int>) -> Gender? {
    for token in max(0, tokens.lowerBound - 2)..<tokens.upperBound {
      if let gender = gender(ofRole: article.words[token]) { return gender }
    }
    if let gender = article.lists.forenames.gender(of: article.words[tokens.lowerBound]) {
      return gender
    }
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
  private func withGenders(_ mentions: [NamedMention]) -> [NamedMention] {
    var genders = WordKeyTable<Gender>()
    for mention in mentions where mention.isPerson {
      guard let gender = mention.gender else { continue }
      genders.insert(gender, for: article.words[mention.tokens.upperBound - 1])
    }
    var mentions = mentions
    for index in mentions.indices where mentions[index].isPerson && mentions[index].gender == nil {
      mentions[index].gender = genders[article.words[mentions[index].tokens.upperBound - 1]]
    }
    return mentions
  }
}
