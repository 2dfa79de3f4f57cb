import PostilKit

/// The words of one language: what each may be, and the number that goes with it.
///
/// Read from `Resources/LANGUAGE/*.txt`, one entry a line: `sept. : month 9`, several meanings behind
/// one colon with commas between. A word written with a capital counts only where the text has one
/// too (`May`, `Sun.`). Entries of several words (`at least`) win over their first word.
struct Lexicon: Sendable {
  /// A word or several, and what it may be.
  struct Entry: Sendable {
    var categories: Categories = []
    /// What it may be only where the text has a capital.
    var names: Categories = []
    /// What it says about the words around it.
    var context: ContextWords = []
    /// The number for each category; three at most, so that a look at each is fastest.
    var payloads: [(category: Category, number: Int)] = []
    /// Entries that begin with this word: the other words and the entry, longest first.
    var phrases: [(rest: [[UInt8]], entry: Int)] = []

    /// The number that goes with a category.
    func payload(_ category: Category) -> Int? {
      for payload in payloads where payload.category == category { return payload.number }
      return nil
    }
  }

  /// The files of a language, in the order in which they are read.
  static let files = [
    "calendar", "numbers", "seasons", "clock", "holidays", "shifts", "bounds", "sets", "references",
    "words", "context",
  ]

  /// What the lexer asks of an entry, close together in memory.
  struct Word: Sendable {
    /// What it may be, without and with a capital.
    var plain: Categories
    var named: Categories
    var isNumber: Bool
    /// A bit for the first byte of each word that goes on in a phrase; 0 if none begins here.
    var seconds: UInt32

    /// Whether a phrase can go on with a byte.
    func goesOn(_ byte: UInt8) -> Bool { seconds & 1 << UInt32(byte & 31) != 0 }

    /// What a token with this word may be.
    func categories(isCapital: Bool) -> Categories { isCapital ? named : plain }
  }

  private(set) var entries: [Entry] = []
  /// For each entry, what the lexer asks of it.
  private(set) var words: [Word] = []
  /// How holidays are found in a year, by payload of `holiday`.
  private(set) var holidays: [HolidayRule] = []
  private var table = WordTable()

  /// Reads the files of a language.
  ///
  /// - Throws: `AnnotatorError` that names the file and the line that is no entry.
  init(_ configuration: Configuration, language: String) throws {
    for file in Self.files {
      for line in try configuration.resource("\(language)/\(file).txt").lines {
        guard add(line) else {
          throw AnnotatorError(
            "'\(line)' in \(language)/\(file).txt is no entry: write WORDS : CATEGORY NUMBER")
        }
      }
    }
    for index in entries.indices { entries[index].phrases.sort { $0.rest.count > $1.rest.count } }
    words = entries.map {
      Word(
        plain: $0.categories, named: $0.categories.union($0.names),
        isNumber: $0.categories.contains(.number),
        seconds: $0.phrases.reduce(0) { $0 | 1 << UInt32($1.rest[0][0] & 31) })
    }
  }

  /// The entry of a word, by its bytes; nil for most words.
  func entry(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    table.find(bytes, range)
  }

  // MARK: Reading

  private mutating func add(_ line: String) -> Bool {
    guard let colon = line.colon else { return false }
    let words = line[..<colon.lower].split(separator: " ").map(String.init)
    guard let first = words.first else { return false }
    let isName = words.contains { $0.utf8.first.map { (0x41...0x5A).contains($0) } ?? false }
    guard let index = words.count == 1 ? place(first) : phrase(words) else { return false }
    return line[colon.upper...].split(separator: ",").allSatisfy { mean($0, index, isName) }
  }

  private mutating func mean(_ meaning: Substring, _ index: Int, _ isName: Bool) -> Bool {
    let parts = meaning.split(separator: " ")
    guard let name = parts.first.map(String.init) else { return false }
    if let word = ContextWords.byName[name] {
      entries[index].context.formUnion(word)
      return parts.count == 1
    }
    guard let category = Categories.byName[name] else { return false }
    if isName {
      entries[index].names.insert(category)
    } else {
      entries[index].categories.insert(category)
    }
    if category == .holiday {
      guard let rule = HolidayRule(parts.dropFirst()) else { return false }
      entries[index].payloads.append((category, holidays.count))
      holidays.append(rule)
      return true
    }
    guard parts.count > 1 else { return true }
    guard let number = Payload.read(parts[1]) else { return false }
    entries[index].payloads.append((category, number))
    return true
  }

  private mutating func place(_ word: String) -> Int? {
    let key = Array(word.utf8).map(WordTable.lower)
    if let index = table.find(key) { return index }
    guard table.insert(key, entries.count) else { return nil }
    entries.append(Entry())
    return entries.count - 1
  }

  private mutating func phrase(_ words: [String]) -> Int? {
    guard let first = place(words[0]) else { return nil }
    let rest = words.dropFirst().map { Array($0.utf8).map(WordTable.lower) }
    if let known = entries[first].phrases.first(where: { $0.rest == rest }) { return known.entry }
    entries.append(Entry())
    entries[first].phrases.append((rest, entries.count - 1))
    return entries.count - 1
  }
}

extension String {
  /// Where the colon between words and meanings stands, with the blanks around it.
  fileprivate var colon: (lower: Index, upper: Index)? {
    let bytes = utf8
    var at = bytes.startIndex
    while let end = bytes.index(at, offsetBy: 3, limitedBy: bytes.endIndex) {
      if bytes[at..<end].elementsEqual(" : ".utf8) { return (at, end) }
      bytes.formIndex(after: &at)
    }
    return nil
  }
}
