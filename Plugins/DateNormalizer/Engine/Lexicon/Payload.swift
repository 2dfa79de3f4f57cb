/// The number that a lexicon entry carries: a number as written, or the name of a unit, season, part of the day, modifier or reference.
enum Payload {
  private static let named: [String: Int] = {
    var names: [String: Int] = [:]
    func add<Kind: CaseIterable & RawRepresentable>(_ type: Kind.Type)
    where Kind.RawValue == Int {
      for kind in type.allCases { names["\(kind)"] = kind.rawValue }
    }
    add(Unit.self)
    add(Season.self)
    add(DayPart.self)
    add(Modifier.self)
    add(Reference.self)
    return names
  }()

  /// Reads `12`, `week`, `summer`, `start` or `-1`; nil for an unknown name.
  static func read(_ word: some StringProtocol) -> Int? {
    if let number = Int(word) ?? named[String(word)] { return number }
    // `2month`: a number of units.
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), let unit = named[String(word.dropFirst(digits.count))] else {
      return nil
    }
    return count * several + unit
  }

  /// A number of units is this many times the number, plus the unit.
  static let several = 100
}
