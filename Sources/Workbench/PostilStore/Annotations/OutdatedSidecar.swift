import PostilKit
import PostilSystem

/// A sidecar whose article has another text now; open and locked for the lifetime of this value.
///
/// Its spans cannot be checked against the text, so that it can only be replaced as a whole, by one
/// for the new text.
package struct OutdatedSidecar: ~Copyable {
  /// What the lines about one annotation say.
  package struct Record {
    package let id: String
    /// Its first revision: what a plugin suggested, before anyone changed it.
    package fileprivate(set) var original: Annotation
    /// Its newest revision; if it is removed, the last one before.
    package fileprivate(set) var annotation: Annotation
    package fileprivate(set) var isRemoved = false
    /// What is known of its place if that was not certain before.
    package fileprivate(set) var moved: MovedAnnotation?
    /// The stamp of the newest line.
    fileprivate var stamp: SidecarLine.Stamp
  }

  /// What becomes of an annotation in the new text.
  package enum Outcome: Hashable, Sendable {
    /// It is at that place, removed if it was.
    case found(Annotation)
    /// A person has to decide where it is.
    case moved(MovedAnnotation)
    /// Its words are deleted.
    case lost
  }

  private let sidecar: SidecarFile
  private let content: Content

  /// The annotations in the order of their first lines, removed ones included.
  package var records: [Record] { content.records }

  /// The old text in pieces; nil if the sidecar has no fingerprint of it.
  package var pieces: TextPieces? { content.header?.object.fingerprint }

  /// Opens the sidecar of an article and waits for its lock.
  ///
  /// - Returns: Nil if there is no sidecar.
  /// - Throws: `foreignSidecar`, `newerSidecar`, `locked`, and what reading throws.
  package static func open(_ file: ArticleFile) throws(PostilError) -> OutdatedSidecar? {
    let path = file.sidecarPath
    guard let sidecar = try SidecarFile.appending(file.sidecar, creating: false) else { return nil }
    let content = Content(try sidecar.bytes(0..<sidecar.size))
    guard content.sha256 != nil else { throw .store(.foreignSidecar(path: path)) }
    guard content.version <= 1 else {
      throw .store(.newerSidecar(path: path, version: content.version))
    }
    return OutdatedSidecar(sidecar: sidecar, content: content)
  }

  private init(sidecar: consuming SidecarFile, content: Content) {
    self.sidecar = sidecar
    self.content = content
  }

  /// Whether it was made for another text than the article has now.
  package func isOutdated(for article: LoadedArticle) -> Bool { content.sha256 != article.sha256 }

  /// Replaces the sidecar by one for the new text, at once: whatever happens, the old one or the new
  /// one is in its place. A copy of the old one is kept beside it.
  ///
  /// - Parameters:
  ///   - outcomes: What becomes of each of ``records``.
  ///   - article: The article with its new text.
  ///   - author: Who does it.
  ///   - op: The op's id, the same for all articles of the command.
  ///   - isOneOfMany: Whether the command may touch other articles.
  ///   - command: The command as typed.
  /// - Returns: The path of the copy.
  /// - Throws: `exists`, `cannotWrite`; the old sidecar is in place then.
  package consuming func replace(
    with outcomes: [Outcome], for article: LoadedArticle, by author: Author, op: String,
    isOneOfMany: Bool, command: String
  ) throws(PostilError) -> String {
    try sidecar.checkSingleName()
    let file = sidecar.file
    let old = try file.keep(content.bytes)
    let kept = KeptSidecar(
      ending: String(old.dropFirst(file.path.count)), sha256: SHA256.hex(content.bytes))
    // An op that lists no articles and names a person is searched for in all of them.
    var stamp = SidecarLine.Stamp(op: op, by: author, for: isOneOfMany ? author.name : nil)
    stamp.command = command
    try file.replace(
      with: content.rewritten(outcomes, article) + SidecarLine(.anchored(kept), stamp).bytes)
    return old
  }
}

/// What the lines of a sidecar say, without its text.
private struct Content {
  let bytes: [UInt8]
  private(set) var records: [OutdatedSidecar.Record] = []
  private(set) var version = 0
  private var places: [String: Int] = [:]
  private(set) var header: (object: JSONObject, stamp: SidecarLine.Stamp)?
  private var status: SidecarLine?
  /// Lines that are not understood or not readable; kept as they are.
  private var others: [Range<Int>] = []
  /// Removals of annotations whose revisions `compact` has dropped, so that nothing tells their words.
  private var bareRemovals: [String: SidecarLine] = [:]

  var sha256: String? { header?.object["sha256"]?.string }

  /// Reads the lines; those of a last op that was not written whole do not count.
  init(_ bytes: [UInt8]) {
    self.init(bytes: bytes)
    if let torn = read(bytes[...]) {
      self = Content(bytes: bytes)
      _ = read(bytes[..<torn])
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads lines; where the last op begins if it was not written whole.
  private mutating func read(_ bytes: ArraySlice<UInt8>) -> Int? {
    var unfinished = UnfinishedOp()
    var start = 0
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      bytes[start..<end].withUnsafeBufferPointer { raw in
        let line = SidecarLine(raw)
        unfinished.count(line, raw, at: start, isEnded: end < bytes.endIndex)
        if end > start { take(line, start..<end) }
      }
      start = end + 1
    }
    return unfinished.offset
  }

  private mutating func take(_ line: SidecarLine, _ range: Range<Int>) {
    switch line.content {
    case .header(let object, let version):
      header = (object, line.stamp)
      self.version = max(self.version, version)
    case .status: status = line
    case .revision(let annotation): take(annotation, line.stamp)
    case .removal(let id):
      guard let place = places[id] else {
        bareRemovals[id] = line
        return
      }
      records[place].isRemoved = true
      records[place].moved = nil
      records[place].stamp = line.stamp
    case .moved(let moved):
      take(moved.annotation, line.stamp)
      if let place = places[moved.id] { records[place].moved = moved }
    case .bad, .unknown: others.append(range)
    // Plugins have not seen the new text, and nothing before it can be undone.
    case .ran, .settled, .compacted, .anchored, .mark: break
    }
  }

  private mutating func take(_ annotation: Annotation, _ stamp: SidecarLine.Stamp) {
    guard let place = places[annotation.id] else {
      places[annotation.id] = records.count
      return records.append(
        .init(id: annotation.id, original: annotation, annotation: annotation, stamp: stamp))
    }
    records[place].annotation = annotation
    records[place].isRemoved = false
    records[place].moved = nil
    records[place].stamp = stamp
  }

  /// The sidecar for the new text, but for its last line.
  func rewritten(_ outcomes: [OutdatedSidecar.Outcome], _ article: LoadedArticle) -> [UInt8] {
    var writer = JSONWriter()
    let object = (header?.object ?? JSONObject()).describing(article)
    SidecarLine(.header(object, version: 1), header?.stamp ?? .init()).write(to: &writer)
    var used: Set<String> = []
    for (record, outcome) in zip(records, outcomes) {
      guard let line = record.line(outcome) else { continue }
      used.insert(line.id)
      SidecarLine(line.content, record.stamp).write(to: &writer)
    }
    // Their places are those of the old text: one that is now the place of another annotation ends here.
    for (id, line) in bareRemovals.sorted(by: { $0.key < $1.key }) where !used.contains(id) {
      line.write(to: &writer)
    }
    status?.write(to: &writer)
    for range in others {
      writer.write(raw: bytes[range])
      writer.write(raw: "\n")
    }
    return writer.bytes
  }
}

extension OutdatedSidecar.Record {
  /// The line about an annotation in the new text; nil if it has none.
  fileprivate func line(
    _ outcome: OutdatedSidecar.Outcome
  ) -> (id: String, content: SidecarLine.Content)? {
    switch outcome {
    case .found(let annotation):
      (annotation.id, isRemoved ? .removal(id: annotation.id) : .revision(annotation))
    case .moved(let moved): (moved.id, .moved(moved))
    case .lost: nil
    }
  }
}
