import PostilKit
import SequenceLabeling

/// All mentions in a workspace that name one thing.
package struct NameCluster: Hashable, Sendable {
  /// One mention.
  package struct Mention: Hashable, Sendable {
    /// The article, as the workspace calls it.
    package let article: String
    /// The annotation's id.
    package let id: String
    /// Its words, white space as single blanks.
    package let text: String
  }

  /// The canonical name: what its mentions have as `entity`, else their words.
  package let name: String
  /// Whether a canonical name was given, by a plugin or a person.
  package let isNamed: Bool
  /// The external reference, if any mention has one.
  package let ref: String?
  /// The label that most mentions have.
  package let label: String
  /// The mentions, article by article.
  package let mentions: [Mention]

  /// The spellings with how often each occurs, the most frequent first.
  package var variants: [(text: String, count: Int)] {
    Dictionary(grouping: mentions, by: \.text).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// In how many articles it occurs.
  package var articleCount: Int { Set(mentions.map(\.article)).count }
}

/// Gathers the names of a workspace.
package struct NameClusters: Sendable {
  private struct Key: Hashable {
    let name: String
    /// Words without a canonical name are one thing only within a label.
    let label: String?
  }

  private struct Draft {
    var mentions: [NameCluster.Mention] = []
    var labels: [String: Int] = [:]
    var refs: [String: Int] = [:]
  }

  private var drafts: [Key: Draft] = [:]

  /// Begins with none.
  package init() {}

  /// Adds the entities of an article that are not rejected.
  package mutating func add(_ annotations: [Annotation], of article: String) {
    for annotation in annotations
    where annotation.layer == .entity && annotation.state != .rejected {
      let words = annotation.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let entity = annotation.attributes["entity"]?.string
      let key = Key(name: entity ?? words, label: entity == nil ? annotation.label : nil)
      drafts[key, default: Draft()].mentions.append(
        NameCluster.Mention(article: article, id: annotation.id, text: words))
      drafts[key]?.labels[annotation.label, default: 0] += 1
      if let ref = annotation.attributes["ref"]?.string {
        drafts[key]?.refs[ref, default: 0] += 1
      }
    }
  }

  /// The clusters, those with most mentions first.
  package var all: [NameCluster] {
    drafts.map { key, draft in
      NameCluster(
        name: key.name, isNamed: key.label == nil, ref: Self.usual(draft.refs),
        label: Self.usual(draft.labels) ?? "", mentions: draft.mentions)
    }.sorted {
      ($1.mentions.count, $0.name, $0.label) < ($0.mentions.count, $1.name, $1.label)
    }
  }

  private static func usual(_ counts: [String: Int]) -> String? {
    counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}

extension NameCluster {
  /// Why this may be the same thing as another; nil if nothing says so.
  package func likeness(to other: NameCluster) -> NameRelation? {
    let entityKind = EntityKind(label)
    guard entityKind == EntityKind(other.label), name != other.name || label != other.label,
      ref == nil || other.ref == nil || ref == other.ref
    else { return nil }
    let kind = entityKind.nameKind
    return Name(name, of: kind).relation(to: Name(other.name, of: kind))
  }
}
