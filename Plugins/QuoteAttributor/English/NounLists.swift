import PostilKit

/// Closed classes of nouns, as the sections of `nouns.txt` list them.
struct NounLists: Sendable {
  /// The classes of a noun.
  struct Classes: OptionSet, Sendable {
    let rawValue: UInt32

    static let speech = Classes(rawValue: 1)
    static let feeling = Classes(rawValue: 1 << 1)
    static let label = Classes(rawValue: 1 << 2)
    static let official = Classes(rawValue: 1 << 3)
    static let writing = Classes(rawValue: 1 << 4)
    static let work = Classes(rawValue: 1 << 5)
    static let title = Classes(rawValue: 1 << 6)
    static let role = Classes(rawValue: 1 << 7)
    static let male = Classes(rawValue: 1 << 8)
    static let female = Classes(rawValue: 1 << 9)
    static let time = Classes(rawValue: 1 << 10)
    static let day = Classes(rawValue: 1 << 11)
    static let personal = Classes(rawValue: 1 << 12)
    static let descriptive = Classes(rawValue: 1 << 13)
    static let collective = Classes(rawValue: 1 << 14)
    static let outlet = Classes(rawValue: 1 << 15)
    static let lead = Classes(rawValue: 1 << 16)
    static let audience = Classes(rawValue: 1 << 17)
    static let evidence = Classes(rawValue: 1 << 18)
    static let turn = Classes(rawValue: 1 << 19)

    fileprivate static let named: [(name: String, classes: Classes)] = [
      ("speech", speech), ("feeling", feeling), ("label", label), ("official", official),
      ("writing", writing), ("work", work), ("title", title), ("role", role), ("male", male),
      ("female", female), ("time", time), ("day", day), ("personal", personal),
      ("descriptive", descriptive), ("collective", collective), ("outlet", outlet),
      ("lead", lead), ("audience", audience), ("evidence", evidence),
      ("turn", turn),
    ]
  }

  private let classes: WordKeyTable<Classes>
  private let synonyms: WordKeyTable<WordKeySet>

  /// Reads the list.
  ///
  /// - Throws: `AnnotatorError` for a section or a line that is not valid.
  init(_ lines: [String]) throws {
    var classes = WordKeyTable<Classes>()
    var synonyms: [(WordKey, WordKeySet)] = []
    var section: Classes?
    for line in lines {
      if line == "[synonyms]" {
        section = nil
      } else if line.hasPrefix("[") {
        section = try Self.section(line)
      } else if let section {
        for word in line.utf8.split(separator: UInt8(ascii: " ")) {
          let word = WordKey(word)
          classes.set(section.union(classes[word] ?? []), for: word)
        }
      } else {
        synonyms.append(try Self.synonyms(line))
      }
    }
    self.classes = classes
    self.synonyms = WordKeyTable(synonyms)
  }

  /// Whether a word belongs to a class.
  @inline(__always)
  func has(_ word: WordKey, _ wanted: Classes) -> Bool {
    guard let found = classes[word] else { return false }
    return !found.isDisjoint(with: wanted)
  }

  /// The titles that a role can refer to; a role may have several words, separated by blanks.
  func titles(of role: WordKey) -> WordKeySet? { synonyms[role] }

  private static func section(_ line: String) throws -> Classes {
    try line.dropFirst().prefix { $0 != "]" }.split(separator: " ").reduce(into: []) {
      let name = $1
      guard let found = Classes.named.first(where: { $0.name == name }) else {
        throw AnnotatorError("nouns.txt: '\(name)' in '\(line)' is not a class of nouns")
      }
      $0.formUnion(found.classes)
    }
  }

  private static func synonyms(_ line: String) throws -> (WordKey, WordKeySet) {
    let parts = line.split(separator: ":")
    guard parts.count == 2 else {
      throw AnnotatorError("nouns.txt: '\(line)' is not a role, a colon and titles")
    }
    let titles = parts[1].utf8.split(separator: UInt8(ascii: " ")).map { WordKey($0) }
    return (WordKey(parts[0].utf8), WordKeySet(titles))
  }
}
