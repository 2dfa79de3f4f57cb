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

  /// The rows of all articles, by the name of the text.
  func rows() -> [String: Row] {
    var rows: [String: Row] = [:]
    attempt { () throws(DatabaseFailure) in
      rows.reserveCapacity(try database.number("SELECT count(*) FROM article") ?? 0)
      try database.forEach("SELECT id, path, stamps, facts FROM article") { row in
        rows[String(decoding: row.bytes(1), as: UTF8.self)] = Row(
          number: row.number(0), stamps: Array(row.bytes(2)), facts: Array(row.bytes(3)))
      }
    }
    return rows
  }

  /// The facts in a row; nil if it is damaged.
  func facts(_ row: Row, of path: String) -> ArticleFacts? {
    guard let content = Self.checked(row.facts, path, row.stamps) else { return nil }
    return ArticleFacts(content, names.name)
  }

  /// The numbers of the articles whose texts lack one of some parts of words, and whose metadata are known.
  func articles(lacking parts: [String], _ rows: [String: Row]) -> Set<Int> {
    var lacking: Set<Int> = []
    let paths = Dictionary(
      rows.map { ($1.number, (path: $0, stamps: $1.stamps)) }, uniquingKeysWith: { one, _ in one })
    attempt { () throws(DatabaseFailure) in
      try readWords()
      let wanted = parts.map { part in
        let bytes = Array(part.utf8)
        return words.names.map { name in
          name?.utf8.withContiguousStorageIfAvailable { Bytes.contains(bytes, in: $0) } ?? false
        }
      }
      try database.forEach("SELECT id, numbers FROM words") { row in
        guard let known = paths[row.number(0)],
          let content = Self.checked(Array(row.bytes(1)), known.path, known.stamps),
          let numbers = Self.numbers(content)
        else { return }
        let hasAll = wanted.allSatisfy { fitting in
          numbers.contains { !fitting.indices.contains($0) || fitting[$0] }
        }
        if !hasAll { lacking.insert(row.number(0)) }
      }
    }
    return isOver ? [] : lacking
  }

  /// The numbers of a text's words; nil if every search has to look into it.
  private static func numbers(_ content: ArraySlice<UInt8>) -> [Int]? {
    var unpacker = ByteUnpacker(content)
    guard unpacker.number() == 0 else { return nil }
    var (numbers, last) = ([Int](), 0)
    while !unpacker.isAtEnd {
      guard let step = unpacker.number(), step < 1 << 40 else { return nil }
      last += step
      numbers.append(last)
    }
    return numbers
  }

  private func readWords() throws(DatabaseFailure) {
    if !areWordsRead { try words.read(database) }
    areWordsRead = true
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

  /// Deletes rows, and completes what was written.
  func finish(deleting numbers: [Int] = []) {
    attempt { () throws(DatabaseFailure) in
      if !numbers.isEmpty { try begin() }
      for number in numbers {
        try database.run("DELETE FROM article WHERE id = ?", .number(number))
        try database.run("DELETE FROM words WHERE id = ?", .number(number))
      }
      try commit()
    }
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
    (bytes + stamps + Array(path.utf8)).withUnsafeBufferPointer { CRC32.of($0) }
  }
}
