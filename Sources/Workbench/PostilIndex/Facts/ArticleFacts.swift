import PostilKit
import PostilPointing
import PostilSchema
import PostilStore

/// What commands that look at a whole workspace need of one article, without its annotations.
package struct ArticleFacts: Hashable, Sendable {
  /// How many annotations have a label, in one state.
  package struct Tally: Hashable, Sendable {
    package let layer: String
    package let label: String
    package let state: Annotation.State
    package let count: Int
  }

  /// Mentions of an entity with the same words.
  package struct Naming: Hashable, Sendable {
    /// The attribute `entity`; nil if the mentions have none.
    package let entity: String?
    package let label: String
    /// Their words, each run of white space as a single space.
    package let text: String
    package let ref: String?
    package let count: Int

    package init(entity: String?, label: String, text: String, ref: String?, count: Int) {
      (self.entity, self.label, self.text, self.ref) = (entity, label, text, ref)
      self.count = count
    }

    /// The words without white space around them.
    package var words: String {
      guard text.first == " " || text.last == " " else { return text }
      return text.split(separator: " ").joined(separator: " ")
    }
  }

  /// A label of the article itself.
  package struct ArticleLabel: Hashable, Sendable {
    package let label: String
    package let isSuggested: Bool
  }

  /// How often somebody is quoted.
  package struct Speaking: Hashable, Sendable {
    package let name: String
    package let count: Int
  }

  package var status = ArticleStatus.open
  /// Whether a person has decided something.
  package var isTouched = false
  /// Number of accepted annotations.
  package var accepted = 0
  /// Number of suggested annotations.
  package var suggested = 0
  /// Number of annotations whose places are not certain.
  package var moved = 0
  /// The labels of the article that are not rejected.
  package var labels: [ArticleLabel] = []
  /// How many annotations there are of each layer, label and state.
  package var tallies: [Tally] = []
  /// The mentions of entities that are not rejected.
  package var namings: [Naming] = []
  /// Who is quoted.
  package var speakers: [Speaking] = []

  /// The facts of an article without annotations.
  package init() {}

  /// The facts of an open article.
  package init(_ store: AnnotationStore) { self.init(store, of: store.annotations) }

  /// The facts of some annotations of an open article.
  package init(_ store: AnnotationStore, of annotations: [StoredAnnotation]) {
    status = store.status
    moved = store.moved.count
    var counts = FactCounts()
    for stored in annotations {
      let one = stored.annotation
      if one.state == .accepted { accepted += 1 }
      if one.state == .suggested { suggested += 1 }
      if !isTouched { isTouched = store.isTouched(stored.id) }
      counts.add(one)
      guard one.state != .rejected else { continue }
      if one.spans.isEmpty, one.roles.isEmpty {
        labels.append(ArticleLabel(label: one.label, isSuggested: one.state == .suggested))
      }
      if one.layer == .quote { counts.add(speakers: Self.speakers(of: one, in: store)) }
    }
    tallies = counts.tallies
    namings = counts.namings
    speakers = counts.speakers
  }

  /// The name of an entity that a mention has, or else its words.
  private static func name(of mention: Annotation) -> String {
    mention.attributes["entity"]?.string ?? Snippet.flat(mention.text)
  }

  /// The speakers: their names if there are any, else the entity name of the source, else the
  /// source's words.
  private static func speakers(of quote: Annotation, in store: AnnotationStore) -> [String] {
    let names = quote.names(in: "speaker")
    guard names.isEmpty, let source = quote.roles[Role.source]?.first else { return names }
    if let entity = source.id.flatMap({ store[id: $0] }) { return [name(of: entity.annotation)] }
    return source.spans.isEmpty ? [] : [Snippet.flat(store.article.text[source.spans])]
  }
}

/// Counts of what an article's annotations say, in the order of their first occurrences.
private struct FactCounts {
  private struct LabelKey: Hashable {
    let layer: Layer
    let label: String
    let state: Annotation.State
  }

  private struct NameKey: Hashable {
    let entity: String?
    let label: String
    let text: String
    let ref: String?
  }

  private var labels: [(key: LabelKey, count: Int)] = []
  private var labelPlaces: [LabelKey: Int] = [:]
  private var names: [(key: NameKey, count: Int)] = []
  private var namePlaces: [NameKey: Int] = [:]
  private var quoted: [(key: String, count: Int)] = []
  private var quotedPlaces: [String: Int] = [:]

  var tallies: [ArticleFacts.Tally] {
    labels.map { key, count in
      ArticleFacts.Tally(
        layer: key.layer.rawValue, label: key.label, state: key.state, count: count)
    }
  }

  var namings: [ArticleFacts.Naming] {
    names.map { key, count in
      ArticleFacts.Naming(
        entity: key.entity, label: key.label, text: key.text, ref: key.ref, count: count)
    }
  }

  var speakers: [ArticleFacts.Speaking] {
    quoted.map { ArticleFacts.Speaking(name: $0.key, count: $0.count) }
  }

  mutating func add(_ one: Annotation) {
    Self.count(
      LabelKey(layer: one.layer, label: one.label, state: one.state), &labels, &labelPlaces)
    guard one.layer == .entity, one.state != .rejected else { return }
    let key = NameKey(
      entity: one.attributes["entity"]?.string, label: one.label, text: Snippet.flat(one.text),
      ref: one.attributes["ref"]?.string)
    Self.count(key, &names, &namePlaces)
  }

  mutating func add(speakers: [String]) {
    for name in speakers { Self.count(name, &quoted, &quotedPlaces) }
  }

  private static func count<Key: Hashable>(
    _ key: Key, _ counts: inout [(key: Key, count: Int)], _ places: inout [Key: Int]
  ) {
    if let place = places[key] {
      counts[place].count += 1
    } else {
      places[key] = counts.count
      counts.append((key, 1))
    }
  }
}
