import PartOfSpeech
import PostilKit

/// Adds the speaker of each source: the entity that a name, a pronoun or a role refers to, or else the
/// source's own words.
struct Speakers: Pass {
  private let article: TaggedArticle
  private let mentions: [NamedMention]
  /// For each token the number of the mention that covers it, or -1.
  private var mention: [Int32]

  private init(_ article: TaggedArticle) {
    self.article = article
    mentions = article.mentions
    mention = [Int32](repeating: -1, count: article.tokens.count)
    for (index, found) in mentions.enumerated() {
      for token in found.tokens { mention[token] = Int32(index) }
    }
  }

  static func run(on article: inout TaggedArticle) {
    var attributions = article.attributions
    Speakers(article).resolve(&attributions)
    article.attributions = attributions
  }

  /// Sets the speakers of attributions, in reading order of their sources.
  private func resolve(_ attributions: inout [Attribution]) {
    var last: NamedMention?
    var lastSentence = -1
    let order = attributions.indices.sorted { place(attributions[$0]) < place(attributions[$1]) }
    for index in order {
      guard let source = attributions[index].source else { continue }
      let sentence = article.sentence(of: source.lowerBound)
      let near = lastSentence >= sentence - 2
      let found = speaker(source, last: near ? last : nil)
      attributions[index].speaker = found.map(name) ?? words(source)
      attributions[index].speakerId = named(source)?.id
      guard let found else { continue }
      last = found
      lastSentence = sentence
    }
  }

  private func place(_ attribution: Attribution) -> Int {
    attribution.source?.lowerBound ?? attribution.content.first?.lowerBound ?? 0
  }

  private func name(_ mention: NamedMention) -> String {
    mention.entity ?? words(of: mention.name)
  }

  private func words(of tokens: Range<Int>) -> String {
    article.text[article.tokens[tokens.lowerBound], article.tokens[tokens.upperBound - 1]]
  }

  /// The mention that a source refers to.
  private func speaker(_ source: Range<Int>, last: NamedMention?) -> NamedMention? {
    let head = head(of: source)
    let word = article.words[head]
    if source.count == 1, Words.pronouns.contains(word) {
      return antecedent(source.lowerBound, Pronoun(word), last)
    }
    if word.isOne(of: ["who", "which", "that"]) { return relative(source.lowerBound) }
    return role(source, head) ?? named(source)
  }

  /// The mention that covers a source's head.
  private func named(_ source: Range<Int>) -> NamedMention? {
    let index = mention[head(of: source)]
    return index >= 0 ? mentions[Int(index)] : nil
  }

  /// The words of a source that refers to no mention: `a senior official`, without what follows the head.
  private func words(_ source: Range<Int>) -> String? {
    switch article.tags[source.lowerBound] {
    case .prp, .wp, .wdt, .ex, .prpS: return nil
    default: return words(of: source.lowerBound..<head(of: source) + 1)
    }
  }

  /// The last noun before the first comma, preposition or relative pronoun.
  private func head(of source: Range<Int>) -> Int {
    var head = source.lowerBound
    for token in source {
      switch article.tags[token] {
      case .in, .to, .comma, .wp, .wdt, .lrb, .vbg, .cc:
        if token > source.lowerBound { return head }
      case .pos: return head
      default: head = token
      }
    }
    return head
  }

  // MARK: Pronouns

  private struct Pronoun {
    let gender: Gender?
    let isPlural: Bool

    init(_ word: WordKey) {
      isPlural = word.isOne(of: ["they", "them", "their"])
      gender =
        isPlural ? nil : word.isOne(of: ["she", "her"]) ? .female : .male
    }

    func fits(_ mention: NamedMention) -> Bool {
      if isPlural { return !mention.isPerson }
      return mention.isPerson && (mention.gender == nil || mention.gender == gender)
    }
  }

  /// The mention that a pronoun refers to: the subject of the sentences before it, or the last speaker.
  private func antecedent(_ token: Int, _ pronoun: Pronoun, _ last: NamedMention?) -> NamedMention?
  {
    let last = last.flatMap { pronoun.fits($0) ? $0 : nil }
    if pronoun.isPlural { return last }
    let own = article.sentence(of: token)
    for distance in 0...3 where own - distance >= 0 {
      let range = article.sentences[own - distance]
      if distance > 0, let last, range.lowerBound <= last.tokens.lowerBound { return last }
      for at in range where at < token && mention[at] >= 0 && !article.isQuoted(at) {
        let found = mentions[Int(mention[at])]
        if pronoun.fits(found) { return found }
      }
    }
    return last
  }

  /// The name directly before a relative pronoun, or before its comma.
  private func relative(_ token: Int) -> NamedMention? {
    var at = token - 1
    if at >= 0, article.words[at] == "," { at -= 1 }
    return at >= 0 && mention[at] >= 0 ? mentions[Int(mention[at])] : nil
  }

  // MARK: Roles

  /// `the Iranian president`: the last person with that title or apposition.
  private func role(_ source: Range<Int>, _ head: Int) -> NamedMention? {
    guard head > source.lowerBound,
      article.words[source.lowerBound].isOne(of: ["the", "his", "her", "its", "their"]),
      !article.tags[head].isName || article.isNoun(at: head, .role)
    else { return nil }
    let words = (source.lowerBound + 1...head).map { article.words[$0] }
    let next = mentionCount(before: source.lowerBound)
    return mentions[max(0, next - 100)..<next].last { $0.isPerson && hasRole($0, words) }
  }

  /// Whether all words of a role, or a title that it can refer to, are before a name or in apposition after
  /// it.
  private func hasRole(_ mention: NamedMention, _ words: [WordKey]) -> Bool {
    if let last = words.last, let titles = article.lists.nouns.titles(of: last), words.count <= 2,
      before(mention).contains(where: { titles.contains(article.words[$0]) })
    {
      return true
    }
    return words.allSatisfy { word in
      before(mention).contains { article.words[$0] == word }
        || apposition(mention).contains { article.words[$0] == word }
    }
  }

  /// The nouns and adjectives directly before a name's last word.
  private func before(_ mention: NamedMention) -> Range<Int> {
    let end = mention.tokens.upperBound - 1
    var start = mention.tokens.lowerBound
    while start > 0, end - start < 8,
      article.tags[start - 1].isNoun || article.tags[start - 1] == .jj
    { start -= 1 }
    return start..<end
  }

  /// The words between commas after a name.
  private func apposition(_ mention: NamedMention) -> Range<Int> {
    let comma = mention.tokens.upperBound
    guard comma < article.tokens.count, article.words[comma] == "," else { return comma..<comma }
    var end = comma + 1
    while end < article.tokens.count, end - comma < 10, article.words[end] != "," { end += 1 }
    return comma + 1..<end
  }

  /// Number of mentions that begin before a token.
  private func mentionCount(before token: Int) -> Int {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
