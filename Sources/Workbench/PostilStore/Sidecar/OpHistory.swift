/// The ops of a log in the order of their first lines, and what each author can undo and redo.
struct OpHistory {
  struct Op {
    let id: String
    let at: String
    let by: String
    let command: String?
    let articles: [String]
    let undoes: String?
    let redoes: String?
    let first: Int
    var last: Int
    var isUndone = false
  }

  private(set) var ops: [Op] = []
  private var numbers: [String: Int] = [:]
  /// Ops that are only named in a `prev`, as numbers below -1, so that they can be compared.
  private var strangers: [String: Int] = [:]
  private var done: [String: [Int]] = [:]
  private var undone: [String: [Int]] = [:]
  private var newest: (id: String, number: Int) = ("", -1)

  func known(_ id: String) -> Int? { numbers[id] }

  /// A number for an op that a line names, known or not.
  mutating func number(of id: String) -> Int {
    if id == newest.id { return newest.number }
    if let number = numbers[id] { return number }
    let number = strangers[id] ?? strangers.count
    strangers[id] = number
    return Int.max - number
  }

  /// Notes that a line belongs to an op; -1 for a line without one.
  mutating func note(_ stamp: SidecarLine.Stamp, line: Int) -> Int {
    if stamp.op.isEmpty { return -1 }
    if stamp.op == newest.id {
      ops[newest.number].last = max(ops[newest.number].last, line)
      return newest.number
    }
    if let number = numbers[stamp.op] {
      ops[number].last = max(ops[number].last, line)
      newest = (stamp.op, number)
      return number
    }
    let number = ops.count
    ops.append(
      Op(
        id: stamp.op, at: stamp.at, by: stamp.by, command: stamp.command, articles: stamp.articles,
        undoes: stamp.undoes, redoes: stamp.redoes, first: line, last: line))
    numbers[stamp.op] = number
    newest = (stamp.op, number)
    count(number, stamp)
    return number
  }

  private mutating func count(_ number: Int, _ stamp: SidecarLine.Stamp) {
    if let op = stamp.undoes {
      if let op = numbers[op], take(op, from: &done[stamp.by, default: []]) {
        undone[stamp.by, default: []].append(op)
        ops[op].isUndone = true
      }
    } else if let op = stamp.redoes {
      if let op = numbers[op], take(op, from: &undone[stamp.by, default: []]) {
        done[stamp.by, default: []].append(op)
        ops[op].isUndone = false
      }
    } else {
      done[stamp.by, default: []].append(number)
      undone[stamp.by]?.removeAll()
    }
  }

  private func take(_ op: Int, from stack: inout [Int]) -> Bool {
    guard let place = stack.lastIndex(of: op) else { return false }
    stack.remove(at: place)
    return true
  }

  /// What an author's next undo would take back.
  func undoable(by author: String) -> Int? { done[author]?.last }
  /// What an author's next redo would bring back.
  func redoable(by author: String) -> Int? { undone[author]?.last }
  /// Whether an op may be undone (or, if undone, redone) by its author.
  func isReachable(_ op: Int, undo: Bool) -> Bool {
    (undo ? done : undone)[ops[op].by]?.contains(op) == true
  }

  /// Forgets what could be undone: the earlier revisions are gone.
  mutating func forget() {
    done = [:]
    undone = [:]
  }
}
