import PostilKit

/// Finds the numbers of a sentence that count something.
struct QuantityScanner {
  private let text: Text
  private let tokens: Tokens
  /// The words of tokens, in lower case.
  private let words: [String]
  private let sentence: Range<Int>
  /// The tokens of dates and of names: numbers in them count nothing.
  private let taken: Set<Int>
  /// The person whose mention ends before a token.
  private let person: (Int) -> String?

  init(
    _ text: Text, _ tokens: Tokens, _ words: [String], sentence: Range<Int>, taken: Set<Int>,
    person: @escaping (Int) -> String?
  ) {
    (self.text, self.tokens, self.words) = (text, tokens, words)
    (self.sentence, self.taken, self.person) = (sentence, taken, person)
  }

  /// The numbers, in order.
  func amounts() -> [Quantity] {
    var amounts: [Quantity] = []
    var at = sentence.lowerBound
    while at < sentence.upperBound {
      guard !taken.contains(at), let number = number(at) else {
        at += 1
        continue
      }
      if let amount = amount(at, number) { amounts.append(amount) }
      at = number.end
    }
    return amounts
  }

  /// A number as tokens: its value, and the token after it.
  private typealias Number = (value: Double, end: Int)

  private func word(_ at: Int) -> String? { sentence.contains(at) ? words[at] : nil }

  private func number(_ start: Int) -> Number? {
    guard var value = simple(words[start]) else { return nil }
    var at = start + 1
    while let next = word(at) {
      if next == "-" || next == "and", value >= 20, let after = word(at + 1),
        let more = NumberWords.values[after], next == "-" ? more < 10 : value >= 100
      {
        value += more
        at += 2
      } else if let scale = NumberWords.scales[next],
        next != "m" || !tokens[at].flags.contains(.spaceBefore)
      {
        value *= scale
        at += 1
      } else {
        break
      }
    }
    return (value, at)
  }

  /// The value of `1,200`, `33mn` or `twelve`.
  private func simple(_ word: String) -> Double? {
    if let value = NumberWords.values[word] { return value }
    let digits = word.prefix { $0.isNumber || $0 == "," || $0 == "." }
    guard let value = Double(digits.filter { $0 != "," }) else { return nil }
    let rest = String(word.dropFirst(digits.count))
    if rest.isEmpty { return value }
    return NumberWords.scales[rest].map { value * $0 }
  }

  private func amount(_ start: Int, _ number: Number) -> Quantity? {
    var first = start
    var end = number.end
    var value = number.value
    let measure: Quantity.Measure
    var noun: String?
    if let before = word(start - 1), let currency = NumberWords.currencies[before] {
      (first, measure) = (start - 1, .money(currency))
    } else if let next = word(end), let currency = NumberWords.currencies[next] {
      (end, measure) = (end + 1, .money(currency))
    } else if word(end) == "%" || word(end) == "percent" {
      (end, measure) = (end + 1, .percent)
    } else if word(end) == "per", word(end + 1) == "cent" {
      (end, measure) = (end + 2, .percent)
    } else if let next = word(end), let unit = NumberWords.units[next] {
      (end, value, measure) = (end + 1, value * unit.factor, .unit(unit.name))
    } else if let person = age(start, end) {
      measure = .age(person)
    } else if words[start] != "one", let thing = thing(start, &end, &noun) {
      measure = .count(thing)
    } else {
      return nil
    }
    let (bound, from) = bound(before: first)
    let span = text.span(bytes: Int(tokens[from].start)..<Int(tokens[end - 1].end))
    return Quantity(
      measure: measure, value: value, bound: bound, span: span, words: text[span], noun: noun,
      numeral: text[bytes: Int(tokens[first].start)..<Int(tokens[end - 1].end)])
  }

  /// The person whose age a number between commas is: `Lukashenko, 68, also`.
  private func age(_ start: Int, _ end: Int) -> String? {
    guard word(start - 1) == ",", end == start + 1, tokens[start].kind == .number,
      word(end) == "," || word(end) == "."
    else { return nil }
    return person(start - 1)
  }

  private func bound(before first: Int) -> (Quantity.Bound, from: Int) {
    for (phrase, bound) in NumberWords.bounds {
      let from = first - phrase.count
      if from >= sentence.lowerBound, words[from..<first].elementsEqual(phrase) {
        return (bound, from)
      }
    }
    return (.exact, first)
  }

  /// What a number counts: victims if a word near it says so, else the noun after it. Moves `end` past the noun.
  private func thing(_ start: Int, _ end: inout Int, _ noun: inout String?) -> String? {
    let first = end
    while let word = word(end), end < first + 3, tokens[end].kind == .word, !Topics.isEmpty(word),
      simple(word) == nil, !taken.contains(end)
    {
      noun = word
      end += 1
      // The noun is the first plural: what follows it is said of it.
      if word.hasSuffix("s") || word == "people" || word == "men" || word == "women" { break }
    }
    if let kind = victims(first..<(first + 7)) ?? victims(before: start) {
      noun = nil
      return kind
    }
    return noun.map(Topics.stem)
  }

  /// The kind of victims named after a number, before a comma or another number.
  private func victims(_ range: Range<Int>) -> String? {
    for at in range {
      guard let word = word(at), tokens[at].kind == .word || word == "-", simple(word) == nil,
        word != "and", word != "but"
      else { return nil }
      if let kind = Self.kind(word) { return kind }
    }
    return nil
  }

  private func victims(before start: Int) -> String? {
    for at in (max(sentence.lowerBound, start - 6)..<start).reversed() {
      guard tokens[at].kind == .word, words[at] != "and", words[at] != "but" else { return nil }
      if let kind = Self.kind(words[at]) { return kind }
    }
    return nil
  }

  private static func kind(_ word: String) -> String? {
    let stem = Topics.stem(word)
    return NumberWords.victims.first { $0.stems.contains(stem) }?.name
  }
}
