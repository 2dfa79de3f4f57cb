import PostilIndex
import PostilKit
import SequenceLabeling

/// All mentions of one entity in a workspace.
package struct EntityCluster: Hashable, Sendable {
  /// The mentions with the same words in one article.
  package struct Mention: Hashable, Sendable {
    /// The article's name in the workspace.
    package let article: String
    /// Their words, with each run of white space as a single space.
    package let text: String
    package let count: Int
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
  /// Number of its mentions.
  package let count: Int

  /// The variants with their frequencies, most frequent first.
  package var variants: [(text: String, count: Int)] {
    Dictionary(mentions.map { ($0.text, $0.count) }, uniquingKeysWith: +)
      .map { (text: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }

  package var articleCount: Int { Set(mentions.map(\.article)).count }
}

/// Collects the entities of a workspace.
package struct EntityClusters: Sendable {
  struct Key: Hashable {
    let name: String
    /// The label, for words without an entity name: they are one entity only within a label.
    let label: String?
  }

  private struct Draft {
    var mentions: [EntityCluster.Mention] = []
    var count = 0
    var labels: [String: Int] = [:]
    var refs: [String: Int] = [:]
  }

  private var drafts: [Key: Draft] = [:]

  /// Creates an empty collection.
  package init() {}

  /// Adds the mentions of an article.
  package mutating func add(_ namings: [ArticleFacts.Naming], of article: String) {
    for naming in namings {
      let words = naming.words
      let key = Key(
        name: naming.entity ?? words, label: naming.entity == nil ? naming.label : nil)
      Self.add(naming, words, of: article, to: &drafts[key, default: Draft()])
    }
  }

  private static func add(
    _ naming: ArticleFacts.Naming, _ words: String, of article: String, to draft: inout Draft
  ) {
    draft.mentions.append(
      EntityCluster.Mention(article: article, text: words, count: naming.count))
    draft.count += naming.count
    draft.labels[naming.label, default: 0] += naming.count
    if let ref = naming.ref { draft.refs[ref, default: 0] += naming.count }
  }

  /// The entities, those with most mentions first.
  package var all: [EntityCluster] {
    drafts.map { key, draft in
      EntityCluster(
        name: key.name, isNamed: key.label == nil, ref: Self.mostFrequent(draft.refs),
        label: Self.mostFrequent(draft.labels) ?? "", mentions: draft.mentions, count: draft.count)
    }.sorted { ($1.count, $0.name, $0.label) < ($0.count, $1.name, $1.label) }
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
  /// Whether an annotation is one of its mentions.
  package func has(_ annotation: Annotation) -> Bool {
    guard annotation.layer == .entity, annotation.state != .rejected else { return false }
    if let entity = annotation.attributes["entity"]?.string { return isNamed && entity == name }
    return !isNamed && annotation.label == label && annotation.words == name
  }

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

extension Annotation {
  /// Its text with each run of white space as a single space.
  package var words: String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
