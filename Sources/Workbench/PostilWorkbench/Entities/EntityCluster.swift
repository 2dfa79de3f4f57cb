import PostilKit
import SequenceLabeling

/// All mentions of one entity in a workspace.
package struct EntityCluster: Hashable, Sendable {
  package struct Mention: Hashable, Sendable {
    /// The article's name in the workspace.
    package let article: String
    /// The annotation's id.
    package let id: String
    /// Its words, with each run of white space as a single space.
    package let text: String
  }

  /// The entity name: the attribute `entity` of its mentions, else their words.
  package let name: String
  /// Whether an entity name was given, by a plugin or a person.
  package let isNamed: Bool
  /// The external id, if a mention has one.
  package let ref: String?
  /// The label of most mentions.
  package let label: String
  /// The mentions, article by article.
  package let mentions: [Mention]

  /// The variants with their frequencies, most frequent first.
  package var variants: [(text: String, count: Int)] {
    Dictionary(grouping: mentions, by: \.text).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  package var articleCount: Int { Set(mentions.map(\.article)).count }
}

/// Collects the entities of a workspace.
package struct EntityClusters: Sendable {
  private struct Key: Hashable {
    let name: String
    /// The label, for words without an entity name: they are one entity only within a label.
    let label: String?
  }

  private struct Draft {
    var mentions: [EntityCluster.Mention] = []
    var labels: [String: Int] = [:]
    var refs: [String: Int] = [:]
  }

  private var drafts: [Key: Draft] = [:]

  /// Creates an empty collection.
  package init() {}

  /// Adds the mentions of an article that are not rejected.
  package mutating func add(_ annotations: [Annotation], of article: String) {
    for annotation in annotations
    where annotation.layer == .entity && annotation.state != .rejected {
      let words = annotation.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let entity = annotation.attributes["entity"]?.string
      let key = Key(name: entity ?? words, label: entity == nil ? annotation.label : nil)
      drafts[key, default: Draft()].mentions.append(
        EntityCluster.Mention(article: article, id: annotation.id, text: words))
      drafts[key]?.labels[annotation.label, default: 0] += 1
      if let ref = annotation.attributes["ref"]?.string {
        drafts[key]?.refs[ref, default: 0] += 1
      }
    }
  }

  /// The entities, those with most mentions first.
  package var all: [EntityCluster] {
    drafts.map { key, draft in
      EntityCluster(
        name: key.name, isNamed: key.label == nil, ref: Self.mostFrequent(draft.refs),
        label: Self.mostFrequent(draft.labels) ?? "", mentions: draft.mentions)
    }.sorted {
      ($1.mentions.count, $0.name, $0.label) < ($0.mentions.count, $1.name, $1.label)
    }
  }

  private static func mostFrequent(_ counts: [String: Int]) -> String? {
    counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}

extension [EntityCluster] {
  /// The pairs that may be one entity, as indices, with how their names are related.
  package var alike: [(first: Int, second: Int, relation: NameRelation)] {
    indices.flatMap { first in
      indices.dropFirst(first + 1).compactMap { second in
        self[first].likeness(to: self[second]).map { (first, second, $0) }
      }
    }
  }
}

extension EntityCluster {
  /// How the names are related, if this may be the same entity as another; nil if they are not.
  package func likeness(to other: EntityCluster) -> NameRelation? {
    let entityKind = EntityKind(label)
    guard entityKind == EntityKind(other.label), name != other.name || label != other.label,
      ref == nil || other.ref == nil || ref == other.ref
    else { return nil }
    let kind = entityKind.nameKind
    return Name(name, of: kind).relation(to: Name(other.name, of: kind))
  }
}
