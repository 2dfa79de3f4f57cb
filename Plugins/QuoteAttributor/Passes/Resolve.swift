import PostilKit
import PostilLanguage

/// Words that name something, from the entity layer or, without one, from capitals.
struct Mention: Sendable {
  var tokens: Range<Int>
  /// What it names, the same for all its mentions.
  var name: String
  /// The annotation's id, if the entity layer has it.
  var id: String?
  var isPerson: Bool
  /// The words of its title or apposition: `the Iranian president`.
  var roleWords: Set<Word> = []
}

/// Pass 7: finds the speaker behind a source: a name, a pronoun, a role.
struct Resolve {
  private let reading: Reading
  private let mentions: [Mention]
  /// For each token the mention that covers it, or -1.
  private var mention: [Int32]
  /// For each token its sentence.
  private var sentence: [Int32]

  /// Takes the entity layer, or finds names by itself if there is none.
  init(_ reading: Reading, _ given: [Annotation]) {
    self.reading = reading
    var mentions = Self.given(given, reading)
    if mentions.isEmpty { mentions = Names.mentions(reading) }
    for index in mentions.indices where mentions[index].isPerson {
      mentions[index].roleWords = Self.roleWords(mentions[index].tokens, reading)
    }
    self.mentions = mentions
    mention = [Int32](repeating: -1, count: reading.tokens.count)
    sentence = mention
    for (index, found) in mentions.enumerated() {
      for token in found.tokens { mention[token] = Int32(index) }
    }
    for (index, range) in reading.sentences.enumerated() {
      for token in range { sentence[token] = Int32(index) }
    }
  }

  /// Names the speakers of attributions in reading order of their sources.
  func resolve(_ attributions: inout [Attribution]) {
    var last: Mention?
    var lastSentence: Int32 = -1
    let order = attributions.indices.sorted { place(attributions[$0]) < place(attributions[$1]) }
    for index in order {
      guard let source = attributions[index].source else { continue }
      let inherited = last.flatMap { lastSentence >= sentence[source.lowerBound] - 2 ? $0 : nil }
      guard let found = speaker(source, last: inherited) else { continue }
      attributions[index].speaker = found.mention.name
      attributions[index].speakerId = found.isNamed ? found.mention.id : nil
      last = found.mention
      lastSentence = sentence[source.lowerBound]
    }
  }

  private func place(_ attribution: Attribution) -> Int {
    attribution.source?.lowerBound ?? attribution.content.first?.lowerBound ?? 0
  }

  private func speaker(
    _ source: Range<Int>, last: Mention?
  ) -> (mention: Mention, isNamed: Bool)? {
    let head = head(of: source)
    if mention[head] >= 0 { return (mentions[Int(mention[head])], true) }
    if source.count == 1, Words.pronouns.contains(reading.words[head]) {
      return antecedent(before: source.lowerBound, last: last).map { ($0, false) }
    }
    if reading.words[head].isOne(of: ["who", "which", "that"]) {
      return named(before: source.lowerBound).map { ($0, false) }
    }
    return role(source, head).map { ($0, false) }
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

  /// Who a pronoun stands for: the subject of the sentences before it, or who spoke last.
  private func antecedent(before token: Int, last: Mention?) -> Mention? {
    let own = Int(sentence[token])
    for distance in 0...3 where own - distance >= 0 {
      let range = reading.sentences[own - distance]
      if distance > 0, let last, range.lowerBound <= last.tokens.lowerBound { return last }
      let limit = min(range.upperBound, token)
      var at = range.lowerBound
      while at < limit {
        if mention[at] >= 0, mentions[Int(mention[at])].isPerson, !reading.isQuoted(at) {
          return mentions[Int(mention[at])]
        }
        at += 1
      }
    }
    return last
  }

  /// The name right before a relative pronoun, over a comma.
  private func named(before token: Int) -> Mention? {
    var at = token - 1
    if at >= 0, reading.words[at] == "," { at -= 1 }
    return at >= 0 && mention[at] >= 0 ? mentions[Int(mention[at])] : nil
  }

  /// `the Iranian president`: the last person whose title or apposition has all these words.
  private func role(_ source: Range<Int>, _ head: Int) -> Mention? {
    guard reading.words[source.lowerBound].isOne(of: ["the", "his", "her", "its"]) else {
      return nil
    }
    let words = (source.lowerBound + 1..<max(source.lowerBound + 1, head + 1)).map {
      reading.words[$0]
    }
    guard !words.isEmpty, head > source.lowerBound else { return nil }
    let next = mentionCount(before: source.lowerBound)
    return mentions[max(0, next - 100)..<next].last { words.allSatisfy($0.roleWords.contains) }
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

  // MARK: Mentions

  private static func given(_ given: [Annotation], _ reading: Reading) -> [Mention] {
    var mentions: [Mention] = []
    var token = 0
    let entities = given.filter { $0.layer == .entity && $0.spans.count == 1 }
    for entity in entities.sorted(by: { $0.spans[0] < $1.spans[0] }) {
      let bytes = reading.text.bytes(entity.spans[0])
      while token < reading.tokens.count, Int(reading.tokens[token].end) <= bytes.lowerBound {
        token += 1
      }
      var end = token
      while end < reading.tokens.count, Int(reading.tokens[end].start) < bytes.upperBound {
        end += 1
      }
      guard end > token, !bytes.isEmpty else { continue }
      let name = entity.attributes["entity"]?.string ?? reading.text[entity.spans[0]]
      mentions.append(
        Mention(
          tokens: token..<end, name: name, id: entity.id.isEmpty ? nil : entity.id,
          isPerson: entity.label == "PER" || entity.label == "PERSON"))
    }
    return mentions
  }

  /// The words of a title before a name and of an apposition behind it.
  private static func roleWords(_ tokens: Range<Int>, _ reading: Reading) -> Set<Word> {
    var words: Set<Word> = []
    var at = tokens.lowerBound - 1
    while at >= 0, tokens.lowerBound - at < 6, reading.tags[at].isNoun || reading.tags[at] == .jj {
      words.insert(reading.words[at])
      at -= 1
    }
    at = tokens.upperBound
    guard at < reading.tokens.count, reading.words[at] == "," else { return words }
    at += 1
    while at < reading.tokens.count, at - tokens.upperBound < 9, reading.words[at] != "," {
      words.insert(reading.words[at])
      at += 1
    }
    return words
  }
}

/// Names found by capitals, for when no entity layer is given.
enum Names {
  /// Runs of proper nouns outside headlines; a later part of a name is the name's first full form.
  static func mentions(_ reading: Reading) -> [Mention] {
    var mentions: [Mention] = []
    var fullByLast: [Word: String] = [:]
    var token = 0
    while token < reading.tokens.count {
      guard reading.tags[token].isName else {
        token += 1
        continue
      }
      var end = token
      while end < reading.tokens.count, continues(end, token, reading) { end += 1 }
      while end > token + 1, !reading.tags[end - 1].isName { end -= 1 }
      var start = token
      while start < end - 1, Words.titles.contains(reading.words[start]) { start += 1 }
      let name = reading.text[reading.tokens[start], reading.tokens[end - 1]]
      let last = reading.words[end - 1]
      if end - start > 1, fullByLast[last] == nil { fullByLast[last] = name }
      mentions.append(
        Mention(
          tokens: start..<end, name: end - start == 1 ? fullByLast[last] ?? name : name,
          isPerson: end - start > 1 || fullByLast[last] != nil || start > token
            || isAlone(start, reading)))
      token = end
    }
    return mentions
  }

  private static func continues(_ token: Int, _ start: Int, _ reading: Reading) -> Bool {
    reading.tags[token].isName
      || token > start && reading.tags[token] == .hyph
        && !reading.tokens[token].flags.contains(.spaceBefore)
  }

  private static func isAlone(_ token: Int, _ reading: Reading) -> Bool {
    reading.word(token - 1) != "the" && reading.word(token - 1) != "in"
  }
}
