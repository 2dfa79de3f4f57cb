/// The ops of a log in the order of their first lines, and what each person can undo and redo.
struct OpHistory {
  struct Op {
    let id: String
    let at: String
    /// The author of its first line.
    let author: Author
    /// The person whose command it is, if that is not the author.
    let person: String?
    let command: String?
    let articles: [String]
    let undoes: String?
    let redoes: String?
    /// Whether it took back an op that was not completed.
    let isInterrupted: Bool
    /// The indices of its first and last line in the log; -1 while there are none, as in an op that
    /// only notes that a plugin has processed the article.
    var first: Int
    var last: Int
    var isUndone = false

    /// Who can undo it: the person who commanded it, or its author if no person is named.
    var commander: Author { person.map { .person($0) } ?? author }
    var isUndoOrRedo: Bool { undoes != nil || redoes != nil }

    /// Records a line.
    mutating func extend(to line: Int) {
      last = max(last, line)
      if first < 0 { first = line }
    }
  }

  private(set) var ops: [Op] = []
  private var numbers: [String: Int] = [:]
  /// Ops that are only named in a `prev`, as numbers below -1, so that they can be compared.
  private var unknownOps: [String: Int] = [:]
  private var done: [Author: [Int]] = [:]
  private var undone: [Author: [Int]] = [:]
  /// Ops that an undo names before any of their lines was read, an order that `compact` may write.
  private var undoneBefore: Set<String> = []
  private var newest: (id: String, number: Int) = ("", -1)

  func known(_ id: String) -> Int? { numbers[id] }

  /// The number of an op that a line names; a new one if it is unknown.
  mutating func number(of id: String) -> Int {
    if id == newest.id { return newest.number }
    if let number = numbers[id] { return number }
    let number = unknownOps[id] ?? unknownOps.count
    unknownOps[id] = number
    return Int.max - number
  }

  /// Records that a line belongs to the op of the line before it, as nearly all lines of a large
  /// sidecar do; nil if it belongs to another op. Apart from ``note(_:by:line:)``, since copying an
  /// author for each line would take longer than all else here.
  mutating func extend(_ op: String, to line: Int) -> Int? {
    if op.isEmpty { return -1 }
    guard op == newest.id else { return nil }
    ops[newest.number].extend(to: line)
    return newest.number
  }

  /// Records that a line belongs to an op; -1 for a line without one.
  @discardableResult
  mutating func note(_ stamp: SidecarLine.Stamp, by author: Author, line: Int) -> Int {
    if let number = extend(stamp.op, to: line) { return number }
    if let number = numbers[stamp.op] {
      ops[number].extend(to: line)
      newest = (stamp.op, number)
      return number
    }
    let number = ops.count
    ops.append(
      Op(
        id: stamp.op, at: stamp.at, author: author, person: stamp.person, command: stamp.command,
        articles: stamp.articles, undoes: stamp.undoes, redoes: stamp.redoes,
        isInterrupted: stamp.isInterrupted, first: line, last: line))
    numbers[stamp.op] = number
    if undoneBefore.contains(stamp.op) { ops[number].isUndone = true }
    newest = (stamp.op, number)
    count(number)
    return number
  }

  private mutating func count(_ number: Int) {
    let commander = ops[number].commander
    if let op = ops[number].undoes, numbers[op] == nil { undoneBefore.insert(op) }
    if let op = ops[number].redoes { undoneBefore.remove(op) }
    if let op = ops[number].undoes {
      if let op = numbers[op], take(op, from: &done[commander, default: []]) {
        if !ops[number].isInterrupted { undone[commander, default: []].append(op) }
        ops[op].isUndone = true
      }
    } else if let op = ops[number].redoes {
      if let op = numbers[op], take(op, from: &undone[commander, default: []]) {
        done[commander, default: []].append(op)
        ops[op].isUndone = false
      }
    } else {
      done[commander, default: []].append(number)
      undone[commander]?.removeAll()
    }
  }

  private func take(_ op: Int, from stack: inout [Int]) -> Bool {
    guard let place = stack.lastIndex(of: op) else { return false }
    stack.remove(at: place)
    return true
  }

  /// The op that a person's next undo would undo.
  func undoable(by commander: Author) -> Int? { done[commander]?.last }
  /// The op that a person's next redo would redo.
  func redoable(by commander: Author) -> Int? { undone[commander]?.last }
  /// What a person can undo, or redo, the last one last.
  func reachable(by commander: Author, isRedo: Bool) -> [Int] {
    (isRedo ? undone : done)[commander] ?? []
  }
  /// Whether the person who commanded an op can undo it (or redo it, if it is undone).
  func isReachable(_ op: Int, undo: Bool) -> Bool {
    (undo ? done : undone)[ops[op].commander]?.contains(op) == true
  }
  /// Whether an op is undone; false for one that is not in the log.
  func isUndone(_ id: String) -> Bool { numbers[id].map { ops[$0].isUndone } ?? false }

  /// Discards what could be undone, since the earlier revisions are gone.
  mutating func forget() {
    done = [:]
    undone = [:]
  }
}
