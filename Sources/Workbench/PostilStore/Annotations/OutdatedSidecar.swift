import PostilKit
import PostilSystem

/// A sidecar whose article has another text now; open and locked for the lifetime of this value.
///
/// Its spans cannot be checked against the text, so that it can only be replaced as a whole, by one
/// for the new text.
package struct OutdatedSidecar: ~Copyable {
  /// What the lines about one annotation say.
  package struct Record {
    /// Its id.
    package let id: String
    /// Its first revision: what a plugin suggested, before anyone changed it.
    package fileprivate(set) var original: Annotation
    /// Its newest revision; if it is removed, the last one before.
    package fileprivate(set) var annotation: Annotation
    /// Whether it is removed.
    package fileprivate(set) var isRemoved = false
    /// The stamp of the newest line.
    fileprivate var stamp: SidecarLine.Stamp
  }

  private let sidecar: SidecarFile
  private let content: Content

  /// The annotations in the order of their first lines, removed ones included.
  package var records: [Record] { content.records }

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
  ///   - annotations: For each of ``records`` the annotation in the new text; nil drops it.
  ///   - article: The article with its new text.
  ///   - author: Who does it.
  ///   - command: The command as typed.
  /// - Returns: The path of the copy.
  /// - Throws: `exists`, `cannotWrite`; the old sidecar is in place then.
  package consuming func replace(
    with annotations: [Annotation?], for article: LoadedArticle, by author: Author, command: String
  ) throws(PostilError) -> String {
    try sidecar.checkSingleName()
    let file = sidecar.file
    let new = content.rewritten(annotations, article, author, command)
    let old = try file.keep(content.bytes)
    try file.replace(with: new)
    return old
  }
}

/// What the lines of a sidecar say, without its text.
private struct Content {
  let bytes: [UInt8]
  private(set) var records: [OutdatedSidecar.Record] = []
  private(set) var version = 0
  private var places: [String: Int] = [:]
  private var header: (object: JSONObject, stamp: SidecarLine.Stamp)?
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
      records[place].stamp = line.stamp
    case .bad, .unknown: others.append(range)
    // Plugins have not seen the new text, and nothing before it can be undone.
    case .ran, .compacted, .mark: break
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
    records[place].stamp = stamp
  }

  /// The sidecar for the new text.
  func rewritten(
    _ annotations: [Annotation?], _ article: LoadedArticle, _ author: Author, _ command: String
  ) -> [UInt8] {
    var writer = JSONWriter()
    var object = header?.object ?? JSONObject()
    object["sha256"] = .string(article.sha256)
    object["length"] = .int(article.article.text.count)
    SidecarLine(.header(object, version: 1), header?.stamp ?? .init()).write(to: &writer)
    for (record, annotation) in zip(records, annotations) {
      guard let annotation else { continue }
      let content =
        record.isRemoved
        ? SidecarLine.Content.removal(id: annotation.id) : .revision(annotation)
      SidecarLine(content, record.stamp).write(to: &writer)
    }
    // Their places are those of the old text: one that is now the place of another annotation ends here.
    let used = Set(annotations.compactMap { $0?.id })
    for (id, line) in bareRemovals.sorted(by: { $0.key < $1.key }) where !used.contains(id) {
      line.write(to: &writer)
    }
    status?.write(to: &writer)
    for range in others {
      writer.write(raw: bytes[range])
      writer.write(raw: "\n")
    }
    var stamp = SidecarLine.Stamp(op: AnnotationID.random(), by: author, for: nil)
    stamp.command = command
    SidecarLine(.compacted, stamp).write(to: &writer)
    return writer.bytes
  }
}
