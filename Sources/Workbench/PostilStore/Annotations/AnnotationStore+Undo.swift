import PostilKit
import PostilSystem

extension AnnotationStore {
  /// What `undo` would take back.
  package func undoable(by: String) -> LogEntry? { log.ops.undoable(by: by).map(log.logEntry) }

  /// What `redo` would bring back.
  package func redoable(by: String) -> LogEntry? { log.ops.redoable(by: by).map(log.logEntry) }

  /// Takes back the last op of that author which is not undone yet.
  ///
  /// Each annotation whose newest line is still that op's gets its earlier revision again, as a new
  /// line; those that somebody changed since are left and listed. It works after a restart, and beside
  /// other writers.
  ///
  /// - Throws: `nothingToUndo`, and what a commit throws.
  package func undo(by: String) throws -> Receipt { try undo(by: by, op: nil, as: nil) }

  /// Brings back the op that was undone last, unless that author has done something new since.
  ///
  /// - Throws: `nothingToRedo`, and what a commit throws.
  package func redo(by: String) throws -> Receipt { try redo(by: by, op: nil, as: nil) }

  /// Takes back one op of that author, under a given new op: one part of an undo in several articles.
  package func undo(
    by: String, op: String?, as new: String?, sync: Bool = true
  ) throws -> Receipt {
    try turn(by: by, op: op, as: new, isUndo: true, sync: sync)
  }

  /// Brings back one op of that author, under a given new op: one part of a redo in several articles.
  package func redo(
    by: String, op: String?, as new: String?, sync: Bool = true
  ) throws -> Receipt {
    try turn(by: by, op: op, as: new, isUndo: false, sync: sync)
  }

  private func turn(
    by: String, op id: String?, as new: String?, isUndo: Bool, sync: Bool
  ) throws -> Receipt {
    var composer: Composer?
    try write(sync: sync) { sidecar in
      let next = isUndo ? log.ops.undoable(by: by) : log.ops.redoable(by: by)
      let wanted = id.flatMap(log.ops.known).flatMap {
        log.ops.isReachable($0, undo: isUndo) ? $0 : nil
      }
      guard let op = id == nil ? next : wanted, log.ops.ops[op].by == by else {
        throw isUndo ? PostilError.nothingToUndo(by: by) : .nothingToRedo(by: by)
      }
      let lines = try restore(op, by: by, as: new, isUndo: isUndo, sidecar)
      composer = lines
      return lines.lines
    }
    return composer?.receipt(log) ?? Receipt(op: "")
  }

  private func restore(
    _ op: Int, by: String, as new: String?, isUndo: Bool, _ sidecar: borrowing SidecarFile
  ) throws(PostilError) -> Composer {
    let old = log.ops.ops[op]
    var stamp = SidecarLine.Stamp(op: new ?? AnnotationID.random(), at: Clock.now(), by: by)
    stamp.articles = old.articles
    if isUndo { stamp.undoes = old.id } else { stamp.redoes = old.id }
    var composer = Composer(store: self, stamp: stamp)
    composer.command = old.command
    for entry in log.entries(of: op) {
      guard let line = log.line(of: op, entry) else { continue }
      let newest = log.lines[log.entries[entry].newest]
      let before = log.lines[line].before
      let expected = isUndo ? log.lines[line].effect : before >= 0 ? log.lines[before].effect : -1
      guard newest.effect == expected else {
        let shown = log.stored(entry)
        if let stored = shown == nil ? try last(entry, sidecar) : shown {
          composer.left.append(stored)
        }
        continue
      }
      try restore(entry, to: isUndo ? before : line, &composer, sidecar)
    }
    if composer.lines.isEmpty { composer.mark() }
    return composer
  }

  private func restore(
    _ entry: Int, to target: Int, _ composer: inout Composer, _ sidecar: borrowing SidecarFile
  ) throws(PostilError) {
    let content = target >= 0 ? try line(target, sidecar).content : nil
    let id = log.entries[entry].id
    switch (entry, content) {
    case (SidecarLog.statusEntry, .status(let status)):
      composer.add(.status(status), entry, "status")
    case (SidecarLog.statusEntry, _): composer.add(.status(.open), entry, "status")
    case (SidecarLog.headerEntry, .header(let object, _)):
      let published = object["published"]?.string.flatMap { CalendarDate($0) }
      let header = header(published: published, source: object["source"]?.string)
      composer.add(.header(header, version: 1), entry, "header")
    case (SidecarLog.headerEntry, _):
      composer.add(.header(header(published: nil, source: nil), version: 1), entry, "header")
    case (_, .revision(let annotation)): composer.add(.revision(annotation), entry, id)
    default:
      composer.noteRemoved(log.stored(entry))
      composer.add(.removal(id: id), entry, id)
    }
  }

  private func line(_ number: Int, _ sidecar: borrowing SidecarFile) throws(PostilError)
    -> SidecarLine
  {
    let line = log.lines[number]
    let bytes = try sidecar.bytes(line.offset..<line.offset + line.length)
    return bytes.withUnsafeBufferPointer { SidecarLine($0) }
  }

  /// The last revision of an annotation that is removed.
  private func last(
    _ entry: Int, _ sidecar: borrowing SidecarFile
  ) throws(PostilError) -> StoredAnnotation? {
    var number = log.entries[entry].newest
    while number >= 0 {
      let line = try line(number, sidecar)
      if case .revision(let annotation) = line.content {
        return StoredAnnotation(
          annotation: annotation, number: log.entries[entry].number, op: line.stamp.op,
          at: line.stamp.at, by: line.stamp.by)
      }
      number = log.lines[number].previous
    }
    return nil
  }

  /// The ops of this sidecar, newest last.
  ///
  /// - Parameter limit: The most ops wanted, counted from the newest; nil for all.
  package func log(limit: Int?) -> [LogEntry] {
    let count = log.ops.ops.count
    return (max(0, count - (limit ?? count))..<count).map(log.logEntry)
  }

  /// The ops that wrote about annotations, newest last.
  package func log(of ids: Set<String>) -> [LogEntry] {
    var ops: Set<Int> = []
    for entry in ids.compactMap({ log.index[$0] }) {
      var line = log.entries[entry].newest
      while line >= 0 {
        if log.lines[line].op >= 0 { ops.insert(log.lines[line].op) }
        line = log.lines[line].previous
      }
    }
    return ops.sorted().map(log.logEntry)
  }
}

extension SidecarLog {
  /// The entries that an op wrote about, in the order of its lines.
  func entries(of op: Int) -> [Int] {
    let (first, last) = (ops.ops[op].first, ops.ops[op].last)
    guard first >= 0, first <= last else { return [] }
    var seen: Set<Int> = []
    return lines[first...last].compactMap { line in
      line.op == op && seen.insert(line.entry).inserted ? line.entry : nil
    }
  }

  func logEntry(_ number: Int) -> LogEntry {
    let op = ops.ops[number]
    let entries = entries(of: number).filter { self.entries[$0].number > 0 }
    let removed = entries.count { entry in
      line(of: number, entry).map { lines[$0].isRemoval } ?? false
    }
    return LogEntry(
      op: op.id, at: op.at, by: op.by, command: op.command, written: entries.count - removed,
      removed: removed, undoes: op.undoes ?? op.redoes, isUndone: op.isUndone,
      articles: op.articles)
  }
}
