/// The language that a text seems to be in, told by its script and its frequent words.
///
/// It is a guess for skipping what an annotator cannot read, so that it only says what is sure: of short texts,
/// lists and tables it says nothing.
package struct TextLanguage: Sendable, Hashable {
  /// The code of the language, such as `de`; `und` for a script of several languages that are not told apart;
  /// nil if the guess is not sure.
  package let code: String?
  /// Number of words that are frequent in a language, by its code.
  private var votes: [String: Int] = [:]
  private var script = WritingSystem.latin

  /// The fewest letters from which a guess is sure, and the most that are looked at.
  private static let letters = 200...2000
  /// The smallest share of words that are frequent ones of their language.
  private static let share = 0.15
  /// How many times as frequent those of one language must be as those of another one.
  private static let (margin, nearMargin) = (3.0, 1.25)

  /// Guesses the language of a text, of which only the start is looked at.
  ///
  /// - Parameter utf8: Its bytes, or the first few thousand.
  package init(of utf8: [UInt8]) {
    var tally = WordTally()
    for byte in utf8 {
      tally.add(byte)
      if tally.letterCount > Self.letters.upperBound { break }
    }
    tally.endWord()
    guard tally.letterCount >= Self.letters.lowerBound else {
      code = nil
      return
    }
    script = tally.script ?? .latin
    if script.isOfOne {
      code = script.codes[0]
      return
    }
    for (place, count) in tally.votes.enumerated() where count > 0 {
      let language = FrequentWords.all[place]
      if language.script == script { votes[language.code] = count }
    }
    let best = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }
    let second = votes.filter { $0.key != best?.key }.values.max() ?? 0
    guard let best, Double(best.value) >= Self.share * Double(tally.wordCount) else {
      code = script == .latin ? nil : "und"
      return
    }
    let isAlone = Double(best.value) >= Self.nearMargin * Double(second)
    code = isAlone ? best.key : script == .latin ? nil : "und"
  }

  /// Whether the text is surely in none of some languages. Of languages that are not known nothing is sure.
  package func isSurelyNone(of codes: [String]) -> Bool {
    guard let code, !codes.contains(code) else { return false }
    let known = codes.compactMap { code in FrequentWords.all.first { $0.code == code } }
    guard known.count == codes.count else { return false }
    return known.allSatisfy { language in
      language.script != script
        || Double(votes[code] ?? 0) >= Self.margin * Double(votes[language.code] ?? 0)
    }
  }
}

/// A script, with the languages that are told by it.
enum WritingSystem: Hashable, Sendable {
  case latin, cyrillic, arabic, greek, hebrew, devanagari, thai, kana, han, hangul

  /// Whether one language is meant.
  var isOfOne: Bool { codes.count == 1 }

  var codes: [String] {
    switch self {
    case .latin, .cyrillic, .arabic: []
    case .greek: ["el"]
    case .hebrew: ["he"]
    case .devanagari: ["hi"]
    case .thai: ["th"]
    case .kana: ["ja"]
    case .han: ["zh"]
    case .hangul: ["ko"]
    }
  }

  /// The script of a letter whose UTF-8 begins with these bytes; nil for punctuation.
  init?(_ first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (0xC3...0xCD, _): self = .latin
    case (0xCE...0xCF, _): self = .greek
    case (0xD0...0xD3, _): self = .cyrillic
    case (0xD6...0xD7, _): self = .hebrew
    case (0xD8...0xDB, _): self = .arabic
    case (0xE0, 0xA4...0xA5): self = .devanagari
    case (0xE0, 0xB8...0xB9): self = .thai
    case (0xE1, 0xB8...0xBB): self = .latin
    case (0xE3, 0x81...0x83): self = .kana
    case (0xE4...0xE9, _): self = .han
    case (0xEA...0xED, _): self = .hangul
    default: return nil
    }
  }
}

/// Counts words, letter by letter.
struct WordTally {
  private(set) var wordCount = 0
  private(set) var letterCount = 0
  /// Number of frequent words by language, in the order of ``FrequentWords``.
  private(set) var votes = [Int](repeating: 0, count: FrequentWords.all.count)
  private var scripts: [WritingSystem: Int] = [:]
  /// The bytes of the word, in lower case, if there are at most eight.
  private var key: UInt64 = 0
  private var length = 0
  /// The first byte of a character of several, until the second is known.
  private var lead: UInt8?
  /// Whether the character is a letter.
  private var isLetter = false

  /// The script of most letters.
  var script: WritingSystem? {
    // Japanese has more characters of Chinese than of its own.
    if scripts[.kana, default: 0] * 10 > scripts[.han, default: 0], scripts[.kana] != nil {
      return .kana
    }
    let latin = letterCount - scripts.values.reduce(0, +)
    let best = scripts.max { $0.value < $1.value }
    return best.flatMap { $0.value > latin ? $0.key : nil }
  }

  mutating func add(_ byte: UInt8) {
    if byte < 0x80 {
      lead = nil
      let lower = byte | 0x20
      guard (0x61...0x7A).contains(lower) else { return endWord() }
      letterCount += 1
      take(lower)
    } else if byte >= 0xC0 {
      lead = byte
    } else if let first = lead {
      lead = nil
      let script = WritingSystem(first, byte)
      isLetter = script != nil
      guard let script else { return endWord() }
      letterCount += 1
      if script != .latin { scripts[script, default: 0] += 1 }
      take(first)
      take(byte)
    } else if isLetter, length > 0 {
      take(byte)
    }
  }

  private mutating func take(_ byte: UInt8) {
    key = key << 8 | UInt64(byte)
    length += 1
  }

  mutating func endWord() {
    guard length > 0 else { return }
    wordCount += 1
    if length <= 8, var mask = FrequentWords.table[key] {
      while mask != 0 {
        votes[mask.trailingZeroBitCount] += 1
        mask &= mask - 1
      }
    }
    (key, length) = (0, 0)
  }
}
