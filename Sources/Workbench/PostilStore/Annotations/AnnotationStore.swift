import PostilKit
import PostilPublication
import PostilSystem

/// The annotations of one open article, stored in its sidecar.
///
/// There is no `save`: when ``commit(_:by:for:op:command:articles:sync:)`` returns, its changes are
/// on disk. Other processes may write to the same sidecar at any time; each commit first reads what
/// they wrote. A store is used by one thread at a time.
package final class AnnotationStore {
  /// The paths of the text and the sidecar.
  package let file: ArticleFile
  /// The article; its `published` comes from the sidecar, else from the text.
  package private(set) var article: Article
  /// The day of publication, and where it was found.
  package private(set) var published: PublishedFacts
  /// The article's source, as given by a person.
  package var source: String? { log.header?["source"]?.string }
  /// Whether a person has marked the article as done.
  package var status: ArticleStatus { log.status }
  /// The annotations in all states, sorted by screen number; without removed ones.
  package var annotations: [StoredAnnotation] { log.shown }
  /// The annotations whose places a person has to decide, by screen number.
  package var moved: [MovedAnnotation] { log.moved.values.sorted { $0.number < $1.number } }
  package func count(_ state: Annotation.State) -> Int { log.annotations.counts[state] ?? 0 }
  /// Problems found in the sidecar; its valid lines are used nevertheless.
  package var findings: [Finding] { log.findings }

  let loaded: LoadedArticle
  var log: SidecarLog
  /// Size and time of the text file when its content was last verified.
  private var textStamp: Files.Stamp?
  private var identity: SidecarFile.Identity?

  /// Opens an article that was read. Nothing is created on disk before the first commit.
  ///
  /// - Throws: `textChanged` if the sidecar was made for another text, `foreignSidecar`,
  ///   `cannotRead`, `locked`.
  package static func open(_ loaded: LoadedArticle) throws -> AnnotationStore {
    let store = AnnotationStore(loaded)
    try store.refresh()
    return store
  }

  /// Reads and opens an article.
  ///
  /// - Throws: What ``LoadedArticle/read(_:limit:published:)`` and ``open(_:)-(LoadedArticle)`` throw.
  package static func open(_ file: ArticleFile) throws -> AnnotationStore {
    try open(LoadedArticle.read(file))
  }

  private init(_ loaded: LoadedArticle) {
    self.loaded = loaded
    file = loaded.file
    textStamp = loaded.stamp
    article = loaded.article
    published = loaded.published
    log = SidecarLog(path: file.sidecarPath, article: loaded)
  }

  /// The annotation with that id, unless it is removed.
  package subscript(id id: String) -> StoredAnnotation? { log[id: id] }

  /// The annotation with that screen number, unless it is removed.
  package subscript(number number: Int) -> StoredAnnotation? { log[number: number] }

  /// Whether an id occurs in the log in any state, even removed; false if everything written about
  /// it is undone.
  package func isKnown(_ id: String) -> Bool {
    log.index[id].map { !log.isTakenBack($0) } ?? false
  }

  /// Whether a person has written a line about an annotation that is not undone.
  package func isTouched(_ id: String) -> Bool { log.index[id].map(log.isTouched) ?? false }

  /// Reads the lines that other processes have appended since.
  ///
  /// - Returns: The annotations that they wrote, as they are now.
  /// - Throws: What ``open(_:)-(LoadedArticle)`` throws.
  @discardableResult package func refresh() throws -> [StoredAnnotation] {
    guard let sidecar = try SidecarFile.reading(file.sidecar) else {
      reset()
      return []
    }
    let from = try catchUp(sidecar)
    // When opening, every annotation is new and no caller uses the list: skip building it.
    if from == 0, log.lines.count > 100_000 { return log.shown }
    var entries: Set<Int> = []
    return log.lines[min(from, log.lines.count)...].compactMap { line in
      entries.insert(line.entry).inserted ? log.stored(line.entry) : nil
    }
  }

  /// Reads the file from the end of the last line read; all of it if the file was replaced. Returns
  /// the index of the first new line.
  @discardableResult
  func catchUp(_ sidecar: borrowing SidecarFile) throws(PostilError) -> Int {
    if try !isSame(sidecar) { reset() }
    let (start, from, rewrites) = (log.end, log.lines.count, log.rewrites)
    log.forget("torn-tail")
    identity = sidecar.identity
    var tail = try read(sidecar)
    let isRewritten = start > 0 && log.rewrites > rewrites
    if isRewritten {
      reset()
      identity = sidecar.identity
      tail = try read(sidecar)
    }
    if let torn = log.tornOp {
      reset()
      identity = sidecar.identity
      _ = try read(sidecar, upTo: torn)
      tail = try sidecar.bytes(torn..<sidecar.size)[...]
    }
    if !log.isOurs, log.end > 0, try Self.beginsWithHole(sidecar) {
      reset()
      identity = sidecar.identity
      tail = try sidecar.bytes(0..<sidecar.size)[...]
    }
    try admit(tail: tail)
    takeFacts()
    return isRewritten ? 0 : from
  }

  /// The bytes of zero that a file begins with if the power failed during its first write and the disk lost
  /// the first sectors of it. No command has reported a line of such a file.
  private static let hole = [UInt8](repeating: 0, count: 16)

  private static func beginsWithHole(_ sidecar: borrowing SidecarFile) throws(PostilError) -> Bool {
    guard sidecar.size >= hole.count else { return false }
    return try sidecar.bytes(0..<hole.count) == hole
  }

  /// Whether a file begins with what was read. Its inode is not enough: after `compact` has run
  /// twice, the first file's inode may be reused. A rewritten file ends with a new random id, so
  /// either the bytes before the old end differ, or that line comes after it.
  private func isSame(_ sidecar: borrowing SidecarFile) throws(PostilError) -> Bool {
    guard sidecar.identity == identity, sidecar.size >= log.end else { return false }
    return try sidecar.bytes(log.end - log.lastBytes.count..<log.end) == log.lastBytes
  }

  /// Reads to the end of the file, or to an offset, in pieces; returns the bytes after the last complete line.
  private func read(
    _ sidecar: borrowing SidecarFile, upTo end: Int? = nil
  ) throws(PostilError) -> ArraySlice<UInt8> {
    let size = end ?? sidecar.size
    var piece = 8 << 20
    log.expect(bytes: size - log.end)
    while true {
      let start = log.end
      let isLast = size - start <= piece
      let bytes = try sidecar.bytes(start..<(isLast ? max(start, size) : start + piece))
      let used = bytes.withUnsafeBufferPointer { log.read($0, takingUnended: isLast) }
      if isLast { return bytes[used...] }
      if used == 0 { piece *= 2 }
    }
  }

  /// Refuses a file that is not a Postil sidecar or belongs to another text, and discards what was
  /// read of it.
  private func admit(tail: ArraySlice<UInt8>) throws(PostilError) {
    if log.isTextChanged {
      reset()
      throw .store(.textChanged(path: file.textPath))
    }
    let opening = Array(#"{"postil":"#.utf8)
    let isTornHeader =
      log.end == 0
      && (tail.starts(with: opening) || opening.starts(with: tail) || tail.starts(with: Self.hole))
    if log.end + tail.count > 0, !log.isOurs, !isTornHeader {
      reset()
      throw .store(.foreignSidecar(path: file.sidecarPath))
    }
    if !tail.isEmpty {
      log.report(
        "torn-tail", line: log.lineCount + 1,
        tail.contains(0x0A)
          ? "the last op is incomplete; its lines will be cut off"
          : "the last line is incomplete; it will be cut off")
    }
  }

  func reset() {
    log = SidecarLog(path: file.sidecarPath, article: loaded)
    identity = nil
    takeFacts()
  }

  private func takeFacts() {
    published = loaded.published
    if let date = log.published {
      published.date = date
      published.origin = .sidecar
      published.span = nil
    }
    article.published = published.date
  }

  // MARK: Writing

  /// Refuses what a commit would refuse, whatever its changes are.
  ///
  /// - Throws: `textChanged`, `newerSidecar`, and what reading throws.
  func checkWritable() throws {
    try checkText()
    try refresh()
    if log.version > 1 {
      throw PostilError.store(.newerSidecar(path: file.sidecarPath, version: log.version))
    }
  }

  /// Writes lines that `make` builds from the state under the lock; nothing if there are none.
  func write(
    sync: Bool, _ make: (borrowing SidecarFile) throws -> [SidecarLine]
  ) throws {
    try checkText()
    var sidecar = try appending()
    var lines: [SidecarLine]
    do {
      try catchUp(sidecar)
      if log.version > 1 {
        throw PostilError.store(.newerSidecar(path: file.sidecarPath, version: log.version))
      }
      lines = try make(sidecar)
    } catch {
      sidecar.discardIfEmpty()
      throw error
    }
    if lines.isEmpty {
      sidecar.discardIfEmpty()
      return
    }
    if sidecar.size > log.end { try sidecar.cut(to: log.end, sync: sync) }
    if log.header == nil { lines.insert(SidecarLine(.header(newHeader, version: 1)), at: 0) }
    // So that an op that is not written whole is noticed.
    let stamped = lines.indices.filter { !lines[$0].stamp.op.isEmpty }
    if stamped.count > 1 { lines[stamped[0]].stamp.lines = stamped.count }
    var writer = JSONWriter()
    if log.isUnended { writer.write(raw: "\n") }
    for line in lines { line.write(to: &writer) }
    do {
      try sidecar.append(writer.bytes, sync: sync)
    } catch {
      // Memory and file may differ now: the next call must read the whole file again.
      reset()
      throw error
    }
    take(writer.bytes)
  }

  /// Takes what was just written. It is not read again: that could fail although all is done.
  private func take(_ bytes: [UInt8]) {
    log.forget("torn-tail")
    _ = bytes.withUnsafeBufferPointer { log.read($0, takingUnended: true) }
    takeFacts()
  }

  /// Checks that the text on disk is still the one that was read, so that spans stay valid.
  private func checkText() throws(PostilError) {
    let now = Files.stamp(file.textPath)
    guard now != textStamp else { return }
    guard try SHA256.hex(file.text.read(limit: Int.max)) == loaded.sha256 else {
      throw .store(.textChanged(path: file.textPath))
    }
    textStamp = now
  }

  private func appending() throws(PostilError) -> SidecarFile {
    guard let sidecar = try SidecarFile.appending(file.sidecar, creating: true) else {
      throw .file(.noSuchFile(path: file.sidecarPath))
    }
    return sidecar
  }

  var newHeader: JSONObject { JSONObject().describing(loaded) }

  /// The header with these facts changed; its other members are kept.
  func header(published: CalendarDate?, source: String?) -> JSONObject {
    var header = (log.header ?? newHeader).describing(loaded)
    header["published"] = published.map { .string($0.description) }
    header["source"] = source.map { .string($0) }
    return header
  }
}
