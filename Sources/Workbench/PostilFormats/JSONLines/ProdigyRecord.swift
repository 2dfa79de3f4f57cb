import PostilKit

/// What a record of Prodigy keeps on its way through a workspace, so that it can go back to the dataset it
/// came from: its hashes and `meta`, with the first annotation.
struct ProdigyRecord {
  /// The members to write in place of our own.
  let members: [JSONObject.Member]
  /// The record's own `meta`.
  let meta: JSONObject?

  /// Finds what was kept with the annotations of an article; nil if there is nothing.
  ///
  /// `_task_hash` stands for the spans, too: it is left out if they have changed, so that Prodigy takes
  /// the record for a new task.
  init?(_ annotations: [Annotation]) {
    guard let kept = annotations.lazy.compactMap({ $0.unknown["prodigy"]?.object }).first else {
      return nil
    }
    let isSame = kept["spans"]?.string == Self.fingerprint(annotations)
    members = kept.members.filter {
      !["meta", "spans"].contains($0.name) && ($0.name != "_task_hash" || isSame)
    }
    meta = kept["meta"]?.object
  }

  /// The spans and labels of annotations, as one string.
  static func fingerprint(_ annotations: [Annotation]) -> String {
    annotations.flatMap { annotation in
      annotation.spans.map { "\($0.start)-\($0.end):\(annotation.label)" }
    }.sorted().joined(separator: " ")
  }
}
