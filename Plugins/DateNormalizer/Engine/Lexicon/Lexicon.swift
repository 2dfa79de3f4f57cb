import PostilKit

/// The words of one language: what each may be, and the number that goes with it.
///
/// Read from `Resources/LANGUAGE/*.txt`, one entry a line: `sept. : month 9`, several meanings after
/// the colon separated by commas. A word written with a capital counts only where the text has one
/// too (`May`, `Sun.`). Entries of several words (`at least`) win over their first word.
package struct Lexicon: Sendable {
  /// A word or several, and what it may be.
  package struct Entry: Sendable {
    package var categories: Categories = []
    /// What it may be only where the text has a capital.
    var names: Categories = []
    /// What it says about the words around it.
    package var context: ContextWords = []
    /// The number for each category; at most three, so a linear search is fastest.
    var payloads: [(category: Category, number: Int)] = []
    /// Whether it is a noun or a verb of any kind, so that with a capital it can be a name.
    var isOpenClass = false
    /// Entries that begin with this word: the other words and the entry, longest first.
    var phrases: [(rest: [[UInt8]], entry: Int)] = []

    /// Whether it may be a part of a time, or begin a phrase.
    var isLexical: Bool { categories.rawValue != 0 || names.rawValue != 0 || !phrases.isEmpty }

    /// The number that goes with a category.
    func payload(_ category: Category) -> Int? {
      for payload in payloads where payload.category == category { return payload.number }
      return nil
    }
  }

  /// What the lexer needs of an entry, close together in memory.
  package struct Word: Sendable {
    /// What it may be, without and with a capital.
    var plain: Categories
    var named: Categories
    var isNumber: Bool
    /// A bit for the first byte of each word that continues a phrase; 0 if no phrase begins here.
    var seconds: UInt32

    /// Whether a phrase can continue with a word of this first byte.
    func continues(_ byte: UInt8) -> Bool { seconds & 1 << UInt32(byte & 31) != 0 }

    /// What a token with this word may be.
    package func categories(isCapital: Bool) -> Categories { isCapital ? named : plain }
  }

  package private(set) var entries: [Entry] = []
  /// For each entry, what the lexer needs of it.
  package private(set) var words: [Word] = []
  /// How holidays are found in a year, by payload of `holiday`.
  package private(set) var holidays: [HolidayRule] = []
  /// The categories by their names.
  let names: CategoryNames
  let affixes: DigitAffixes
  let numbers: any NumberGrammar
  private let contextWords: [String: ContextWord]
  /// What the last line meant: most lines of a list mean the same.
  private var last: (words: Substring, meanings: [Meaning]) = ("", [])
  /// The words of one token with their entries.
  private var keys: [(word: [UInt8], entry: Int)] = []
  private var table = WordTable()
  /// Those of its words that the lexer has to look at: no words that are only context.
  private var lexical = WordTable()

  /// Reads the files of a language.
  ///
  /// - Parameter folder: The language's folder in `Resources`.
  /// - Throws: `AnnotatorError` that names the file and the line that is not an entry.
  package init(_ configuration: Configuration, folder: String, _ vocabulary: Vocabulary) throws {
    names = CategoryNames(vocabulary.categories)
    (affixes, numbers) = (vocabulary.affixes, vocabulary.numbers)
    contextWords = Dictionary(
      uniqueKeysWithValues: vocabulary.contextWords.enumerated().map {
        ($1, ContextWord(UInt8(truncatingIfNeeded: $0)))
      })
    for file in vocabulary.files {
      for line in try configuration.resource("\(folder)/\(file).txt").lines {
        guard add(line) else {
          throw AnnotatorError(
            "'\(line)' in \(folder)/\(file).txt is not an entry: write WORDS : CATEGORY NUMBER")
        }
      }
    }
    let open = vocabulary.openClass.reduce(into: ContextWords()) { $0.formUnion(ContextWords($1)) }
    for index in entries.indices {
      let entry = entries[index]
      entries[index].isOpenClass =
        entry.categories.rawValue == 0 && entry.names.rawValue == 0
        && open.isSuperset(of: entry.context)
    }
    for index in entries.indices { entries[index].phrases.sort { $0.rest.count > $1.rest.count } }
    for (key, index) in keys where entries[index].isLexical { _ = lexical.insert(key, index) }
    words = entries.map {
      Word(
        plain: $0.categories, named: $0.categories.union($0.names),
        isNumber: $0.categories.contains(.number),
        seconds: $0.phrases.reduce(0) { $0 | Self.bits(of: $1.rest[0][0]) })
    }
  }

  /// The entry of a word, by its bytes; nil for most words.
  package func entry(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    table.find(bytes, range)
  }

  /// The entry of a word that may be part of a time; nil for most words and for mere context.
  func lexicalEntry(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    lexical.find(bytes, range)
  }

  /// A bit for the first byte of a word; an apostrophe may be a curly one too.
  private static func bits(of byte: UInt8) -> UInt32 {
    1 << UInt32(byte & 31) | (byte == UInt8(ascii: "'") ? 1 << UInt32(0xE2 & 31) : 0)
  }

  // MARK: Reading

  /// What a word may be, or what it says about the words around it.
  private enum Meaning {
    case context(ContextWord)
    case category(Category, Int?)
    case day(Category, HolidayRule)
  }

  private mutating func add(_ line: String) -> Bool {
    guard let colon = line.colon else { return false }
    let words = line[..<colon.lower].pieces(" ")
    guard let first = words.first else { return false }
    let isName = words.contains { $0.utf8.first.map { (0x41...0x5A).contains($0) } ?? false }
    guard let index = words.count == 1 ? place(first) : phrase(words) else { return false }
    let meaning = line[colon.upper...]
    if meaning != last.words {
      let meanings = meaning.pieces(",").map(read)
      guard !meanings.isEmpty, !meanings.contains(where: { $0 == nil }) else { return false }
      last = (meaning, meanings.compactMap { $0 })
    }
    for meaning in last.meanings { mean(meaning, index, isName) }
    return true
  }

  /// Reads one meaning of a line; nil if it is none.
  private func read(_ meaning: Substring) -> Meaning? {
    let parts = meaning.pieces(" ")
    guard let name = parts.first.map(String.init) else { return nil }
    if let word = contextWords[name] { return parts.count == 1 ? .context(word) : nil }
    guard let category = names[name] else { return nil }
    if category == .holiday || category == .nation {
      return HolidayRule(parts.dropFirst()).map { .day(category, $0) }
    }
    guard parts.count > 1 else { return .category(category, nil) }
    return Payload.read(parts[1]).map { .category(category, $0) }
  }

  private mutating func mean(_ meaning: Meaning, _ index: Int, _ isName: Bool) {
    switch meaning {
    case .context(let word): entries[index].context.formUnion(ContextWords(word))
    case .category(let category, let number):
      insert(category, index, isName)
      if let number { entries[index].payloads.append((category, number)) }
    case .day(let category, let rule):
      insert(category, index, isName)
      entries[index].payloads.append((category, holidays.count))
      holidays.append(rule)
    }
  }

  private mutating func insert(_ category: Category, _ index: Int, _ isName: Bool) {
    if isName {
      entries[index].names.insert(category)
    } else {
      entries[index].categories.insert(category)
    }
  }

  private mutating func place(_ word: Substring) -> Int? {
    let key = Array(word.utf8).map(WordTable.lower)
    if let index = table.find(key) { return index }
    guard table.insert(key, entries.count) else { return nil }
    keys.append((key, entries.count))
    entries.append(Entry())
    return entries.count - 1
  }

  private mutating func phrase(_ words: [Substring]) -> Int? {
    guard let first = place(words[0]) else { return nil }
    let rest = words.dropFirst().map { Array($0.utf8).map(WordTable.lower) }
    if let known = entries[first].phrases.first(where: { $0.rest == rest }) { return known.entry }
    entries.append(Entry())
    entries[first].phrases.append((rest, entries.count - 1))
    return entries.count - 1
  }
}

extension String {
  /// The position of the colon between words and meanings, with the blanks around it: the last one, since a
  /// title may have another.
  fileprivate var colon: (lower: Index, upper: Index)? {
    let at = utf8.withContiguousStorageIfAvailable { bytes in
      (0..<max(0, bytes.count - 2)).last {
        bytes[$0 + 1] == UInt8(ascii: ":") && bytes[$0] == UInt8(ascii: " ")
          && bytes[$0 + 2] == UInt8(ascii: " ")
      }
    }
    guard let at = at ?? nil else { return nil }
    let lower = utf8.index(startIndex, offsetBy: at)
    return (lower, utf8.index(lower, offsetBy: 3))
  }
}
