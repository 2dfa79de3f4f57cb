import PostilKit
import PostilStore

/// What becomes of the annotations of an old text in a new one.
struct AnchoredRecords {
  var report = Anchoring.Report()
  private let records: [OutdatedSidecar.Record]
  /// The index of each record by its id.
  private let numbers: [String: Int]
  private let relocation: any Relocation
  private let text: Text
  /// The annotation of each record at its new place; nil if that is not certain.
  private var found: [Annotation?]
  /// Where each record may be, if a person has to decide.
  private var asked: [Int: [Span]] = [:]

  init(_ records: [OutdatedSidecar.Record], _ relocation: any Relocation, in text: Text) {
    self.records = records
    numbers = Dictionary(
      records.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.relocation = relocation
    self.text = text
    found = Array(repeating: nil, count: records.count)
  }

  /// Decides about each record, in their order.
  mutating func outcomes() -> [OutdatedSidecar.Outcome] {
    for number in records.indices { place(number) }
    keepOneOfEqual()
    askAboutRoles()
    var ids = AnchoredIDs(records, found) { [relocation] record, new in
      if record.original.spans == record.annotation.spans { return new.spans }
      guard case .certain(let spans) = relocation.place(record.original.spans, words: nil) else {
        return nil
      }
      return spans
    }
    for (number, spans) in asked.sorted(by: { $0.key < $1.key }) {
      ids.ask(records[number], at: spans)
    }
    return records.indices.map { outcome($0, ids) }
  }

  // MARK: Places

  private mutating func place(_ number: Int) {
    let record = records[number]
    if let moved = record.moved {
      if case .certain(let spans) = relocation.place(moved.suggested, words: nil) {
        asked[number] = spans
      } else {
        asked[number] = []
      }
      return
    }
    let annotation = record.annotation
    if annotation.spans.isEmpty { return put(number, at: []) }
    switch relocation.place(annotation.spans, words: annotation.text) {
    case .certain(let spans): put(number, at: spans)
    // What is removed is nobody's to decide; it is still known where it may be.
    case .doubtful(let spans) where record.isRemoved:
      if !spans.isEmpty { put(number, at: spans) }
    case .doubtful(let spans): asked[number] = spans
    case .gone: break
    }
  }

  private mutating func put(_ number: Int, at spans: [Span]) {
    var annotation = records[number].annotation
    annotation.spans = spans
    annotation.text = text[spans]
    found[number] = annotation
  }

  /// Of two annotations that say the same of equal words, of which one were deleted, one is kept: it does not
  /// matter which.
  private mutating func keepOneOfEqual() {
    let places = Dictionary(grouping: asked.keys) { records[$0].annotation.spans }
    for number in asked.keys.sorted() {
      let spans = records[number].annotation.spans
      guard let place = asked[number], !place.isEmpty, let rival = relocation.rival(of: spans),
        let equal = places[rival]?.first(where: { saysTheSame($0, number) })
      else { continue }
      asked[number] = nil
      asked[equal] = nil
      put(min(number, equal), at: place)
    }
  }

  private func saysTheSame(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (records[one], records[other])
    guard asked[one] != nil, left.moved == nil, right.moved == nil else { return false }
    let (a, b) = (left.annotation, right.annotation)
    return a.layer == b.layer && a.label == b.label && a.state == b.state && a.text == b.text
      && a.attributes == b.attributes && a.roles.isEmpty && b.roles.isEmpty
  }

  /// An annotation of which a role has words at a place that is not certain is not certain either.
  private mutating func askAboutRoles() {
    for number in records.indices where !records[number].isRemoved {
      guard let annotation = found[number] else { continue }
      let isDoubtful = annotation.roles.values.joined().contains { link in
        guard link.id == nil, case .doubtful = relocation.place(link.spans, words: nil) else {
          return false
        }
        return true
      }
      guard isDoubtful else { continue }
      asked[number] = annotation.spans
      found[number] = nil
    }
  }

  // MARK: Outcomes

  private mutating func outcome(_ number: Int, _ ids: AnchoredIDs) -> OutdatedSidecar.Outcome {
    let record = records[number]
    if let spans = asked[number] {
      var moved = MovedAnnotation(record.annotation, suggested: spans)
      moved.annotation.id = ids[record.id] ?? record.id
      moved.annotation.roles = roles(record, ids)
      report.asked.append(moved)
      return .moved(moved)
    }
    guard var annotation = found[number], let id = ids[record.id] else {
      if !record.isRemoved { report.lost.append(record.annotation) }
      return .lost
    }
    annotation.id = id
    annotation.roles = roles(record, ids)
    if !record.isRemoved {
      if annotation.spans == record.annotation.spans {
        report.kept += 1
      } else {
        report.moved += 1
      }
    }
    return .found(annotation)
  }

  /// The roles of an annotation with their words in the new text.
  private mutating func roles(
    _ record: OutdatedSidecar.Record, _ ids: AnchoredIDs
  ) -> [String: [RoleLink]] {
    var roles: [String: [RoleLink]] = [:]
    for (role, links) in record.annotation.roles {
      let left = links.compactMap { link($0, ids) }
      if !left.isEmpty { roles[role] = left }
      if !record.isRemoved { report.lostRoles += links.count - left.count }
    }
    return roles
  }

  private func link(_ link: RoleLink, _ ids: AnchoredIDs) -> RoleLink? {
    var spans: [Span]?
    if case .certain(let place) = relocation.place(link.spans, words: nil) { spans = place }
    guard let id = link.id else { return spans.map { RoleLink(spans: $0) } }
    guard let new = ids[id] else { return nil }
    let target = numbers[id].flatMap { found[$0] }
    return RoleLink(spans: link.spans.isEmpty ? [] : target?.spans ?? spans ?? [], id: new)
  }
}
