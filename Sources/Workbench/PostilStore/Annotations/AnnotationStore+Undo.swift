import PostilKit
import PostilSystem

extension AnnotationStore {
  /// The op that the next `undo` would undo.
  package func undoable(by author: Author) -> LogEntry? {
    log.ops.undoable(by: author).map { log.logEntry($0) }
  }

  /// The op that the next `redo` would redo.
  package func redoable(by author: Author) -> LogEntry? {
    log.ops.redoable(by: author).map { log.logEntry($0) }
  }

  /// What a number of undos would take back, or of redos bring back, the first one first.
  package func reachable(by author: Author, isRedo: Bool, limit: Int) -> [LogEntry] {
    log.ops.reachable(by: author, isRedo: isRedo).suffix(limit).reversed().map { log.logEntry($0) }
  }

  /// Undoes an op of this person, whoever wrote its lines: the most recent one that is not undone yet, or
  /// a given one, as one part of an undo in several articles.
  ///
  /// Each annotation whose newest line belongs to that op gets its earlier revision again, as a new
  /// line; annotations changed since are left as they are and listed. This works after a restart
  /// and alongside other writers.
  ///
  /// - Parameters:
  ///   - op: The op to undo.
  ///   - new: The id of the undo.
  ///   - isDry: Whether nothing is written and the receipt is a preview.
  /// - Throws: `nothingToUndo`, and what a commit throws.
  package func undo(
    by author: Author, op: String? = nil, as new: String? = nil, isDry: Bool = false,
    sync: Bool = true
  ) throws -> Receipt {
    try turn(by: author, op: op, as: new, isUndo: true, isDry: isDry, sync: sync)
  }

  /// Redoes the op that was undone last, or a given one, unless the person has done something new since.
  ///
  /// - Throws: `nothingToRedo`, and what a commit throws.
  package func redo(
    by author: Author, op: String? = nil, as new: String? = nil, isDry: Bool = false,
    sync: Bool = true
  ) throws -> Receipt {
    try turn(by: author, op: op, as: new, isUndo: false, isDry: isDry, sync: sync)
  }

  /// Rolls back an op that was not completed, under its own author; an undo or a redo, too.
  ///
  /// - Returns: Whether the op was in the sidecar and not undone yet.
  /// - Throws: What a commit throws.
  func takeBack(_ op: String) throws -> Bool {
    guard holds(op), let number = log.ops.known(op) else { return false }
    let old = log.ops.ops[number]
    let target = old.undoes ?? old.redoes
    do {
      _ = try turn(
        by: old.author, for: old.person, op: target ?? op, as: nil, isUndo: old.undoes == nil,
        isInterrupted: target == nil, sync: true)
      return true
    } catch let error as PostilError where error.isNothingToTurn { return false }
  }

  /// Whether an op is in the sidecar and in effect: not undone or, if it is itself an undo, not redone.
  func holds(_ op: String) -> Bool {
    guard let number = log.ops.known(op) else { return false }
    if let undone = log.ops.ops[number].undoes { return log.ops.isUndone(undone) }
    return !log.ops.isUndone(log.ops.ops[number].redoes ?? op)
  }

  /// Whether an op is in the sidecar and its commander can undo it, or redo it.
  func canTurn(_ op: String, by commander: Author, isUndo: Bool) -> Bool {
    log.ops.known(op).map {
      log.ops.ops[$0].commander == commander && log.ops.isReachable($0, undo: isUndo)
    } ?? false
  }

  /// Whether an op is in the sidecar, is in effect (or undone), and yet its commander cannot undo it (or
  /// redo it) any more, since a later op came in between.
  func isPast(_ op: String, by commander: Author, isUndo: Bool) -> Bool {
    log.ops.known(op).map {
      log.ops.ops[$0].commander == commander && log.ops.ops[$0].isUndone != isUndo
        && !log.ops.isReachable($0, undo: isUndo)
    } ?? false
  }

  private func turn(
    by author: Author, for person: String? = nil, op id: String?, as new: String?, isUndo: Bool,
    isDry: Bool = false, isInterrupted: Bool = false, sync: Bool
  ) throws -> Receipt {
    let commander = person.map { .person($0) } ?? author
    if isUndo, let back = try anchored(id, by: commander, isDry: isDry) { return back }
    var composer: RevisionComposer?
    func compose(_ sidecar: borrowing SidecarFile) throws -> [SidecarLine] {
      let next = isUndo ? log.ops.undoable(by: commander) : log.ops.redoable(by: commander)
      let wanted = id.flatMap(log.ops.known).flatMap {
        log.ops.isReachable($0, undo: isUndo) ? $0 : nil
      }
      guard let op = id == nil ? next : wanted, log.ops.ops[op].commander == commander else {
        throw isUndo
          ? PostilError.store(.nothingToUndo(by: commander.name))
          : .store(.nothingToRedo(by: commander.name))
      }
      var stamp = SidecarLine.Stamp(op: new ?? AnnotationID.random(), by: author, for: person)
      stamp.isInterrupted = isInterrupted
      let lines = try restore(op, by: author, stamp, isUndo: isUndo, sidecar)
      composer = lines
      return lines.lines
    }
    if isDry {
      guard let sidecar = try SidecarFile.reading(file.sidecar) else { return .nothing }
      try catchUp(sidecar)
      _ = try compose(sidecar)
      return composer?.preview(log) ?? .nothing
    }
    try write(sync: sync, compose)
    return composer?.receipt(log) ?? .nothing
  }

  private func restore(
    _ op: Int, by author: Author, _ stamp: SidecarLine.Stamp, isUndo: Bool,
    _ sidecar: borrowing SidecarFile
  ) throws(PostilError) -> RevisionComposer {
    let old = log.ops.ops[op]
    var stamp = stamp
    stamp.articles = old.articles
    if isUndo { stamp.undoes = old.id } else { stamp.redoes = old.id }
    // What was changed since is compared line by line below.
    var composer = RevisionComposer(store: self, author: author, stamp: stamp)
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
    _ entry: Int, to target: Int, _ composer: inout RevisionComposer,
    _ sidecar: borrowing SidecarFile
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
    case (_, .moved(let moved)): composer.add(.moved(moved), entry, id)
    default:
      composer.noteRemoved(log.stored(entry))
      composer.add(.removal(id: id), entry, id)
    }
  }

  /// What an author wrote last about an annotation, which others may have revised since; nil if nothing
  /// is in effect, or if the sidecar cannot be read.
  package func newestRevision(of id: String, by author: Author) -> Annotation? {
    var number = log.index[id].map { log.entries[$0].newest } ?? -1
    while number >= 0 {
      let line = log.lines[number]
      let isInEffect =
        line.op < 0 || !log.ops.ops[line.op].isUndone && !log.ops.ops[line.op].isUndoOrRedo
      if log.authors[line.author] == author, !line.isRemoval, isInEffect,
        let bytes = try? file.sidecar.readIfPresent(limit: Int.max),
        bytes.count >= line.offset + line.length
      {
        let found = bytes[line.offset..<line.offset + line.length]
          .withUnsafeBufferPointer { SidecarLine($0) }
        if case .revision(let annotation) = found.content { return annotation }
      }
      number = line.previous
    }
    return nil
  }

  private func line(_ number: Int, _ sidecar: borrowing SidecarFile) throws(PostilError)
    -> SidecarLine
  {
    let line = log.lines[number]
    let bytes = try sidecar.bytes(line.offset..<line.offset + line.length)
    return bytes.withUnsafeBufferPointer { SidecarLine($0) }
  }

  /// The last revision of a removed annotation.
  private func last(
    _ entry: Int, _ sidecar: borrowing SidecarFile
  ) throws(PostilError) -> StoredAnnotation? {
    var number = log.entries[entry].newest
    while number >= 0 {
      let line = try line(number, sidecar)
      if case .revision(let annotation) = line.content {
        return StoredAnnotation(
          annotation: annotation, number: log.entries[entry].number, op: line.stamp.op,
          at: line.stamp.at, author: log.authors[log.lines[number].author])
      }
      number = log.lines[number].previous
    }
    return nil
  }

  /// The ops of this sidecar, oldest first; one by several authors gives an entry for each.
  ///
  /// - Parameter limit: The largest number of entries, counted from the newest; nil for all.
  package func log(limit: Int?) -> [LogEntry] {
    var entries: [LogEntry] = []
    for op in log.ops.ops.indices.reversed() where entries.count < limit ?? .max {
      entries += log.logEntries(op).reversed()
    }
    return entries.prefix(limit ?? .max).reversed()
  }

  /// The ops that wrote about these annotations, oldest first.
  package func log(of ids: Set<String>) -> [LogEntry] {
    var ops: Set<Int> = []
    for entry in ids.compactMap({ log.index[$0] }) {
      var line = log.entries[entry].newest
      while line >= 0 {
        if log.lines[line].op >= 0 { ops.insert(log.lines[line].op) }
        line = log.lines[line].previous
      }
    }
    return ops.sorted().flatMap(log.logEntries)
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

  /// An op as one entry for each of its authors, in the order in which they first wrote; none for an
  /// op whose only lines note that plugins have processed the article.
  func logEntries(_ number: Int) -> [LogEntry] {
    let op = ops.ops[number]
    guard op.first >= 0, op.first <= op.last else {
      return op.isUndoOrRedo || kept[op.id] != nil ? [logEntry(number)] : []
    }
    var parts: [(author: Int, written: Int, removed: Int)] = []
    for line in op.first...op.last where lines[line].op == number {
      let author = lines[line].author
      let place = parts.firstIndex { $0.author == author } ?? parts.count
      if place == parts.count { parts.append((author, 0, 0)) }
      // Of several lines about one annotation, the newest says what the op did.
      let entry = lines[line].entry
      guard entries[entry].number > 0, self.line(of: number, entry) == line else { continue }
      if lines[line].isRemoval { parts[place].removed += 1 } else { parts[place].written += 1 }
    }
    return parts.map { logEntry(number, authors[$0.author], $0.written, $0.removed) }
  }

  /// An op as one entry, whoever wrote its lines.
  func logEntry(_ number: Int) -> LogEntry {
    let lines = entries(of: number).filter { entries[$0].number > 0 }
      .compactMap { line(of: number, $0) }
    let removed = lines.count { self.lines[$0].isRemoval }
    return logEntry(number, ops.ops[number].author, lines.count - removed, removed)
  }

  private func logEntry(
    _ number: Int, _ author: Author, _ written: Int, _ removed: Int
  ) -> LogEntry {
    let op = ops.ops[number]
    return LogEntry(
      op: op.id, at: op.at, author: author, person: op.person, command: op.command,
      written: written, removed: removed, undoes: op.undoes, redoes: op.redoes,
      isInterrupted: op.isInterrupted, isUndone: op.isUndone,
      articles: op.articles)
  }
}
