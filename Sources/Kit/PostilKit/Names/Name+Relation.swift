extension Name {
  /// How this name and another are forms of one name; nil if they are not. Symmetric.
  public func relation(to other: Name) -> NameRelation? {
    guard kind == other.kind, !parts.isEmpty, !other.parts.isEmpty else { return nil }
    if parts == other.parts || parts.joined() == other.parts.joined() { return .same }
    let (short, long) = parts.count <= other.parts.count ? (self, other) : (other, self)
    if short.parts.count == long.parts.count || short.isJoined(from: long) {
      return Self.isSpelling(short, long) ? .spelling : nil
    }
    switch kind {
    case .person: return Self.shortening(short.parts, of: long.parts)
    case .other: return short.isAcronym(of: long) ? .acronym : nil
    }
  }

  /// Whether two names are equal except for the spelling, word by word.
  private static func isSpelling(_ left: Name, _ right: Name) -> Bool {
    guard left.parts.count == right.parts.count else {
      return isVariant(left.parts.joined(), right.parts.joined(), left.kind, isAlone: true)
    }
    let isAlone = left.parts.count == 1
    return zip(left.parts, right.parts).allSatisfy {
      isVariant($0, $1, left.kind, isAlone: isAlone)
        || (!isAlone && left.kind == .person && isInitial($0, $1))
    } && hasWholeWord(left.parts, right.parts)
  }

  /// Initials alone are not a name: `A. L.` is not `Anna Lind`.
  private static func hasWholeWord(_ left: [String], _ right: [String]) -> Bool {
    zip(left, right).contains { $0.utf8.count > 1 && $1.utf8.count > 1 }
  }

  /// Whether one name is the other in one word: `Amirabdolahian` and `Amir-Abdollahian`.
  private func isJoined(from long: Name) -> Bool {
    kind == .person && parts.count == 1 && long.parts.count == 2
      && long.parts.joined().utf8.count >= 8
      && Self.isVariant(parts[0], long.parts.joined(), kind, isAlone: true)
  }

  // MARK: Acronyms

  /// Whether a name of one word consists of prefixes of the other's words: `SCO`, or `BelTA` of
  /// `Belarusian Telegraph Agency`.
  private func isAcronym(of long: Name) -> Bool {
    guard let acronym else { return false }
    if long.initials.contains(acronym) { return true }
    var chunks: [String] = []
    for scalar in string.unicodeScalars where scalar.properties.isAlphabetic {
      if scalar.properties.isUppercase || chunks.isEmpty { chunks.append("") }
      chunks[chunks.count - 1] += scalar.properties.lowercaseMapping
    }
    let words = long.parts.filter { !Self.small.contains($0) }
    return chunks.count > 1 && chunks.count == words.count
      && zip(words, chunks).allSatisfy { $0.hasPrefix($1) }
  }

  // MARK: Words

  /// Whether a single letter abbreviates a word that begins with it.
  private static func isInitial(_ left: String, _ right: String) -> Bool {
    (left.utf8.count == 1 || right.utf8.count == 1) && left.utf8.first == right.utf8.first
  }

  /// Whether two words are spellings of the same word.
  static func isVariant(_ left: String, _ right: String, _ kind: Kind, isAlone: Bool) -> Bool {
    if left == right { return true }
    let (a, b) = (Array(left.utf8), Array(right.utf8))
    let length = min(a.count, b.count)
    guard length >= 5, !differInEnding(a, b), NameSpelling.isAllowed(left, right) else {
      return false
    }
    let (one, two) = (NameSpelling.spelt(a, of: kind), NameSpelling.spelt(b, of: kind))
    if one == two || NameSpelling.isSwapped(a, b) { return true }
    guard kind == .person, length >= (isAlone ? 7 : 5) else { return false }
    let skeleton = NameFolding.skeleton(left)
    guard skeleton == NameFolding.skeleton(right), skeleton.count >= (isAlone ? 3 : 2) else {
      return false
    }
    let limit = max(1, max(a.count, b.count) * 3 / 10)
    return EditDistance.between(one, two, limit: limit) != nil
  }

  /// Whether words end as a man's and a woman's name do: `Ivanov` and `Ivanova`, `Mario` and `Maria`,
  /// `Sadowski` and `Sadowska`, `Daniel` and `Danielle`; or as two families' do, `Petersen` and
  /// `Peterson`. `Lukashenko` and `Lukashenka` are one name in two languages.
  private static func differInEnding(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard let a = left.last, let b = right.last, a != b else {
      return left.hasEnding("sen") && right.hasEnding("son")
        || left.hasEnding("son") && right.hasEnding("sen")
    }
    let vowels = Array("aeiouyj".utf8)
    let isFeminine = { (byte: UInt8) in byte == UInt8(ascii: "a") }
    guard isFeminine(a) || isFeminine(b) else { return vowels.contains(a) != vowels.contains(b) }
    let other = isFeminine(a) ? right : left
    return !other.suffix(3).elementsEqual("nko".utf8)
  }

  // MARK: People

  /// How a person's shorter name comes from the longer one.
  private static func shortening(_ short: [String], of long: [String]) -> NameRelation? {
    guard let first = long.first, let last = long.last, let shortLast = short.last else {
      return nil
    }
    let alike = { (left: String, right: String) in
      isVariant(left, right, .person, isAlone: true)
    }
    if short.count == 1 {
      if alike(short[0], last) { return .surname }
      return short[0].utf8.count > 1 && short[0] == first ? .firstName : nil
    }
    if zip(short.reversed(), long.reversed()).allSatisfy({ alike($0, $1) }) {
      return hasGivenName(short) ? .shorter : .surname
    }
    let isFirst = alike(short[0], first) || isInitial(short[0], first)
    guard isFirst, alike(shortLast, last), isInOrder(short, long) else { return nil }
    return .shorter
  }

  private static let particles: Set<String> = [
    "von", "van", "der", "den", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le",
    "bin", "ibn", "ben", "abu", "al", "el", "ter", "ten", "zu", "st",
  ]

  /// Whether a name holds more than a surname with its particles: `van der Bellen` does not.
  private static func hasGivenName(_ parts: [String]) -> Bool {
    parts.first.map { !particles.contains($0) } ?? false
  }

  /// Whether the words of one name occur in the other in the same order, some as initials.
  private static func isInOrder(_ short: [String], _ long: [String]) -> Bool {
    var rest = long[...]
    for part in short {
      guard
        let place = rest.firstIndex(where: {
          isVariant(part, $0, .person, isAlone: false) || isInitial(part, $0)
        })
      else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}

/// How words of one name may be spelt.
enum NameSpelling {
  /// A word without what differs between American and British, and between correct and careless
  /// spelling: `z` for `s`, doubled letters, `our`, `re`.
  /// For a person also `i` for `y` and `ks` for `x`.
  static func spelt(_ word: [UInt8], of kind: Name.Kind) -> [UInt8] {
    var result: [UInt8] = []
    func add(_ letter: UInt8) { if result.last != letter { result.append(letter) } }
    for byte in word {
      switch byte {
      case UInt8(ascii: "z"): add(UInt8(ascii: "s"))
      case UInt8(ascii: "y") where kind == .person: add(UInt8(ascii: "i"))
      case UInt8(ascii: "x") where kind == .person: "ks".utf8.forEach(add)
      default: add(byte)
      }
    }
    for (british, american) in endings where result.count > 5 && result.hasEnding(british) {
      result = result.dropLast(british.utf8.count) + american.utf8
    }
    return result
  }

  private static let endings = [("our", "or"), ("tre", "ter"), ("ence", "ense")]

  /// Whether two long words differ in two neighbouring letters that are swapped, as in a typing error:
  /// `Belrin`. The first letter must be the same.
  static func isSwapped(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count, left.count >= 6, left.first == right.first,
      let place = left.indices.first(where: { left[$0] != right[$0] }), place + 1 < left.count
    else { return false }
    var swapped = left
    swapped.swapAt(place, place + 1)
    return swapped == right
  }

  /// Pairs that look like spellings of one name but are two.
  static func isAllowed(_ left: String, _ right: String) -> Bool {
    !apart.contains { $0.contains(left) && $0.contains(right) }
  }

  private static let apart: [Set<String>] = [
    ["slovakia", "slovenia"], ["austria", "australia"], ["moldova", "moldavia"],
    ["mauritius", "mauritania"],
  ]
}

extension [UInt8] {
  fileprivate func hasEnding(_ ending: String) -> Bool {
    suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
