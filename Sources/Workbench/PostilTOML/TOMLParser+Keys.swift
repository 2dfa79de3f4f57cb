/// Keys, what they define, and headers.
extension TOMLParser {
  typealias Key = TOMLTree.Key

  /// Reads `key = value` into a table.
  mutating func assignment(in table: Int) throws(Failure) {
    var keys = try keys()
    guard take("=" as Unicode.Scalar) else { throw expected("'=' after the key") }
    let last = keys.removeLast()
    let table = try dotted(keys, in: table)
    if let member = tree.member(last.name, of: table) { throw defined(last, member.key) }
    skipBlanks()
    let value = try value(depth: tree[table].depth + 1)
    tree.put(.value(value), in: table, last)
  }

  /// Reads a key: names with dots between them, and blanks on both sides.
  private mutating func keys() throws(Failure) -> [Key] {
    var keys: [Key] = []
    repeat {
      skipBlanks()
      if keys.count == TOMLDocument.deepest { throw tooDeep }
      keys.append(try name())
      skipBlanks()
    } while take("." as Unicode.Scalar)
    return keys
  }

  private mutating func name() throws(Failure) -> Key {
    let start = at
    switch next {
    case "\"": return Key(name: try basicString(), offset: start)
    case "'": return Key(name: try literalString(), offset: start)
    default:
      while isBare { at += 1 }
      guard at > start else { throw expected("a key") }
      return Key(name: String(decoding: bytes[start..<at], as: UTF8.self), offset: start)
    }
  }

  private var isBare: Bool {
    switch next {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  /// The table that the names before the last dot of a key lead to. It is defined by such keys alone.
  private mutating func dotted(_ keys: [Key], in table: Int) throws(Failure) -> Int {
    var table = table
    for key in keys {
      switch tree.member(key.name, of: table) {
      case nil:
        if tree[table].depth + 1 >= TOMLDocument.deepest { throw tooDeep }
        table = tree.add(.dotted, in: table, key)
      case (_, .table(let found))? where tree[found].form != .header:
        table = found
        tree[table].form = .dotted
      case let member?: throw closed(key, member)
      }
    }
    return table
  }

  /// Reads `[key]` or `[[key]]`, and makes its table the one that the next lines are in.
  mutating func header() throws(Failure) {
    at += 1
    let isList = take("[" as Unicode.Scalar)
    var keys = try keys()
    guard isList ? take("]]" as StaticString) : take("]" as Unicode.Scalar) else {
      throw expected(isList ? "']]' after the key" : "']' after the key")
    }
    let last = keys.removeLast()
    let parent = try parent(keys)
    if tree[parent].depth + 2 >= TOMLDocument.deepest { throw tooDeep }
    table = try isList ? listed(last, in: parent) : headed(last, in: parent)
  }

  /// The table that a header's last name is in; it may be defined later.
  private mutating func parent(_ keys: [Key]) throws(Failure) -> Int {
    var table = 0
    for key in keys {
      switch tree.member(key.name, of: table) {
      case nil:
        if tree[table].depth + 1 >= TOMLDocument.deepest { throw tooDeep }
        table = tree.add(.implicit, in: table, key)
      case (_, .table(let found))?: table = found
      case (_, .tables(let list))?: table = tree.last(of: list)
      case let member?: throw closed(key, member)
      }
    }
    return table
  }

  private mutating func headed(_ key: Key, in table: Int) throws(Failure) -> Int {
    switch tree.member(key.name, of: table) {
    case nil: return tree.add(.header, in: table, key)
    case (_, .table(let found))? where tree[found].form == .implicit:
      tree[found].form = .header
      return found
    case let member?: throw defined(key, member.key)
    }
  }

  private mutating func listed(_ key: Key, in table: Int) throws(Failure) -> Int {
    switch tree.member(key.name, of: table) {
    case nil: return tree.addList(in: table, key, end: at)
    case (_, .tables(let list))?: return tree.append(to: list, end: at)
    case let member?: throw defined(key, member.key)
    }
  }

  /// Too many names, tables or arrays inside each other.
  var tooDeep: Failure {
    failure("it nests deeper than \(TOMLDocument.deepest) levels, which is the most")
  }

  private func defined(_ key: Key, _ first: Key) -> Failure {
    let line = TOMLPlace(of: first.offset, in: bytes).line
    return Failure(
      offset: key.offset, reason: "'\(key.name)' is already defined in line \(line)")
  }

  private func closed(_ key: Key, _ member: (key: Key, slot: TOMLTree.Slot)) -> Failure {
    let line = TOMLPlace(of: member.key.offset, in: bytes).line
    return Failure(
      offset: key.offset,
      reason: "nothing can be added to '\(key.name)', which is defined in line \(line)")
  }
}
