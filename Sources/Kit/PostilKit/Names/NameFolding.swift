/// Letters as they are compared: lower case, without marks, in one spelling where spellings vary.
enum NameFolding {
  /// The parts of a name: folded words, without punctuation, the possessive and articles.
  ///
  /// A hyphen separates (`Amir-Abdollahian`), an apostrophe joins (`O'Brien`), full stops are removed
  /// (`U.S.`).
  static func parts(_ name: String) -> [String] {
    var name = name
    let parts = name.withUTF8 { asciiParts($0) } ?? otherParts(name)
    guard parts.contains(where: articles.contains) else { return parts }
    let named = parts.filter { !articles.contains($0) }
    return named.isEmpty ? parts : named
  }

  /// The parts of a name in ASCII, as most are, read as bytes; nil for another.
  private static func asciiParts(_ name: UnsafeBufferPointer<UInt8>) -> [String]? {
    guard name.allSatisfy({ $0 < 0x80 }) else { return nil }
    var parts: [String] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, name.count)) { part in
      var count = 0
      func end() {
        guard count > 0 else { return }
        parts.append(String(decoding: part[..<count], as: UTF8.self))
        count = 0
      }
      for byte in name.prefix(name.count - possessive(name)) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."): continue
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): part[count] = byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          part[count] = byte
        default:
          end()
          continue
        }
        count += 1
      }
      end()
    }
    return parts
  }

  /// The number of bytes of a possessive ending.
  private static func possessive(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    guard let last = name.last else { return 0 }
    if last == UInt8(ascii: "'") { return 1 }
    let isPossessive =
      last == UInt8(ascii: "s") && name.count > 1 && name[name.count - 2] == UInt8(ascii: "'")
    return isPossessive ? 2 : 0
  }

  private static func otherParts(_ name: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for scalar in withoutPossessive(name).unicodeScalars {
      switch scalar {
      case "'", "’", "‘", "ʼ", "`", "ʻ", "ʿ", "ʾ", ".": continue
      default: break
      }
      let letters = folded(scalar)
      if letters.isEmpty, !isMark(scalar) {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else {
        part += letters
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private static let articles: Set<String> = ["the", "al", "el"]

  private static func withoutPossessive(_ name: String) -> Substring {
    for ending in ["'s", "’s", "'", "’"] where name.hasSuffix(ending) {
      return name.dropLast(ending.count)
    }
    return Substring(name)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// The letters and digits that a character is compared as; none for punctuation and marks.
  private static func folded(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        return String(Unicode.Scalar(byte | 0x20))
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        return String(Unicode.Scalar(byte))
      default: return ""
      }
    }
    let lower = scalar.properties.lowercaseMapping
    if let first = lower.unicodeScalars.first, let plain = plain[first] { return plain }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? lower : ""
  }

  /// Latin letters with marks, and what they are compared as.
  private static let plain: [Unicode.Scalar: String] = {
    let rows = [
      "a": "àáâãäåāăą", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěə", "g": "ĝğġģ",
      "h": "ĥħḥ", "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ",
      "o": "òóôõöøōŏő", "oe": "œ", "r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧțṭ", "th": "þ",
      "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (plain, letters) in rows { for letter in letters.unicodeScalars { table[letter] = plain } }
    return table
  }()

  /// A key of a folded word that is equal for spellings that vary between transliterations:
  /// its consonants, doubled ones once, and an initial open vowel.
  static func skeleton(_ word: String) -> [UInt8] {
    var word = word
    return word.withUTF8 { letters in
      var result: [UInt8] = []
      result.reserveCapacity(letters.count)
      func add(_ sound: UInt8) { if result.last != sound { result.append(sound) } }
      var at = 0
      while at < letters.count {
        if let (sound, length) = digraph(letters, at) {
          for byte in sound { add(byte) }
          at += length
        } else {
          let (first, second) = sound(letters[at], isFirst: at == 0)
          if let first { add(first) }
          if let second { add(second) }
          at += 1
        }
      }
      return result
    }
  }

  /// The sound of letters that write one together, and their number.
  private static func digraph(
    _ letters: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (sound: [UInt8], length: Int)? {
    guard at + 1 < letters.count else { return nil }
    switch letters[at + 1] {
    case UInt8(ascii: "h"), UInt8(ascii: "c"), UInt8(ascii: "s"), UInt8(ascii: "z"),
      UInt8(ascii: "k"), UInt8(ascii: "j"):
      let rest = letters[at...]
      return digraphs.first { rest.starts(with: $0.letters) }.map { ($0.sound, $0.letters.count) }
    default: return nil
    }
  }

  /// The sounds of one letter: none for a vowel inside a word, two for x.
  private static func sound(_ letter: UInt8, isFirst: Bool) -> (UInt8?, UInt8?) {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"), UInt8(ascii: "j"):
      return (isFirst ? UInt8(ascii: "a") : nil, nil)
    case UInt8(ascii: "q"), UInt8(ascii: "c"), UInt8(ascii: "g"): return (UInt8(ascii: "k"), nil)
    case UInt8(ascii: "w"): return (UInt8(ascii: "v"), nil)
    case UInt8(ascii: "z"): return (UInt8(ascii: "s"), nil)
    case UInt8(ascii: "x"): return (UInt8(ascii: "k"), UInt8(ascii: "s"))
    default: return (letter, nil)
    }
  }

  /// Letters that write one sound together, the longest first.
  private static let digraphs: [(letters: [UInt8], sound: [UInt8])] = [
    ("shch", "s"), ("tch", "s"), ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("cz", "s"),
    ("zh", "s"), ("kh", "h"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"),
    ("ts", "s"), ("dzh", "s"), ("dj", "s"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}

/// Edit distance: the number of letters to change, insert, delete or swap with their neighbour to turn
/// one word into another.
enum EditDistance {
  /// The distance, or nil if it is larger than `limit`. The time is proportional to the product of
  /// the lengths; words longer than 64 letters are only compared for equality.
  static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    if left == right { return 0 }
    guard abs(left.count - right.count) <= limit, max(left.count, right.count) <= 64 else {
      return nil
    }
    var before = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var next = [row + 1]
      for column in right.indices {
        let isEqual = left[row] == right[column]
        var cost = min(last[column + 1] + 1, next[column] + 1, last[column] + (isEqual ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        next.append(cost)
      }
      (before, last) = (last, next)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
