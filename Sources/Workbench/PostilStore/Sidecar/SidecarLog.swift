import PostilKit
import PostilSystem

/// A sidecar replayed: the newest state of each id, and the positions of its history in the file.
///
/// It reads each byte once, as the file grows, and keeps only the position of earlier revisions.
struct SidecarLog {
  let path: String
  let text: Text
  let sha256: String

  private(set) var lines: [Line] = []
  private(set) var entries = [Entry(id: "", number: 0), Entry(id: "", number: 0)]
  private(set) var index: [String: Int] = [:]
  private(set) var ops = OpHistory()
  private(set) var annotations = ShownAnnotations()
  private(set) var faults = LineFindings()
  /// The line, by entry, of each newest revision that does not match the text.
  private(set) var mismatches: [Int: Int] = [:]
  /// Revisions, by entry, that were made without knowledge of each other.
  private(set) var divergences: [Int: Divergence] = [:]
  /// The annotations, by entry, whose places a person has to decide.
  private(set) var moved: [Int: MovedAnnotation] = [:]
  /// The sidecars that `anchor` has replaced, by op.
  private(set) var kept: [String: KeptSidecar] = [:]
  private(set) var newestHeader = SidecarHeader()
  private(set) var status = ArticleStatus.open
  /// By the names of plugins, how they have processed the article, and the op, oldest first.
  private(set) var ran: [String: [(line: RanLine, op: String)]] = [:]
  /// The numbers, from 1, of lines whose check value is wrong.
  private(set) var unverified: Set<Int> = []
  /// Ranges of lines that are kept but not understood.
  private(set) var others: [Range<Int>] = []
  /// The number of lines read, and the offset after the last of them.
  private(set) var lineCount = 0
  private(set) var end = 0
  /// Whether some line looks like one of Postil's own, header or not.
  private(set) var isOurs = false
  /// Whether the last line read lacks its newline.
  private(set) var isUnended = false
  /// The last bytes read, at most 256, which contain a random id: no other file has them at
  /// ``end``.
  private(set) var lastBytes: [UInt8] = []
  /// Number of `compacted` markers read: each means that the file was rewritten by `compact` or
  /// `repair`.
  private(set) var rewrites = 0
  private(set) var lineAuthors = LineAuthors()
  private var unfinished = UnfinishedOp()
  private var reader = RevisionReader()

  init(path: String, article: LoadedArticle) {
    self.path = path
    text = article.article.text
    sha256 = article.sha256
  }

  mutating func report(_ code: String, line: Int? = nil, _ text: String) {
    faults.add(Finding(file: path, line: line, code: code, text: text))
  }

  /// Where the last op begins, if the file ends before all of its lines: it was not written whole.
  var tornOp: Int? { unfinished.offset }

  mutating func forget(_ code: String) { faults.forget(code) }

  // MARK: Reading

  /// Reserves capacity for the lines expected in `bytes` more bytes.
  mutating func expect(bytes: Int) {
    guard bytes > 1 << 20 else { return }
    let count = lines.count + bytes / 180
    lines.reserveCapacity(count)
    entries.reserveCapacity(count)
    annotations.reserve(count)
    index.reserveCapacity(count)
  }

  /// Reads the bytes that follow the last line read; returns the number of bytes in complete lines.
  ///
  /// - Parameters:
  ///   - bytes: Bytes of the file, starting at ``end``.
  ///   - isLast: Whether a last line without a newline is accepted, if it is readable.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, takingUnended isLast: Bool) -> Int {
    var start = 0
    let base = end
    var revision = Revision()
    if isUnended, let next = bytes.first {
      isUnended = false
      if next == 0x0A { start = 1 }
    }
    while start < bytes.count {
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      guard let length = Bytes.newline(in: rest) else {
        if isLast, takeUnended(rest, at: base + start) {
          start = bytes.count
          isUnended = true
        }
        break
      }
      take(UnsafeBufferPointer(rebasing: rest[..<length]), at: base + start, &revision)
      start += length + 1
    }
    end = base + start
    if start > 0 { lastBytes = Array(bytes[..<start].suffix(256)) }
    return start
  }

  /// Takes a line with its newline.
  ///
  /// - Parameter revision: Where a revision is read into: one for all lines, since making it takes time.
  private mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, at offset: Int, _ revision: inout Revision
  ) {
    if reader.read(line, into: &revision) {
      lineCount += 1
      if !unfinished.ignores(revision.stamp) {
        unfinished.count(revision.stamp, line, at: offset)
      }
      verify(line, isChecked: revision.stamp.isChecked)
      revise(&revision, offset, line.count)
    } else {
      let read = SidecarLine(line)
      unfinished.count(read, line, at: offset, isEnded: true)
      take(read, at: offset, length: line.count)
      if !read.isBad { verify(line, isChecked: read.stamp.isChecked) }
    }
  }

  /// Takes a last line without a newline; false if it cannot be read.
  private mutating func takeUnended(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    let line = SidecarLine(bytes)
    unfinished.count(line, bytes, at: offset, isEnded: false)
    if line.isBad { return false }
    take(line, at: offset, length: bytes.count)
    return true
  }

  /// Reports a line whose check value is wrong; one without is another program's.
  private mutating func verify(_ line: UnsafeBufferPointer<UInt8>, isChecked: Bool) {
    switch CheckValue.state(of: line) {
    case .right: return
    case .absent where !isChecked: return
    case .absent, .wrong:
      unverified.insert(lineCount)
      report("checksum", line: lineCount, "the line is not as Postil wrote it")
    }
  }

  private mutating func take(_ line: SidecarLine, at offset: Int, length: Int) {
    lineCount += 1
    if length == 0 { return }
    switch line.content {
    case .bad(let reason):
      others.append(offset..<offset + length)
      report(lineCount == 1 ? "header" : "bad-line", line: lineCount, reason)
    case .unknown:
      others.append(offset..<offset + length)
      if lineCount == 1 { report("header", line: 1, "the first line is not a header") }
    case .ran(let run):
      others.append(offset..<offset + length)
      ran[run.name, default: []].append((run, line.stamp.op))
      note(line.stamp, saying: run.annotator)
    case .settled(let id):
      others.append(offset..<offset + length)
      if let entry = index[id] { divergences[entry]?.settledBy = line.stamp.op }
      note(line.stamp)
    case .compacted:
      ops.forget()
      rewrites += 1
    case .anchored(let sidecar):
      ops.forget()
      rewrites += 1
      kept[line.stamp.op] = sidecar
      note(line.stamp)
    case .mark: note(line.stamp)
    case .header(let object, let version): take(object, version, line.stamp, offset, length)
    case .status(let new):
      let isSame = status == new
      status = new
      _ = add(line.stamp, author(of: line.stamp), entry: Self.statusEntry, offset, length) {
        isSame
      }
    case .removal(let id): _ = remove(id, line.stamp, offset, length)
    case .moved(var one):
      let entry = remove(one.id, line.stamp, offset, length)
      one.number = entries[entry].number
      moved[entry] = one
    case .revision(let annotation):
      var revision = Revision(annotation: annotation, stamp: line.stamp)
      revise(&revision, offset, length)
    }
  }

  private mutating func take(
    _ object: JSONObject, _ version: Int, _ stamp: SidecarLine.Stamp, _ offset: Int, _ length: Int
  ) {
    isOurs = true
    for fault in newestHeader.take(object, version: version, sha256: sha256) {
      report(fault.code, line: lineCount, fault.text)
    }
    _ = add(stamp, author(of: stamp), entry: Self.headerEntry, offset, length)
  }

  private mutating func remove(
    _ id: String, _ stamp: SidecarLine.Stamp, _ offset: Int, _ length: Int
  ) -> Int {
    let entry = entry(of: id)
    let isSame = entries[entry].isRemoved && moved[entry] == nil
    _ = add(stamp, author(of: stamp), entry: entry, offset, length, isRemoval: true) { isSame }
    hide(entry)
    mismatches[entry] = nil
    entries[entry].isRemoved = true
    return entry
  }

  /// Applies a revision; moves the annotation out of it, since copying one for each line would take
  /// most of the time of opening a large sidecar.
  private mutating func revise(_ revision: inout Revision, _ offset: Int, _ length: Int) {
    let entry = entry(of: revision.annotation.id)
    let old = entries[entry].newest < 0 ? nil : stored(entry)
    let isFirst = entries[entry].newest < 0
    let author = author(
      of: revision.stamp,
      saying: revision.annotation.state == .suggested ? revision.annotation.annotator : nil)
    func isSame() -> Bool { old?.annotation.decides(as: revision.annotation) ?? false }
    _ = add(revision.stamp, author, entry: entry, offset, length, isSame: isSame)
    entries[entry].isRemoved = false
    if !mismatches.isEmpty { mismatches[entry] = nil }
    guard let surface = surface(of: revision.annotation) else {
      mismatches[entry] = lineCount
      hide(entry)
      return
    }
    revision.annotation.text = surface
    if !isFirst, revision.stamp.prev == nil, !isSame() {
      diverge(
        entry, from: lines[lines.count - 1].previous,
        "'\(revision.annotation.id)' was changed without 'prev'")
    }
    var annotation = Annotation(layer: "", label: "", spans: [])
    swap(&annotation, &revision.annotation)
    show(
      StoredAnnotation(
        annotation: annotation, number: entries[entry].number, op: revision.stamp.op,
        at: revision.stamp.at, author: authors[author]), entry)
  }

  /// Records that the line being read does not know a line before it.
  private mutating func diverge(_ entry: Int, from line: Int, _ text: String) {
    if divergences[entry].map(isOpen) ?? false {
      divergences[entry]?.lines.append(line)
    } else {
      divergences[entry] = Divergence(lines: [line], number: lineCount, text: text)
    }
  }

  private mutating func entry(of id: String) -> Int {
    if let entry = index[id] { return entry }
    entries.append(Entry(id: id, number: nextNumber))
    index[id] = entries.count - 1
    return entries.count - 1
  }

  private mutating func show(_ stored: consuming StoredAnnotation, _ entry: Int) {
    annotations.show(stored)
    entries[entry].isShown = true
  }

  private mutating func hide(_ entry: Int) {
    if entries[entry].isShown { annotations.hide(entries[entry].number) }
    entries[entry].isShown = false
  }

  // MARK: History

  /// The index of a line's author in ``authors``; `annotator`: what the line says is the annotator.
  private mutating func author(
    of stamp: SidecarLine.Stamp, saying annotator: String? = nil
  ) -> Int { lineAuthors.index(of: stamp, saying: annotator) }

  /// Adds a line about no entry to the history of ops.
  private mutating func note(_ stamp: SidecarLine.Stamp, saying annotator: String? = nil) {
    let author = author(of: stamp, saying: annotator)
    ops.note(stamp, by: authors[author], line: -1)
  }

  private mutating func add(
    _ stamp: SidecarLine.Stamp, _ author: Int, entry: Int, _ offset: Int, _ length: Int,
    isRemoval: Bool = false, isSame: () -> Bool = { false }
  ) -> Int {
    if !stamp.op.isEmpty, !stamp.by.isEmpty { isOurs = true }
    if !moved.isEmpty { moved[entry] = nil }
    let op =
      ops.extend(stamp.op, to: lines.count)
      ?? ops.note(stamp, by: authors[author], line: lines.count)
    let previous = entries[entry].newest
    let prev = stamp.prev.map { ops.number(of: $0) } ?? -1
    if isParallel(previous, prev, op), !isSame() {
      diverge(
        entry, from: previous, "two changes of \(named(entry)) start from the same revision")
    } else if entry <= Self.statusEntry {
      divergences[entry] = nil
    }
    var line = Line(
      number: lineCount, offset: offset, length: length, entry: entry, previous: previous, op: op,
      author: author, prev: prev, isRemoval: isRemoval, effect: op, before: previous)
    // A second line of the same op continues the first one.
    if previous >= 0, op >= 0, lines[previous].op == op {
      line.before = lines[previous].before
      line.effect = lines[previous].effect
    } else if let target = target(stamp, of: entry) {
      line.effect = target >= 0 ? lines[target].effect : -1
      line.before = target >= 0 ? lines[target].before : -1
    } else if isRemoval, stamp.undoes != nil {
      // After `compact`, the op that was undone is no longer in the log.
      (line.effect, line.before) = (-1, -1)
    }
    lines.append(line)
    entries[entry].newest = lines.count - 1
    return op
  }
}
