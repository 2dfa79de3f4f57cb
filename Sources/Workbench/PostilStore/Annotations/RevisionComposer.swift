import PostilKit
import PostilSystem

/// Builds the lines of one op from the state under the lock.
struct RevisionComposer {
  private let store: AnnotationStore
  private let author: Author
  private let stamp: SidecarLine.Stamp
  private let seen: SeenRevisions
  private let revises: Bool
  private(set) var lines: [SidecarLine] = []
  /// Index of the op's line about each entry, so that an op has at most one line for each.
  private var places: [String: Int] = [:]
  private var removed: [StoredAnnotation] = []
  private var skipped: [String] = []
  private var known: [StoredAnnotation] = []
  private var joined: Set<String> = []
  var left: [StoredAnnotation] = []
  var command: String?

  init(
    store: AnnotationStore, author: Author, stamp: SidecarLine.Stamp,
    seen: SeenRevisions = SeenRevisions(), revises: Bool = false
  ) {
    self.store = store
    self.seen = seen
    self.revises = revises
    self.author = author
    self.stamp = stamp
    command = stamp.command
  }

  mutating func add(_ change: Change) throws(PostilError) {
    switch change {
    case .put(let annotation): try put(annotation)
    case .mark(let annotation): try mark(annotation)
    case .remove(let id): try remove(id)
    case .settle(let id):
      if store.isConflicting(id) { add(.settled(id: id), nil, "settled \(id)") }
    case .status(let status):
      if status != store.status || places["status"] != nil {
        add(.status(status), SidecarLog.statusEntry, "status")
      }
    case .ran(let annotator, let published, let hash):
      let day = published ?? store.article.published
      let run = RanLine(annotator: annotator, published: day.map { "\($0)" }, hash: hash)
      if !store.isKnown(run, on: day) { add(.ran(run), nil, "ran \(annotator)") }
    case .facts(let published, let source):
      let header = store.header(
        published: published ?? store.log.published, source: source ?? store.source)
      if header != store.log.header {
        add(.header(header, version: 1), SidecarLog.headerEntry, "header")
      }
    }
  }

  private mutating func mark(_ new: Annotation) throws(PostilError) {
    let old = store.annotations.first { $0.annotation.isMarked(by: new) }
    guard let old else { return try put(new) }
    var both = old.annotation
    both.state = .accepted
    both.attributes.merge(new.attributes) { $1 }
    both.roles.merge(new.roles) { $1 }
    if both == old.annotation { return known.append(old) }
    joined.insert(old.id)
    try put(both)
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
      try checkConflict(annotation.id, entry)
    }
    add(.revision(annotation), entry, annotation.id)
  }

  /// Whether a change must be skipped: a plugin never overrides an existing annotation, except to
  /// revise its undecided suggestions, and a suggestion never a person's decision.
  private func isUnwanted(
    _ annotation: Annotation, _ entry: Int, _ old: StoredAnnotation?
  ) -> Bool {
    if store.log.isTakenBack(entry) { return false }
    if store.log.moved[entry] != nil { return !author.isPerson }
    if !author.isPerson { return !(revises && isUndecided(entry)) }
    guard annotation.state == .suggested else { return false }
    return old?.annotation.state != .suggested
  }

  /// Whether an annotation is a suggestion that no person has decided, changed or commented.
  private func isUndecided(_ entry: Int) -> Bool {
    store.log.stored(entry)?.annotation.state == .suggested && !store.log.isTouched(entry)
  }

  /// Refuses to override a revision that the author of the change has not seen.
  ///
  /// - Throws: `changedSince`.
  private func checkConflict(_ id: String, _ entry: Int) throws(PostilError) {
    guard author.isPerson, let base = seen.ops[id], base != store.newestOp(of: id) else { return }
    let line = store.log.lines[store.log.entries[entry].newest]
    throw .store(
      .changedSince(
        number: store.log.entries[entry].number, article: store.file.name,
        by: store.log.authors[line.author].name))
  }

  private mutating func remove(_ id: String) throws(PostilError) {
    if places[id] == nil, let entry = store.log.index[id] {
      if !author.isPerson, !isUndecided(entry) { return skipped.append(id) }
      try checkConflict(id, entry)
    }
    guard let entry = store.log.index[id],
      !store.log.entries[entry].isRemoved || store.log.moved[entry] != nil
    else {
      if let place = places[id] {
        // Created and removed in the same op: the removal has no effect on a reader.
        lines[place].content = .removal(id: id)
        return
      }
      throw .store(.noAnnotation(id: id, article: store.file.name))
    }
    if let old = store.log.stored(entry) { removed.append(old) }
    if let moved = store.log.moved[entry] {
      removed.append(
        StoredAnnotation(
          annotation: moved.annotation, number: moved.number, op: stamp.op, at: stamp.at,
          author: author))
    }
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
      stamp.isInterrupted = false
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
    receipt.article = store.file.name
    receipt.written = lines.compactMap { line in
      if case .revision(let annotation) = line.content { log[id: annotation.id] } else { nil }
    }
    receipt.removed = removed
    receipt.known = known
    receipt.joined = joined
    receipt.left = left
    receipt.skipped = skipped
    receipt.command = command
    receipt.articles = stamp.articles
    return receipt
  }

  /// The receipt that the op would have if it were written.
  func preview(_ log: SidecarLog) -> Receipt {
    var receipt = receipt(log)
    var next = log.nextNumber
    receipt.written = lines.compactMap { line in
      guard case .revision(let annotation) = line.content else { return nil }
      let known = log.index[annotation.id].map { log.entries[$0].number }
      if known == nil { next += 1 }
      return StoredAnnotation(
        annotation: annotation, number: known ?? next - 1, op: stamp.op, at: stamp.at,
        author: author)
    }
    return receipt
  }
}

extension Annotation {
  /// Whether it is what somebody marks: the same label on the same words. Without words it is a label of the
  /// article, or a relation between the same annotations.
  package func isMarked(by new: Annotation) -> Bool {
    layer == new.layer && label == new.label && spans == new.spans
      && (!spans.isEmpty || new.roles.isEmpty || roles == new.roles)
  }
}
