import PostilKit

/// How names are alike, or apart, beyond what the kit compares.
extension Name {
  /// Whether both have initials and they differ: `George W. Bush`, `George H. W. Bush`.
  func hasOtherInitials(than other: Name) -> Bool {
    let (one, two) = (middleInitials, other.middleInitials)
    return !one.isEmpty && !two.isEmpty && one != two
  }

  /// The letters of initials before the last word: `hw` of `George H. W. Bush` and `George H.W. Bush`.
  private var middleInitials: String {
    parts.dropLast().filter {
      ($0.utf8.count == 1 || $0.utf8.count == 2 && string.contains("."))
        && !Self.particles.contains($0)
    }.joined()
  }

  private static let particles: Set<String> = [
    "de", "da", "do", "di", "du", "la", "le", "al", "el", "st", "bin", "van", "von",
  ]

  /// Whether this name begins with the second half of the other's hyphenated forename: `Marie Le Pen`,
  /// `Jean-Marie Le Pen`.
  func startsInside(_ long: Name) -> Bool {
    guard let first = parts.first, let place = long.parts.firstIndex(of: first), place > 0 else {
      return false
    }
    let before = long.parts[place - 1]
    return long.string.lowercased().contains("\(before)-\(first)")
  }

  /// Whether this name is one of the other's surnames but the last, as in Spanish and Portuguese:
  /// `Calderón` of `Felipe Calderón Hinojosa`; or its last two words in one: `Amirabdollahian`.
  func isInnerSurname(of long: Name) -> Bool {
    guard parts.count == 1, long.parts.count > 2, parts[0].utf8.count > 2 else { return false }
    if long.parts[1..<(long.parts.count - 1)].contains(parts[0]) { return true }
    guard parts[0].utf8.count >= 8, let first = long.parts.dropLast().last?.utf8.first,
      first == parts[0].utf8.first
    else { return false }
    let end = Name(long.parts.suffix(2).joined(separator: " "), of: .person)
    return end.relation(to: self).map { $0 == .same || $0 == .spelling } ?? false
  }

  /// `Mujib`, `Mujibur Rahman`: whether this name is the beginning of one of the other's words but the last.
  func isCutForename(of long: Name) -> Bool {
    guard parts.count == 1, long.parts.count > 1, parts[0].utf8.count > 4 else { return false }
    return long.parts.dropLast().contains { $0 != parts[0] && $0.hasPrefix(parts[0]) }
  }

  /// The consonants of the last word as they sound; transliterations of one name have the same.
  var sound: String {
    String(
      decoding: Self.sounds(parts.last ?? "").utf8.filter { !"aeiou".utf8.contains($0) },
      as: UTF8.self)
  }

  /// Whether two names are transliterations of one: all words alike, or the word of one like the last of the
  /// other. `Muammar Gaddafi`, `Moammar Khadafy`, `Qaddafi`.
  func isTransliteration(of other: Name) -> Bool {
    let (short, long) = parts.count <= other.parts.count ? (self, other) : (other, self)
    guard let last = short.parts.last, let longLast = long.parts.last else { return false }
    if short.parts.count == 1 {
      return last != longLast && last.utf8.count > 5 && Self.sounds(last) == Self.sounds(longLast)
    }
    return short.parts.count == long.parts.count
      && zip(short.parts, long.parts).allSatisfy { Self.soundAlike($0, $1) }
  }

  private static func soundAlike(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard one.utf8.count > 3, other.utf8.count > 3, one.hasSuffix("a") == other.hasSuffix("a")
    else {
      return false
    }
    let (left, right) = (Array(sounds(one).utf8), Array(sounds(other).utf8))
    if left == right { return true }
    // One vowel may differ.
    guard left.count == right.count, left.count > 4 else { return false }
    let vowels = Set("aeiou".utf8)
    let places = left.indices.filter { left[$0] != right[$0] }
    return places.count == 1 && vowels.contains(left[places[0]])
      && vowels.contains(right[places[0]])
  }

  /// A word with one letter for the sounds that scripts other than Latin are written with in several ways.
  private static func sounds(_ word: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(word.utf8)
    for (place, byte) in bytes.enumerated() {
      let before = place > 0 ? bytes[place - 1] : 0
      var letter = byte
      switch byte {
      case UInt8(ascii: "h"):
        if Array("kgsctdp".utf8).contains(before) { continue }
        letter = UInt8(ascii: "k")
      case UInt8(ascii: "q"), UInt8(ascii: "g"), UInt8(ascii: "c"): letter = UInt8(ascii: "k")
      case UInt8(ascii: "y"), UInt8(ascii: "j"): letter = UInt8(ascii: "i")
      case UInt8(ascii: "w"): letter = UInt8(ascii: "v")
      case UInt8(ascii: "z"): letter = UInt8(ascii: "s")
      default: break
      }
      if result.last != letter { result.append(letter) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Short forms of organizations.
extension Name {
  private static let legalForms: Set<String> = [
    "co", "inc", "llc", "llp", "ltd", "plc", "ag", "sa", "gmbh", "corp", "nv", "se", "ab", "spa",
    "company",
    "corporation", "limited", "incorporated", "group", "holdings", "holding", "pjsc", "bhd",
    "berhad", "oyj",
  ]
  /// Words that many organizations begin with.
  private static let generic: Set<String> = [
    "bank", "national", "united", "new", "first", "international", "ministry", "university",
    "department",
    "royal", "world", "general", "central", "state", "federal", "supreme", "high", "public",
    "american",
    "european", "north", "south", "east", "west", "saint", "st", "san", "house", "city", "free",
    "union",
    "party", "committee", "council", "institute", "association", "office", "human", "social",
    "green", "global",
    "democratic", "christian", "islamic", "people", "peoples", "green", "royal", "air", "police",
    "school",
  ]
  /// Kinds of organizations that stand alone for one: `the Party`.
  private static let kinds: Set<String> = [
    "party", "council", "court", "commission", "ministry", "union", "league", "bank", "agency",
    "association",
    "committee", "assembly", "board", "club", "company", "foundation", "institute", "university",
    "federation", "authority", "bureau", "alliance", "movement", "corps", "tribunal", "fund",
    "center", "centre",
  ]

  /// How an organization's name is a short form of a longer one; nil if it is not.
  func shortForm(of long: Name) -> String? {
    guard kind == .other, parts.count <= long.parts.count, parts != long.parts,
      let first = parts.first
    else {
      return nil
    }
    let isNear = long.parts.first?.utf8.first == first.utf8.first
    guard isNear || parts.contains("of") || long.parts.contains("of") || parts.count == 1 else {
      return nil
    }
    if withoutForm == long.withoutForm { return "name without its legal form" }
    if isReordered(from: long) { return "other order" }
    if isAmpersand(of: long) { return "initials" }
    guard parts.count < long.parts.count else { return nil }
    if !Self.generic.contains(first), long.withoutForm.starts(with: parts), first.utf8.count > 2 {
      return "short form"
    }
    guard parts.count == 1 else { return nil }
    if Self.kinds.contains(first), long.parts.last == first { return "kind" }
    let isCut =
      (3...5).contains(first.utf8.count) && long.parts[0].hasPrefix(first)
      && long.parts[0] != first && long.parts.count == 2
    return isCut ? "short form" : nil
  }

  private var withoutForm: [String] {
    var words = parts
    while words.count > 1, let last = words.last, Self.legalForms.contains(last) {
      words.removeLast()
    }
    return words
  }

  /// `M&S`, `Marks & Spencer`: whether this has only the initials around the sign.
  private func isAmpersand(of long: Name) -> Bool {
    guard string.contains("&"), long.string.contains("&"), string.utf8.count <= 5 else {
      return false
    }
    let initials = long.parts.filter { !Self.isSmall($0) && !Self.legalForms.contains($0) }
      .compactMap(\.first)
    return String(initials) == parts.joined()
  }

  /// Whether what a longer name adds says only what kind of company it is: `Hyundai`, `Hyundai Motor Co.`
  func isWholeCompany(of long: Name) -> Bool {
    guard parts.count < long.parts.count, long.parts.starts(with: parts) else { return false }
    let rest = long.parts.dropFirst(parts.count)
    return rest.contains(where: Self.legalForms.contains)
      && rest.allSatisfy { Self.legalForms.contains($0) || Self.branches.contains($0) }
  }

  private static let branches: Set<String> = [
    "motor", "motors", "electronics", "industries", "electric", "steel", "bank", "airlines",
    "airways", "oil",
    "petroleum", "chemical", "chemicals", "heavy", "engineering", "technologies", "technology",
    "international",
    "global", "consumer", "products", "brands", "banking", "pharmaceutical", "pharmaceuticals",
    "pjsc", "ltda", "spa",
  ]

  /// `Justice Department`, `Department of Justice`.
  private func isReordered(from long: Name) -> Bool {
    guard parts.contains("of") != long.parts.contains("of") else { return false }
    let (one, two) = (parts.filter { !Self.isSmall($0) }, long.parts.filter { !Self.isSmall($0) })
    return one.count > 1 && one.sorted() == two.sorted() && one != two
  }

  private static func isSmall(_ word: String) -> Bool {
    word == "of" || word == "for" || word == "and"
  }
}
