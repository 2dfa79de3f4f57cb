import PostilKit

/// The revisions on which changes are based: those that the person saw who decided.
package struct SeenRevisions: Sendable {
  /// The op of the newest revision seen, by the annotation's id; empty for an id that was not in the
  /// log.
  var ops: [String: String] = [:]

  /// No revisions: nothing is compared.
  package init() {}
}

extension Change {
  /// The id of the annotation that it is about; nil for a new one and for facts about the article.
  package var id: String? {
    switch self {
    case .put(let annotation): annotation.id.isEmpty ? nil : annotation.id
    case .remove(let id), .settle(let id): id
    case .mark, .status, .ran, .facts: nil
    }
  }
}
