import PostilKit
import PostilStore
import PostilSystem

/// What is known of the articles of a workspace from earlier commands: a cache, which may be deleted at any
/// time and is never the truth.
///
/// Each row has the metadata of the files that it was made of and a checksum, so that one that is out of date
/// or damaged counts as missing. Nothing here throws: whatever fails, the articles are read.
final class WorkspaceIndex {
  /// A row about an article.
  struct Row {
    let number: Int
    /// The name of the text.
    let path: String
    /// The metadata of its files, ``ArticleStamps/bytes``.
    let stamps: [UInt8]
    fileprivate let facts: [UInt8]
  }

  /// The version of the tables and of what is in them: to be raised when either changes.
  private static let version = 1

  private let path: String
  private let database: Database
  private var names = NameTable("name")
  private var words = NameTable("word")
  /// Number of articles written in the transaction, or -1 outside one.
  private var written = -1
  /// Whether something has failed, so that no more is written.
  private var isOver = false
  private var areWordsRead = false

  /// The most articles that are written in one transaction.
  private static let most = 2000

  /// Opens the index in a file, making it if it does not exist; one that is damaged, or of another version, is
  /// made anew. Nil where that is not possible.
  static func open(_ path: String) -> WorkspaceIndex? {
    guard IndexPlace.make(path), let library = SQLiteLibrary() else { return nil }
    do throws(DatabaseFailure) { return try WorkspaceIndex(path, library) } catch {
      guard case .damaged = error else { return nil }
    }
    IndexPlace.remove(path)
    return IndexPlace.make(path) ? try? WorkspaceIndex(path, library) : nil
  }

  private init(_ path: String, _ library: SQLiteLibrary) throws(DatabaseFailure) {
    self.path = path
    database = try Database(path, library)
    try database.run("PRAGMA journal_mode = WAL")
    // What a power failure damages is noticed and made anew.
    try database.run("PRAGMA synchronous = OFF")
    let found = try database.number("PRAGMA user_version") ?? 0
    if found == 0 { try create() } else if found != Self.version { throw .damaged }
    let sum = try database.number("SELECT sum FROM made")
    guard sum == Self.madeBy else { throw .damaged }
    try names.read(database)
  }

  /// What made the index, as a number.
  private static let madeBy = Int(
    Array("\(Postil.version) \(version)".utf8).withUnsafeBufferPointer { CRC32.of($0) })

  private func create() throws(DatabaseFailure) {
    try database.run("BEGIN IMMEDIATE")
    // Another process may have made it meanwhile.
    if try database.number("PRAGMA user_version") == 0 {
      try database.run("CREATE TABLE made (sum INTEGER NOT NULL)")
      try database.run("INSERT INTO made VALUES (?)", .number(Self.madeBy))
      try database.run(
        """
        CREATE TABLE article (id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, stamps BLOB NOT NULL,
        facts BLOB NOT NULL)
        """)
      try database.run("CREATE TABLE words (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL)")
      try database.run(names.creation)
      try database.run(words.creation)
      try database.run("PRAGMA user_version = \(Self.version)")
    }
    try database.run("COMMIT")
  }

  // MARK: Reading

  /// The rows of articles, by the name of the text; also those of others whose names lie between theirs.
  func rows(of files: ArraySlice<ArticleFile>) -> [String: Row] {
    var rows: [String: Row] = [:]
    let keys = files.map { Array($0.text.name.utf8) }
    guard let first = keys.min(by: { $0.lexicographicallyPrecedes($1) }),
      let last = keys.max(by: { $0.lexicographicallyPrecedes($1) })
    else { return rows }
    rows.reserveCapacity(keys.count)
    attempt { () throws(DatabaseFailure) in
      try database.forEach(
        "SELECT id, path, stamps, facts FROM article WHERE path BETWEEN ? AND ? ORDER BY path",
        .bytes(first), .bytes(last)
      ) { row in
        let path = String(decoding: row.bytes(1), as: UTF8.self)
        rows[path] = Row(
          number: row.number(0), path: path, stamps: Array(row.bytes(2)), facts: Array(row.bytes(3))
        )
      }
    }
    return rows
  }

  /// Number of rows about articles.
  var count: Int {
    var count = 0
    attempt { () throws(DatabaseFailure) in
      count = try database.number("SELECT count(*) FROM article") ?? 0
    }
    return count
  }

  /// The facts in a row; nil if it is damaged.
  func facts(_ row: Row) -> ArticleFacts? {
    guard let content = Self.checked(row.facts, row.path, row.stamps) else { return nil }
    return ArticleFacts(content, names.name)
  }

  /// Which words of the index contain each of some parts, by their numbers.
  struct WordQuery {
    fileprivate let fitting: [[Bool]]

    /// Whether a word contains a part; one that is not known may.
    fileprivate func fits(_ word: Int, _ part: Int) -> Bool {
      !fitting[part].indices.contains(word) || fitting[part][word]
    }
  }

  /// Looks for parts of words in the table of words; nil if it cannot be read.
  func query(_ parts: [String]) -> WordQuery? {
    var query: WordQuery?
    attempt { () throws(DatabaseFailure) in
      if !areWordsRead { try words.read(database) }
      areWordsRead = true
      query = WordQuery(
        fitting: parts.map { part in
          let bytes = Array(part.utf8)
          return words.names.map { name in
            name?.utf8.withContiguousStorageIfAvailable { Bytes.contains(bytes, in: $0) } ?? false
          }
        })
    }
    return query
  }

  /// Whether the text of a row, whose metadata are as they were, lacks a part of words; false if that is not
  /// certain.
  func lacks(_ query: WordQuery, _ row: Row) -> Bool {
    var lacks = false
    attempt { () throws(DatabaseFailure) in
      try database.forEach("SELECT numbers FROM words WHERE id = ?", .number(row.number)) { words in
        guard let content = Self.checked(Array(words.bytes(0)), row.path, row.stamps),
          let numbers = Self.numbers(content)
        else { return }
        lacks = !query.fitting.indices.allSatisfy { part in
          numbers.contains { query.fits($0, part) }
        }
      }
    }
    return lacks && !isOver
  }

  /// The numbers of a text's words; nil if every search has to look into it.
  private static func numbers(_ content: ArraySlice<UInt8>) -> [Int]? {
    var unpacker = ByteUnpacker(content)
    guard unpacker.number() == 0 else { return nil }
    var (numbers, last) = ([Int](), 0)
    numbers.reserveCapacity(content.count)
    while !unpacker.isAtEnd {
      guard let step = unpacker.number(), step < 1 << 40 else { return nil }
      last += step
      numbers.append(last)
    }
    return numbers
  }

  // MARK: Writing

  /// Writes what was read of an article; nothing if another process is writing.
  func write(_ facts: ArticleFacts, _ text: IndexedWords, _ stamps: ArticleStamps, of path: String)
  {
    attempt { () throws(DatabaseFailure) in
      try begin()
      let packed = try facts.packed { name throws(DatabaseFailure) in
        try names.number(of: name, database)
      }
      let key = Array(path.utf8)
      try database.run(
        """
        INSERT INTO article (path, stamps, facts) VALUES (?1, ?2, ?3)
        ON CONFLICT (path) DO UPDATE SET stamps = ?2, facts = ?3
        """, .bytes(key), .bytes(stamps.bytes),
        .bytes(Self.checkable(packed, path, stamps.bytes)))
      let number = try database.number("SELECT id FROM article WHERE path = ?", .bytes(key)) ?? 0
      try database.run(
        "INSERT OR REPLACE INTO words (id, numbers) VALUES (?, ?)", .number(number),
        .bytes(Self.checkable(try numbers(of: text), path, stamps.bytes)))
      written += 1
      if written >= Self.most { try commit() }
    }
  }

  private func numbers(of text: IndexedWords) throws(DatabaseFailure) -> BytePacker {
    var packer = BytePacker()
    packer.add(text.isPartial ? 1 : 0)
    var numbers: [Int] = []
    for word in text.words { numbers.append(try words.number(of: word, database)) }
    var last = 0
    for number in numbers.sorted() {
      packer.add(number - last)
      last = number
    }
    return packer
  }

  /// Deletes the rows about articles that are not among all the workspace has.
  func forget(othersThan files: [ArticleFile]) {
    attempt { () throws(DatabaseFailure) in
      let present = Set(files.map(\.text.name))
      var gone: [Int] = []
      try database.forEach("SELECT id, path FROM article") { row in
        if !present.contains(String(decoding: row.bytes(1), as: UTF8.self)) {
          gone.append(row.number(0))
        }
      }
      if !gone.isEmpty { try begin() }
      for number in gone {
        try database.run("DELETE FROM article WHERE id = ?", .number(number))
        try database.run("DELETE FROM words WHERE id = ?", .number(number))
      }
    }
  }

  /// Completes what was written.
  func finish() {
    attempt { () throws(DatabaseFailure) in try commit() }
  }

  /// Moves what is in the log beside the file into the file.
  func settle() {
    attempt { () throws(DatabaseFailure) in try database.run("PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  private func begin() throws(DatabaseFailure) {
    guard written < 0 else { return }
    try database.run("BEGIN IMMEDIATE")
    written = 0
    try names.read(database)
    try words.read(database)
    areWordsRead = true
  }

  private func commit() throws(DatabaseFailure) {
    guard written >= 0 else { return }
    try database.run("COMMIT")
    written = -1
  }

  /// Does something with the database, unless something has failed before; a damaged one is deleted, so that
  /// the next command makes it anew.
  private func attempt(_ body: () throws(DatabaseFailure) -> Void) {
    guard !isOver else { return }
    do throws(DatabaseFailure) { try body() } catch {
      isOver = true
      if written >= 0 { try? database.run("ROLLBACK") }
      if case .damaged = error { IndexPlace.remove(path) }
    }
  }

  // MARK: Checksums

  /// Bytes with the checksum of them and of what they are about.
  private static func checkable(_ packer: BytePacker, _ path: String, _ stamps: [UInt8]) -> [UInt8]
  {
    var packer = packer
    packer.add(sum: sum(packer.bytes[...], path, stamps))
    return packer.bytes
  }

  /// The bytes before the checksum; nil if it is wrong.
  private static func checked(
    _ bytes: [UInt8], _ path: String, _ stamps: [UInt8]
  ) -> ArraySlice<UInt8>? {
    guard bytes.count >= 4 else { return nil }
    let content = bytes.dropLast(4)
    var packer = BytePacker()
    packer.add(sum: sum(content, path, stamps))
    return packer.bytes[...] == bytes.suffix(4) ? content : nil
  }

  private static func sum(_ bytes: ArraySlice<UInt8>, _ path: String, _ stamps: [UInt8]) -> UInt32 {
    var all: [UInt8] = []
    all.reserveCapacity(bytes.count + stamps.count + path.utf8.count)
    all += bytes
    all += stamps
    all += path.utf8
    return all.withUnsafeBufferPointer { CRC32.of($0) }
  }
}
