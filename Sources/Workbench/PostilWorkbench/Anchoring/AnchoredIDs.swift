import PostilKit
import PostilStore

/// The ids of annotations at their new places.
///
/// An id that follows from the place of what a plugin suggested is computed for the new place, so that
/// the plugin's next suggestion there is known; all others stay.
struct AnchoredIDs {
  private var new: [String: String] = [:]
  private var used: Set<String> = []

  /// - Parameters:
  ///   - records: The annotations in the old text.
  ///   - found: The same in the new text; nil for one that is lost.
  ///   - original: The place in the new text of the words that a plugin had suggested.
  init(
    _ records: [OutdatedSidecar.Record], _ found: [Annotation?],
    original: (OutdatedSidecar.Record, Annotation) -> [Span]?
  ) {
    var derived: [(record: OutdatedSidecar.Record, name: String, spans: [Span])] = []
    for (record, annotation) in zip(records, found) {
      guard let annotation else { continue }
      if let name = record.plugin, let spans = original(record, annotation) {
        derived.append((record, name, spans))
      } else {
        keep(record.id)
      }
    }
    // A removed annotation never takes the id of one that exists.
    for one in derived.filter({ !$0.record.isRemoved }) { derive(one.record, one.name, one.spans) }
    for one in derived.filter({ $0.record.isRemoved }) { derive(one.record, one.name, one.spans) }
  }

  /// The new id of an annotation; nil if it has no place in the new text, or if it is removed and
  /// another annotation has its id now.
  subscript(_ id: String) -> String? { new[id] }

  /// Gives an id to an annotation whose place a person has to decide: what a plugin would suggest at the
  /// probable place is known, and nothing else is.
  mutating func ask(_ record: OutdatedSidecar.Record, at spans: [Span]) {
    guard let name = record.plugin ?? record.moved.flatMap({ _ in record.pluginName }) else {
      return keep(record.id)
    }
    if !spans.isEmpty { derive(record, name, spans) }
    if new[record.id] == nil {
      let id = AnnotationID.random()
      new[record.id] = id
      used.insert(id)
    }
  }

  private mutating func keep(_ id: String) {
    new[id] = id
    used.insert(id)
  }

  private mutating func derive(
    _ record: OutdatedSidecar.Record, _ name: String, _ spans: [Span]
  ) {
    let original = record.original
    for ordinal in 0..<1000 {
      let id = AnnotationID.derived(
        layer: original.layer, label: original.label, spans: spans, annotator: name,
        ordinal: ordinal)
      if used.insert(id).inserted {
        new[record.id] = id
        return
      }
      if record.isRemoved { return }
    }
  }
}

extension OutdatedSidecar.Record {
  fileprivate var pluginName: String? { Author.pluginName(ofAnnotator: original.annotator) }

  /// The name of the plugin from whose suggestion the id was derived; nil for any other id.
  fileprivate var plugin: String? {
    guard let name = Author.pluginName(ofAnnotator: original.annotator) else { return nil }
    let isDerived = (0..<8).contains { ordinal in
      id
        == AnnotationID.derived(
          layer: original.layer, label: original.label, spans: original.spans, annotator: name,
          ordinal: ordinal)
    }
    return isDerived ? name : nil
  }
}
