import PostilKit
import PostilSystem

/// Names that many articles have, each with a number, from 1, in a table of the index.
struct NameTable {
  private let table: String
  /// The numbers of names; nil until one is asked for, since commands that only read need none.
  private var numbers: [String: Int]?
  /// The names by number; nil for one that is missing.
  private(set) var names: [String?] = [nil]

  /// A table that is not read yet.
  init(_ table: String) { self.table = table }

  /// The statement that makes the table.
  var creation: String {
    "CREATE TABLE \(table) (id INTEGER PRIMARY KEY, value BLOB NOT NULL UNIQUE, sum INTEGER NOT NULL)"
  }

  /// The name with a number; nil if there is none.
  func name(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }

  /// Reads the names that were added since the last reading.
  ///
  /// - Throws: `damaged` if one is not as it was written, or missing.
  mutating func read(_ database: Database) throws(DatabaseFailure) {
    var new: [(number: Int, name: String?)] = []
    let sql = "SELECT id, value, sum FROM \(table) WHERE id >= ? ORDER BY id"
    try database.forEach(sql, .number(names.count)) { row in
      let bytes = row.bytes(1)
      let isRight = Self.sum(bytes) == UInt32(truncatingIfNeeded: row.number(2))
      new.append((row.number(0), isRight ? String(validating: bytes, as: UTF8.self) : nil))
    }
    for (number, name) in new {
      guard let name, number == names.count else { throw .damaged }
      names.append(name)
      numbers?[name] = number
    }
  }

  /// The number of a name, which is added if it is new. The table must have been read in this transaction.
  mutating func number(
    of name: String, _ database: Database
  ) throws(DatabaseFailure) -> Int {
    if let known = known(name) { return known }
    let bytes = Array(name.utf8)
    let sum = bytes.withUnsafeBufferPointer { Self.sum($0) }
    try database.run(
      "INSERT INTO \(table) (id, value, sum) VALUES (?, ?, ?)", .number(names.count), .bytes(bytes),
      .number(Int(sum)))
    names.append(name)
    numbers?[name] = names.count - 1
    return names.count - 1
  }

  private mutating func known(_ name: String) -> Int? {
    if numbers == nil {
      numbers = Dictionary(
        names.enumerated().compactMap { number, name in name.map { ($0, number) } },
        uniquingKeysWith: { _, newer in newer })
    }
    return numbers?[name]
  }

  private static func sum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 { CRC32.of(bytes) }
}
