import PostilKit
import PostilSystem

/// The annotations of one open article, kept in its sidecar.
///
/// There is no `save`: what a ``commit(_:by:for:op:command:articles:sync:)`` has returned is on disk. Others may
/// write to the same sidecar at any time; each commit first reads what they wrote. A store is used by
/// one thread at a time.
package final class AnnotationStore {
  /// Where text and sidecar lie.
  package let file: ArticleFile
  /// The article; its `published` is the sidecar's, else the text's own.
  package private(set) var article: Article
  /// When it was published, and where that is known from.
  package private(set) var published: PublishedFacts
  /// Where the article comes from, as a person said.
  package var source: String? { log.header?["source"]?.string }
  /// Whether a person has finished with it.
  package var status: ArticleStatus { log.status }
  /// The annotations of all states by screen number; removed ones not.
  package var annotations: [StoredAnnotation] { log.shown }
  /// How many annotations are in a state.
  package func count(_ state: Annotation.State) -> Int { log.counts[state] ?? 0 }
  /// What is wrong in the sidecar; all that is right in it is used nevertheless.
  package var findings: [Finding] { log.findings }

  private let loaded: LoadedArticle
  var log: SidecarLog
  /// Size and time of the text when it was last known to be the one that was read.
  private var textStamp: Files.Stamp?
  private var identity: SidecarFile.Identity?

  /// Opens an article that was read. Nothing is created on disk until the first commit.
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

  /// The annotation of that id, unless it is removed.
  package subscript(id id: String) -> StoredAnnotation? { log[id: id] }

  /// The annotation of that screen number, unless it is removed.
  package subscript(number number: Int) -> StoredAnnotation? { log[number: number] }

  /// Whether an id is in the log in any state, removed ones included; not if all that was written about
  /// it is undone.
  package func isKnown(_ id: String) -> Bool {
    log.index[id].map { !log.isTakenBack($0) } ?? false
  }

  /// Whether a person has written any line about an annotation that is not undone.
  package func isTouched(_ id: String) -> Bool { log.index[id].map(log.isTouched) ?? false }

  /// Whether a plugin, as `name@version`, has processed the article knowing its present day of
  /// publication; any day if that is unknown now, since less is known than then. A run that was undone
  /// does not count.
  package func hasRun(_ annotator: String) -> Bool {
    guard let day = log.ran[annotator]?.last(where: { !log.ops.isUndone($0.op) })?.day else {
      return false
    }
    return article.published.map { day == "\($0)" } ?? true
  }

  /// Reads what others wrote since, and only that.
  ///
  /// - Returns: The annotations they wrote, as they are now.
  /// - Throws: What ``open(_:)-(LoadedArticle)`` throws.
  @discardableResult package func refresh() throws -> [StoredAnnotation] {
    guard let sidecar = try SidecarFile.reading(file.sidecarPath) else {
      reset()
      return []
    }
    let from = try catchUp(sidecar)
    // On opening, everything is new and nobody asks.
    if from == 0, log.lines.count > 100_000 { return log.shown }
    var entries: Set<Int> = []
    return log.lines[min(from, log.lines.count)...].compactMap { line in
      entries.insert(line.entry).inserted ? log.stored(line.entry) : nil
    }
  }

  /// Reads what the file holds behind the last line read; all of it if it is another file now.
  /// Returns the number of the first line that is new.
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
    try admit(tail: tail)
    takeFacts()
    return isRewritten ? 0 : from
  }

  /// Whether a file begins with what was read. Its inode does not tell: after two times of `compact`
  /// the first file's may be in use again. Whatever is rewritten ends with a new random id, so either
  /// the bytes before the end differ, or that line is among those behind.
  private func isSame(_ sidecar: borrowing SidecarFile) throws(PostilError) -> Bool {
    guard sidecar.identity == identity, sidecar.size >= log.end else { return false }
    return try sidecar.bytes(log.end - log.lastBytes.count..<log.end) == log.lastBytes
  }

  /// Reads piece by piece to the end of the file; returns what is left behind the last whole line.
  private func read(_ sidecar: borrowing SidecarFile) throws(PostilError) -> ArraySlice<UInt8> {
    var piece = 8 << 20
    log.expect(bytes: sidecar.size - log.end)
    while true {
      let start = log.end
      let isLast = sidecar.size - start <= piece
      let bytes = try sidecar.bytes(start..<(isLast ? max(start, sidecar.size) : start + piece))
      let used = bytes.withUnsafeBufferPointer { log.read($0, takingUnended: isLast) }
      if isLast { return bytes[used...] }
      if used == 0 { piece *= 2 }
    }
  }

  /// Refuses what is not ours or belongs to another text, and forgets what was read of it.
  private func admit(tail: ArraySlice<UInt8>) throws(PostilError) {
    if log.isTextChanged {
      reset()
      throw .textChanged(path: file.textPath)
    }
    let opening = Array(#"{"postil":"#.utf8)
    let isTornHeader =
      log.end == 0 && (tail.starts(with: opening) || opening.starts(with: tail))
    if log.end + tail.count > 0, !log.isOurs, !isTornHeader {
      reset()
      throw .foreignSidecar(path: file.sidecarPath)
    }
    if !tail.isEmpty {
      log.report(
        "torn-tail", line: log.lineCount + 1,
        "the last line was not written to its end; it will be cut off")
    }
  }

  private func reset() {
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

  /// Writes lines that `make` composes from the state under the lock; nothing if there are none.
  func write(
    sync: Bool, _ make: (borrowing SidecarFile) throws -> [SidecarLine]
  ) throws {
    try checkText()
    var sidecar = try appending()
    var lines: [SidecarLine]
    do {
      try catchUp(sidecar)
      if log.version > 1 {
        throw PostilError.newerSidecar(path: file.sidecarPath, version: log.version)
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
    if sidecar.size > log.end { try sidecar.cut(to: log.end) }
    if log.header == nil { lines.insert(SidecarLine(.header(newHeader, version: 1)), at: 0) }
    var writer = JSONWriter()
    if log.isUnended { writer.write(raw: "\n") }
    for line in lines { line.write(to: &writer) }
    do {
      try sidecar.append(writer.bytes, sync: sync)
    } catch {
      // Memory and file may differ now: read everything again before anything else.
      reset()
      throw error
    }
    try catchUp(sidecar)
  }

  /// Makes sure that the text is still the one that was read, so that no span lands elsewhere.
  private func checkText() throws(PostilError) {
    let now = Files.stamp(file.textPath)
    guard now != textStamp else { return }
    guard try SHA256.hex(Files.read(file.textPath, onlyRegular: true)) == loaded.sha256 else {
      throw .textChanged(path: file.textPath)
    }
    textStamp = now
  }

  private func appending() throws(PostilError) -> SidecarFile {
    if let slash = file.sidecarPath.lastIndex(of: "/"), !Folders.exists(file.sidecarPath) {
      try Folders.create(String(file.sidecarPath[..<slash]))
    }
    guard let sidecar = try SidecarFile.appending(file.sidecarPath, creating: true) else {
      throw .noSuchFile(path: file.sidecarPath)
    }
    return sidecar
  }

  var newHeader: JSONObject {
    JSONObject([
      .init(name: "sha256", value: .string(loaded.sha256)),
      .init(name: "length", value: .int(article.text.count)),
    ])
  }

  /// The header with other facts in it; what it holds besides stays.
  func header(published: CalendarDate?, source: String?) -> JSONObject {
    var header = log.header ?? newHeader
    header["published"] = published.map { .string($0.description) }
    header["source"] = source.map { .string($0) }
    return header
  }
}
