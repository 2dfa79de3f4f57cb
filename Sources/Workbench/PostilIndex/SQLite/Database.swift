import PostilSystem

/// Why a database could not be used.
enum DatabaseFailure: Error {
  /// Another process writes to it.
  case busy
  /// It is not a database, or not as it was written.
  case damaged
  /// It cannot be reached, or not written, or there is no room.
  case unusable
}

/// A database of SQLite in a file. Used by one thread at a time.
final class Database {
  private let library: SQLiteLibrary
  private let handle: OpaquePointer
  /// Statements, by their text: preparing one takes longer than running it.
  private var statements: [String: PreparedStatement] = [:]

  /// How long it waits for another process, in milliseconds.
  private static let patience: Int32 = 20

  /// Opens the database in a file, which is created if it does not exist.
  init(_ path: String, _ library: SQLiteLibrary) throws(DatabaseFailure) {
    self.library = library
    var handle: OpaquePointer?
    // Read and write, create, and no locks within the library: one thread uses it at a time.
    let code = library.open(path, &handle, 0x2 | 0x4 | 0x8000, nil)
    guard let handle else { throw .unusable }
    self.handle = handle
    try Self.check(code)
    _ = library.timeout(handle, Self.patience)
  }

  deinit {
    statements = [:]
    _ = library.close(handle)
  }

  /// Runs a statement that gives no rows, or whose rows are of no interest.
  func run(_ sql: String, _ values: PreparedStatement.Value...) throws(DatabaseFailure) {
    let statement = try statement(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs a statement and takes each of its rows.
  func forEach(
    _ sql: String, _ values: PreparedStatement.Value..., body: (PreparedStatement) -> Void
  ) throws(DatabaseFailure) {
    let statement = try statement(sql)
    try statement.bind(values)
    while try statement.step() { body(statement) }
  }

  /// The number in the first column of the first row of a statement; nil if it gives none.
  func number(_ sql: String, _ values: PreparedStatement.Value...) throws(DatabaseFailure) -> Int? {
    let statement = try statement(sql)
    try statement.bind(values)
    defer { statement.reset() }
    return try statement.step() ? statement.number(0) : nil
  }

  /// The number of the row that was inserted last.
  var lastRow: Int { Int(library.lastRow(handle)) }

  private func statement(_ sql: String) throws(DatabaseFailure) -> PreparedStatement {
    if let known = statements[sql] { return known }
    var pointer: OpaquePointer?
    try Self.check(library.prepare(handle, sql, -1, &pointer, nil))
    guard let pointer else { throw .unusable }
    let statement = PreparedStatement(pointer, library)
    statements[sql] = statement
    return statement
  }

  /// Throws what a result code of SQLite means, unless it is success.
  static func check(_ code: Int32) throws(DatabaseFailure) {
    switch code & 0xFF {
    case 0, 100, 101: return
    case 5, 6: throw .busy
    // Also a statement or a value that is not accepted: the tables are others.
    case 1, 10, 11, 17, 19, 24, 26: throw .damaged
    default: throw .unusable
    }
  }
}

/// A statement of a ``Database``.
final class PreparedStatement {
  /// What a statement is given.
  enum Value {
    case number(Int)
    case bytes([UInt8])
  }

  private let pointer: OpaquePointer
  private let library: SQLiteLibrary
  /// So that the library copies what it is given.
  private static var copied: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: -1) }

  init(_ pointer: OpaquePointer, _ library: SQLiteLibrary) {
    self.pointer = pointer
    self.library = library
  }

  deinit { _ = library.finalize(pointer) }

  func bind(_ values: [Value]) throws(DatabaseFailure) {
    _ = library.reset(pointer)
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .number(let number):
        try Database.check(library.bindNumber(pointer, place, Int64(number)))
      case .bytes(let bytes):
        let code = bytes.withUnsafeBytes {
          // An empty blob needs an address, too: without one it is null.
          library.bindBytes(
            pointer, place, $0.baseAddress ?? Self.copied, Int32($0.count), Self.copied)
        }
        try Database.check(code)
      }
    }
  }

  /// Goes to the next row; false after the last one.
  func step() throws(DatabaseFailure) -> Bool {
    let code = library.step(pointer)
    if code == 100 { return true }
    _ = library.reset(pointer)
    try Database.check(code)
    return false
  }

  /// Ends the statement before its last row.
  func reset() { _ = library.reset(pointer) }

  /// The number in a column of the present row.
  func number(_ column: Int32) -> Int { Int(library.number(pointer, column)) }

  /// The bytes in a column of the present row.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = library.blob(pointer, column)?.assumingMemoryBound(to: UInt8.self)
    let count = start == nil ? 0 : Int(library.count(pointer, column))
    return UnsafeBufferPointer(start: start, count: count)
  }
}
