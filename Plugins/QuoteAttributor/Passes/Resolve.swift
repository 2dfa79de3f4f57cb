import PostilKit
import PartOfSpeech

/// Pass 7: finds the speaker behind a source: a name, a pronoun, a role; or the source's own words.
struct Resolve {
  private let reading: Reading
  private let phrases: Phrases
  private let mentions: [Mention]
  /// For each token the mention that covers it, or -1.
  private var mention: [Int32]

  /// Takes what is named, in order.
  init(_ reading: Reading, _ mentions: [Mention]) {
    self.reading = reading
    self.mentions = mentions
    phrases = Phrases(reading: reading)
    mention = [Int32](repeating: -1, count: reading.tokens.count)
    for (index, found) in mentions.enumerated() {
      for token in found.tokens { mention[token] = Int32(index) }
    }
  }

  /// Names the speakers of attributions in reading order of their sources.
  func resolve(_ attributions: inout [Attribution]) {
    var last: Mention?
    var lastSentence = -1
    let order = attributions.indices.sorted { place(attributions[$0]) < place(attributions[$1]) }
    for index in order {
      guard let source = attributions[index].source else { continue }
      let sentence = reading.sentence(of: source.lowerBound)
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

  private func name(_ mention: Mention) -> String {
    mention.entity ?? words(of: mention.name)
  }

  private func words(of tokens: Range<Int>) -> String {
    reading.text[reading.tokens[tokens.lowerBound], reading.tokens[tokens.upperBound - 1]]
  }

  /// Who speaks, if it is somebody named.
  private func speaker(_ source: Range<Int>, last: Mention?) -> Mention? {
    let head = head(of: source)
    let word = reading.words[head]
    if source.count == 1, Words.pronouns.contains(word) {
      return antecedent(source.lowerBound, Pronoun(word), last)
    }
    if word.isOne(of: ["who", "which", "that"]) { return relative(source.lowerBound) }
    return role(source, head) ?? named(source)
  }

  /// The mention that covers a source's head.
  private func named(_ source: Range<Int>) -> Mention? {
    let index = mention[head(of: source)]
    return index >= 0 ? mentions[Int(index)] : nil
  }

  /// The words of a source that names nobody: `a senior official`, without what describes it.
  private func words(_ source: Range<Int>) -> String? {
    switch reading.tags[source.lowerBound] {
    case .prp, .wp, .wdt, .ex, .prpS: return nil
    default: return words(of: source.lowerBound..<head(of: source) + 1)
    }
  }

  /// The last noun before the first comma, preposition or relative pronoun.
  private func head(of source: Range<Int>) -> Int {
    var head = source.lowerBound
    for token in source {
      switch reading.tags[token] {
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
    let gender: Mention.Gender?
    let isPlural: Bool

    init(_ word: Word) {
      isPlural = word.isOne(of: ["they", "them", "their"])
      gender =
        isPlural ? nil : word.isOne(of: ["she", "her"]) ? .female : .male
    }

    func fits(_ mention: Mention) -> Bool {
      if isPlural { return !mention.isPerson }
      return mention.isPerson && (mention.gender == nil || mention.gender == gender)
    }
  }

  /// Who a pronoun stands for: the subject of the sentences before it, or who spoke last.
  private func antecedent(_ token: Int, _ pronoun: Pronoun, _ last: Mention?) -> Mention? {
    let last = last.flatMap { pronoun.fits($0) ? $0 : nil }
    if pronoun.isPlural { return last }
    let own = reading.sentence(of: token)
    for distance in 0...3 where own - distance >= 0 {
      let range = reading.sentences[own - distance]
      if distance > 0, let last, range.lowerBound <= last.tokens.lowerBound { return last }
      for at in range where at < token && mention[at] >= 0 && !reading.isQuoted(at) {
        let found = mentions[Int(mention[at])]
        if pronoun.fits(found) { return found }
      }
    }
    return last
  }

  /// The name right before a relative pronoun, over a comma.
  private func relative(_ token: Int) -> Mention? {
    var at = token - 1
    if at >= 0, reading.words[at] == "," { at -= 1 }
    return at >= 0 && mention[at] >= 0 ? mentions[Int(mention[at])] : nil
  }

  // MARK: Roles

  /// `the Iranian president`: the last person whose title or apposition says so.
  private func role(_ source: Range<Int>, _ head: Int) -> Mention? {
    guard head > source.lowerBound,
      reading.words[source.lowerBound].isOne(of: ["the", "his", "her", "its", "their"]),
      !reading.tags[head].isName || Words.roles.contains(reading.words[head])
    else { return nil }
    let words = (source.lowerBound + 1...head).map { reading.words[$0] }
    let next = mentionCount(before: source.lowerBound)
    return mentions[max(0, next - 100)..<next].last { $0.isPerson && hasRole($0, words) }
  }

  /// Whether all words of a role stand before a name as its title or behind it in apposition, or others
  /// that mean the same.
  private func hasRole(_ mention: Mention, _ words: [Word]) -> Bool {
    if let last = words.last, let titles = Words.synonyms[last], words.count <= 2,
      before(mention).contains(where: { titles.contains(reading.words[$0]) })
    {
      return true
    }
    return words.allSatisfy { word in
      before(mention).contains { reading.words[$0] == word }
        || apposition(mention).contains { reading.words[$0] == word }
    }
  }

  /// The nouns and adjectives right before a name's last word.
  private func before(_ mention: Mention) -> Range<Int> {
    let end = mention.tokens.upperBound - 1
    var start = mention.tokens.lowerBound
    while start > 0, end - start < 8,
      reading.tags[start - 1].isNoun || reading.tags[start - 1] == .jj
    { start -= 1 }
    return start..<end
  }

  /// The words between the commas behind a name.
  private func apposition(_ mention: Mention) -> Range<Int> {
    let comma = mention.tokens.upperBound
    guard comma < reading.tokens.count, reading.words[comma] == "," else { return comma..<comma }
    var end = comma + 1
    while end < reading.tokens.count, end - comma < 10, reading.words[end] != "," { end += 1 }
    return comma + 1..<end
  }

  /// How many mentions begin before a token.
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
