import PostilKit
import PostilSystem

/// An annotation that people have changed without knowing of each other's change, as a merge of two
/// branches leaves it: the sidecar's newest line counts until a person decides.
package struct ConflictingAnnotation: Sendable {
  /// What one branch says.
  package struct Reading: Sendable {
    /// The annotation; nil where it was removed.
    package let annotation: Annotation?
    /// Who wrote it.
    package let author: Author
    /// When, in UTC as RFC 3339.
    package let at: String
  }

  /// The annotation's id.
  package let id: String
  /// Its screen number.
  package let number: Int
  /// The different readings, in the order of the file; the last one counts until a person decides.
  package let readings: [Reading]
}

extension AnnotationStore {
  /// The annotations whose readings a person has to decide between, by screen number.
  ///
  /// - Throws: What reading the sidecar throws.
  package var conflicts: [ConflictingAnnotation] {
    get throws {
      let open = openConflicts
      guard !open.isEmpty, let sidecar = try SidecarFile.reading(file.sidecar) else { return [] }
      return try open.map { entry, divergence in
        let lines = (divergence.lines + [log.entries[entry].newest]).map { log.lines[$0] }
        let readings = try lines.compactMap { line in
          reading(line, try sidecar.bytes(line.offset..<line.offset + line.length))
        }
        return ConflictingAnnotation(
          id: log.entries[entry].id, number: log.entries[entry].number,
          readings: Self.distinct(readings))
      }
    }
  }

  /// Whether readings of an annotation are to be decided between.
  package func isConflicting(_ id: String) -> Bool {
    log.index[id].flatMap { log.divergences[$0] }.map(log.isOpen) ?? false
  }

  /// The number of annotations with readings to decide between.
  package var conflictCount: Int { openConflicts.count }

  /// Those of annotations; those of the article are settled by its next change.
  var openConflicts: [(entry: Int, divergence: SidecarLog.Divergence)] {
    log.divergences.filter { $0.key > SidecarLog.statusEntry && log.isOpen($0.value) }
      .sorted { $0.key < $1.key }.map { (entry: $0.key, divergence: $0.value) }
  }

  private func reading(
    _ line: SidecarLog.Line, _ bytes: [UInt8]
  ) -> ConflictingAnnotation.Reading? {
    let read = bytes.withUnsafeBufferPointer { SidecarLine($0) }
    var annotation: Annotation?
    if case .revision(var one) = read.content {
      guard let words = log.surface(of: one) else { return nil }
      one.text = words
      annotation = one
    }
    return .init(annotation: annotation, author: log.authors[line.author], at: read.stamp.at)
  }

  /// The readings without those that say what a later one says.
  private static func distinct(
    _ readings: [ConflictingAnnotation.Reading]
  ) -> [ConflictingAnnotation.Reading] {
    readings.enumerated().filter { place, reading in
      !readings[(place + 1)...].contains { $0.annotation.decides(as: reading.annotation) }
    }.map(\.element)
  }
}

extension Annotation {
  /// Whether another revision of an annotation is the same decision: layer, label, words, roles,
  /// attributes and state, whoever made it.
  package func decides(as other: Annotation) -> Bool {
    state == other.state && label == other.label && spans == other.spans && layer == other.layer
      && roles == other.roles && attributes == other.attributes
  }
}

extension Annotation? {
  /// The same of annotations that may be removed.
  fileprivate func decides(as other: Annotation?) -> Bool {
    switch (self, other) {
    case (let one?, let other?): one.decides(as: other)
    case (nil, nil): true
    default: false
    }
  }
}
