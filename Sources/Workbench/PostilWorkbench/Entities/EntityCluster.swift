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

  /// The same with its strings as numbers: a workspace has millions of mentions.
  fileprivate struct Place: Hashable, Sendable {
    let article: Int32
    let words: Int32
    let count: Int32
  }

  /// The entity name: the attribute `entity` of its mentions, else their words.
  package let name: String
  /// Whether an entity name was given, by a plugin or a person.
  package let isNamed: Bool
  /// The external id, if a mention has one.
  package let ref: String?
  /// The label of most mentions.
  package let label: String
  /// Number of its mentions.
  package let count: Int
  private let places: [Place]
  private let articles: [String]
  private let words: [String]

  fileprivate init(
    name: String, isNamed: Bool, ref: String?, label: String, places: [Place], articles: [String],
    words: [String]
  ) {
    (self.name, self.isNamed, self.ref, self.label) = (name, isNamed, ref, label)
    (self.places, self.articles, self.words) = (places, articles, words)
    count = places.reduce(0) { $0 + Int($1.count) }
  }

  /// The mentions, article by article.
  package var mentions: [Mention] {
    places.map {
      Mention(
        article: articles[Int($0.article)], text: words[Int($0.words)], count: Int($0.count))
    }
  }

  /// The variants with their frequencies, most frequent first.
  package var variants: [(text: String, count: Int)] {
    Dictionary(places.map { ($0.words, Int($0.count)) }, uniquingKeysWith: +)
      .map { (text: words[Int($0.key)], count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }

  package var articleCount: Int {
    zip(places, places.dropFirst()).count { $0.article != $1.article } + (places.isEmpty ? 0 : 1)
  }

  /// Whether they are the same entity.
  package static func == (one: EntityCluster, other: EntityCluster) -> Bool {
    one.name == other.name && one.isNamed == other.isNamed && one.label == other.label
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Collects the entities of a workspace.
package struct EntityClusters: Sendable {
  /// An entity while its mentions are collected. It has few labels and external ids, so that lists are searched
  /// faster than tables.
  private struct Draft {
    let name: Int32
    let isNamed: Bool
    var places: [EntityCluster.Place] = []
    var labels: [(name: String, count: Int)] = []
    var refs: [(name: String, count: Int)] = []
  }

  /// Words without an entity name: they are one entity only within a label.
  private struct Unnamed: Hashable {
    let words: Int32
    let label: String
  }

  private var articles: [String] = []
  private var words: [String] = []
  private var numbers: [String: Int32] = [:]
  private var drafts: [Draft] = []
  private var named: [Int32: Int] = [:]
  private var unnamed: [Unnamed: Int] = [:]

  /// Creates an empty collection.
  package init() {}

  /// Adds the mentions of an article. All of an article are added at once.
  package mutating func add(_ namings: [ArticleFacts.Naming], of article: String) {
    articles.append(article)
    for naming in namings {
      let words = number(of: naming.words)
      let draft: Int
      if let entity = naming.entity {
        let name = entity == naming.text ? words : number(of: entity)
        draft = place(of: name, in: \.named, name, isNamed: true)
      } else {
        draft = place(
          of: Unnamed(words: words, label: naming.label), in: \.unnamed, words, isNamed: false)
      }
      drafts[draft].places.append(
        EntityCluster.Place(
          article: Int32(articles.count - 1), words: words, count: Int32(clamping: naming.count)))
      Self.add(naming.count, of: naming.label, to: &drafts[draft].labels)
      if let ref = naming.ref { Self.add(naming.count, of: ref, to: &drafts[draft].refs) }
    }
  }

  private mutating func number(of text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(words.count)
    words.append(text)
    numbers[text] = number
    return number
  }

  /// The place of a draft in ``drafts``; it is made if it is new.
  private mutating func place<Key: Hashable>(
    of key: Key, in table: WritableKeyPath<EntityClusters, [Key: Int]>, _ name: Int32,
    isNamed: Bool
  ) -> Int {
    if let known = self[keyPath: table][key] { return known }
    drafts.append(Draft(name: name, isNamed: isNamed))
    self[keyPath: table][key] = drafts.count - 1
    return drafts.count - 1
  }

  private static func add(
    _ count: Int, of name: String, to counts: inout [(name: String, count: Int)]
  ) {
    if let place = counts.firstIndex(where: { $0.name == name }) {
      counts[place].count += count
    } else {
      counts.append((name, count))
    }
  }

  /// The entities, those with most mentions first.
  package var all: [EntityCluster] {
    drafts.map { draft in
      EntityCluster(
        name: words[Int(draft.name)], isNamed: draft.isNamed, ref: Self.mostFrequent(draft.refs),
        label: Self.mostFrequent(draft.labels) ?? "", places: draft.places, articles: articles,
        words: words)
    }.sorted { ($1.count, $0.name, $0.label) < ($0.count, $1.name, $1.label) }
  }

  private static func mostFrequent(_ counts: [(name: String, count: Int)]) -> String? {
    counts.min { ($1.count, $0.name) < ($0.count, $1.name) }?.name
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
