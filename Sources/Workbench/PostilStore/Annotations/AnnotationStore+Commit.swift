import PostilKit
import PostilSystem

extension AnnotationStore {
  /// Writes changes as one op, in a single append, and syncs them to the disk.
  ///
  /// - Parameters:
  ///   - changes: What to change. Spans must lie in the text; the surface string is filled in.
  ///   - author: The author of the changes.
  ///   - person: The person whose command it is, if that is not the author: they can undo it. Also
  ///     given for an op that lists no articles although it may touch several.
  ///   - op: The op's id, for a command that touches several articles; nil for a random one.
  ///   - command: The command as typed.
  ///   - articles: The names of other articles that the same command touches.
  ///   - sync: Whether to wait until the disk has the data.
  /// - Throws: `cannotWrite` (nothing is changed then), `newerSidecar`, `outside` for a span
  ///   outside the text, `noAnnotation` for the removal of an annotation that does not exist, and
  ///   what `open` throws.
  @discardableResult package func commit(
    _ changes: [Change], by author: Author, for person: String? = nil, op: String? = nil,
    command: String? = nil, articles: [String] = [], sync: Bool = true
  ) throws -> Receipt {
    var stamp = SidecarLine.Stamp(op: op ?? AnnotationID.random(), by: author, for: person)
    stamp.command = command
    stamp.articles = articles
    var composer = RevisionComposer(store: self, author: author, stamp: stamp)
    try write(sync: sync) { _ in
      for change in changes { try composer.add(change) }
      return composer.lines
    }
    return composer.receipt(log)
  }
}

/// Builds the lines of one op from the state under the lock.
struct RevisionComposer {
  private let store: AnnotationStore
  private let author: Author
  private let stamp: SidecarLine.Stamp
  private(set) var lines: [SidecarLine] = []
  /// Index of the op's line about each entry, so that an op has at most one line for each.
  private var places: [String: Int] = [:]
  private var removed: [StoredAnnotation] = []
  private var skipped: [String] = []
  var left: [StoredAnnotation] = []
  var command: String?

  init(store: AnnotationStore, author: Author, stamp: SidecarLine.Stamp) {
    self.store = store
    self.author = author
    self.stamp = stamp
    command = stamp.command
  }

  mutating func add(_ change: Change) throws(PostilError) {
    switch change {
    case .put(let annotation): try put(annotation)
    case .remove(let id): try remove(id)
    case .status(let status):
      if status != store.status || places["status"] != nil {
        add(.status(status), SidecarLog.statusEntry, "status")
      }
    case .ran(let annotator):
      if !store.hasRun(annotator) {
        let published = store.article.published.map { "\($0)" }
        add(.ran(annotator, published: published), nil, "ran \(annotator)")
      }
    case .facts(let published, let source):
      let header = store.header(
        published: published ?? store.log.published, source: source ?? store.source)
      if header != store.log.header {
        add(.header(header, version: 1), SidecarLog.headerEntry, "header")
      }
    }
  }

  private mutating func put(_ annotation: Annotation) throws(PostilError) {
    var annotation = annotation
    if annotation.id.isEmpty { annotation.id = newID() }
    let length = store.article.text.count
    let spans = annotation.spans + annotation.roles.values.flatMap { $0.flatMap(\.spans) }
    for span in spans where span.start < 0 || span.end < span.start || span.end > length {
      throw .store(.outside(span: span, length: length))
    }
    annotation.text = store.article.text[annotation.spans]
    let entry = store.log.index[annotation.id]
    if let entry, places[annotation.id] == nil {
      let old = store.log.stored(entry)
      if isUnwanted(annotation, entry, old) {
        skipped.append(annotation.id)
        return
      }
      // Fields that this version does not know are kept, whoever wrote the new revision.
      for member in old?.annotation.unknown.members ?? []
      where annotation.unknown[member.name] == nil {
        annotation.unknown[member.name] = member.value
      }
      if old?.annotation == annotation { return }
    }
    add(.revision(annotation), entry, annotation.id)
  }

  /// Whether a change must be skipped: a plugin never overrides an existing annotation, and a
  /// suggestion never a person's decision.
  private func isUnwanted(
    _ annotation: Annotation, _ entry: Int, _ old: StoredAnnotation?
  ) -> Bool {
    if store.log.isTakenBack(entry) { return false }
    if !author.isPerson { return true }
    guard annotation.state == .suggested else { return false }
    return old?.annotation.state != .suggested
      || (old?.annotation == annotation)
  }

  private mutating func remove(_ id: String) throws(PostilError) {
    guard let entry = store.log.index[id], !store.log.entries[entry].isRemoved else {
      if let place = places[id] {
        // Created and removed in the same op: the removal has no effect on a reader.
        lines[place].content = .removal(id: id)
        return
      }
      throw .store(.noAnnotation(id: id, article: store.file.name))
    }
    if let old = store.log.stored(entry) { removed.append(old) }
    add(.removal(id: id), entry, id)
  }

  /// Adds a line about an entry, or replaces the one that this op already has about it.
  mutating func add(_ content: SidecarLine.Content, _ entry: Int?, _ key: String) {
    if let place = places[key] {
      lines[place].content = content
      return
    }
    places[key] = lines.count
    var stamp = stamp
    if !lines.isEmpty {
      stamp.command = nil
      stamp.articles = []
    }
    let newest = entry.map { store.log.entries[$0].newest } ?? -1
    if newest >= 0, store.log.lines[newest].op >= 0 {
      stamp.prev = store.log.ops.ops[store.log.lines[newest].op].id
    }
    lines.append(SidecarLine(content, stamp))
  }

  /// Records an undo that restored nothing, so that the next undo continues before it.
  mutating func mark() { lines.append(SidecarLine(.mark, stamp)) }

  mutating func noteRemoved(_ stored: StoredAnnotation?) {
    if let stored { removed.append(stored) }
  }

  private func newID() -> String {
    while true {
      let id = AnnotationID.random()
      if store.log.index[id] == nil, places[id] == nil { return id }
    }
  }

  /// The receipt of the op, with annotations as they are after it.
  func receipt(_ log: SidecarLog) -> Receipt {
    var receipt = Receipt(op: lines.isEmpty ? "" : stamp.op)
    receipt.written = lines.compactMap { line in
      if case .revision(let annotation) = line.content { log[id: annotation.id] } else { nil }
    }
    receipt.removed = removed
    receipt.left = left
    receipt.skipped = skipped
    receipt.command = command
    receipt.articles = stamp.articles
    return receipt
  }
}
