/// The tables of a text while it is read. They refer to each other by number, so that adding a key costs
/// the same at every depth.
struct TOMLTree {
  /// A part of a key as it is written.
  struct Key {
    let name: String
    let offset: Int
  }

  /// What a key leads to.
  enum Slot {
    case value(TOMLValue)
    case table(Int)
    /// The number of a list of tables.
    case tables(Int)
  }

  /// A table.
  struct Node {
    fileprivate(set) var members: [(key: Key, slot: Slot)] = []
    /// The places of the members in `members`, once there are many.
    fileprivate var index: [ExactName: Int] = [:]
    var form: TOMLTable.Form
    /// The tables and arrays that it is in.
    let depth: Int
    /// The byte after the line after which a key can be added.
    var end: Int
  }

  /// All tables; the first is the text itself.
  private(set) var tables = [Node(form: .header, depth: 0, end: 0)]
  private var lists: [[Int]] = []

  subscript(table: Int) -> Node {
    get { tables[table] }
    _modify { yield &tables[table] }
  }

  /// Makes a table that no key leads to yet.
  mutating func add(_ form: TOMLTable.Form, depth: Int, end: Int) -> Int {
    tables.append(Node(form: form, depth: depth, end: end))
    return tables.count - 1
  }

  /// Makes a table that a key leads to.
  mutating func add(_ form: TOMLTable.Form, in table: Int, _ key: Key, end: Int = 0) -> Int {
    let new = add(form, depth: tables[table].depth + 1, end: end)
    put(.table(new), in: table, key)
    return new
  }

  /// Makes a table that is the first one of a list that a key leads to.
  mutating func addList(in table: Int, _ key: Key, end: Int) -> Int {
    let new = add(.header, depth: tables[table].depth + 2, end: end)
    lists.append([new])
    put(.tables(lists.count - 1), in: table, key)
    return new
  }

  /// Makes a table at the end of a list.
  mutating func append(to list: Int, end: Int) -> Int {
    let new = add(.header, depth: tables[lists[list][0]].depth, end: end)
    lists[list].append(new)
    return new
  }

  /// The last table of a list.
  func last(of list: Int) -> Int { lists[list][lists[list].count - 1] }

  func member(_ name: String, of table: Int) -> (key: Key, slot: Slot)? {
    let members = tables[table].members
    guard members.count > Self.few else {
      return members.first { ExactName(string: $0.key.name) == ExactName(string: name) }
    }
    return tables[table].index[ExactName(string: name)].map { members[$0] }
  }

  /// Adds a member whose name the table does not have.
  mutating func put(_ slot: Slot, in table: Int, _ key: Key) {
    tables[table].members.append((key, slot))
    let count = tables[table].members.count
    if count == Self.few + 1 {
      for (place, member) in tables[table].members.enumerated() {
        tables[table].index[ExactName(string: member.key.name)] = place
      }
    } else if count > Self.few {
      tables[table].index[ExactName(string: key.name)] = count - 1
    }
  }

  /// The number of members up to which looking at all is faster.
  private static let few = 8

  /// Takes the tables from a number on away, and returns the first of them as a value.
  mutating func remove(from table: Int) -> TOMLTable {
    let value = value(of: table)
    tables.removeSubrange(table...)
    return value
  }

  func value(of table: Int) -> TOMLTable {
    let node = tables[table]
    let members = node.members.map {
      TOMLTable.Member(
        name: $0.key.name, offset: $0.key.offset, value: value(of: $0.slot, $0.key.offset))
    }
    return TOMLTable(members: members, form: node.form, end: node.end)
  }

  private func value(of slot: Slot, _ offset: Int) -> TOMLValue {
    let nowhere = offset..<offset
    switch slot {
    case .value(let value): return value
    case .table(let table): return TOMLValue(content: .table(value(of: table)), range: nowhere)
    case .tables(let list):
      let tables = lists[list].map { TOMLValue(content: .table(value(of: $0)), range: nowhere) }
      return TOMLValue(content: .array(tables), range: nowhere)
    }
  }
}

/// A name that equals another one only if all code points are the same.
struct ExactName: Hashable {
  let string: String

  static func == (left: ExactName, right: ExactName) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
