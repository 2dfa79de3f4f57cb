import PostilKit

/// Closed classes of nouns, as the sections of `nouns.txt` list them.
package struct NounLists: Sendable {
  /// The classes of a noun.
  package struct Classes: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let speech = Classes(rawValue: 1)
    package static let feeling = Classes(rawValue: 1 << 1)
    package static let label = Classes(rawValue: 1 << 2)
    package static let official = Classes(rawValue: 1 << 3)
    package static let writing = Classes(rawValue: 1 << 4)
    package static let work = Classes(rawValue: 1 << 5)
    package static let title = Classes(rawValue: 1 << 6)
    package static let role = Classes(rawValue: 1 << 7)
    package static let male = Classes(rawValue: 1 << 8)
    package static let female = Classes(rawValue: 1 << 9)
    package static let time = Classes(rawValue: 1 << 10)
    package static let day = Classes(rawValue: 1 << 11)
    package static let personal = Classes(rawValue: 1 << 12)
    package static let descriptive = Classes(rawValue: 1 << 13)
    package static let collective = Classes(rawValue: 1 << 14)
    package static let outlet = Classes(rawValue: 1 << 15)
    package static let lead = Classes(rawValue: 1 << 16)
    package static let audience = Classes(rawValue: 1 << 17)
    package static let evidence = Classes(rawValue: 1 << 18)
    package static let turn = Classes(rawValue: 1 << 19)
    package static let company = Classes(rawValue: 1 << 20)
    package static let body = Classes(rawValue: 1 << 21)

    fileprivate static let named: [(name: String, classes: Classes)] = [
      ("speech", speech), ("feeling", feeling), ("label", label), ("official", official),
      ("writing", writing), ("work", work), ("title", title), ("role", role), ("male", male),
      ("female", female), ("time", time), ("day", day), ("personal", personal),
      ("descriptive", descriptive), ("collective", collective), ("outlet", outlet),
      ("lead", lead), ("audience", audience), ("evidence", evidence),
      ("turn", turn), ("company", company), ("body", body),
    ]
  }

  private let classes: WordKeyTable<Classes>
  private let synonyms: WordKeyTable<WordKeySet>

  /// Reads the list.
  ///
  /// - Throws: `AnnotatorError` for a section or a line that is not valid.
  package init(_ lines: [String]) throws {
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
  package func has(_ word: WordKey, _ wanted: Classes) -> Bool {
    guard let found = classes[word] else { return false }
    return !found.isDisjoint(with: wanted)
  }

  /// The titles that a role can refer to; a role may have several words, separated by blanks.
  package func titles(of role: WordKey) -> WordKeySet? { synonyms[role] }

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
