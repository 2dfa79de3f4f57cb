import PostilKit

/// The named entities of a workspace, collected from the annotations of its articles.
package struct WorkspaceEntities: Sendable {
  /// An entity: all mentions of one kind with one name.
  package struct Entity: Hashable, Sendable {
    package var kind: EntityKind
    /// The name of its mentions.
    package var name: String
    /// Its external id, if a mention has one.
    package var ref: String?
    /// The variants by which articles refer to it.
    package var forms: Set<String> = []
    /// The numbers of the articles that mention it.
    package var articles: Set<Int> = []
    package var mentions = 0
    /// Number of mentions that a person has accepted: these decide which name is kept.
    package var accepted = 0
  }

  /// All entities, in the order in which they were added.
  package private(set) var entities: [Entity] = []
  private var numbers: [String: Int] = [:]
  /// The entities that each article mentions.
  private var byArticle: [Int: Set<Int>] = [:]

  /// Creates an empty collection.
  package init() {}

  /// Adds the entities of an article that are suggested or accepted and have a name.
  ///
  /// - Parameter article: A distinct number for each article.
  package mutating func add(_ annotations: some Sequence<Annotation>, article: Int) {
    for annotation in annotations where annotation.layer == .entity {
      guard annotation.state != .rejected, let name = annotation.attributes["entity"]?.string,
        !name.isEmpty
      else { continue }
      let kind = EntityKind(annotation.label)
      let number = number(kind, name)
      entities[number].forms.insert(annotation.text)
      entities[number].articles.insert(article)
      byArticle[article, default: []].insert(number)
      entities[number].mentions += 1
      if annotation.state == .accepted { entities[number].accepted += 1 }
      if let ref = annotation.attributes["ref"]?.string {
        // The same one whatever the order of the articles.
        entities[number].ref = entities[number].ref.map { min($0, ref) } ?? ref
      }
    }
  }

  private mutating func number(_ kind: EntityKind, _ name: String) -> Int {
    let key = kind.key(name)
    if let number = numbers[key] { return number }
    numbers[key] = entities.count
    entities.append(Entity(kind: kind, name: name))
    return entities.count - 1
  }
}

/// The replacement of an entity's name, with its reason.
package struct Renaming: Hashable, Sendable {
  package let kind: EntityKind
  package let old: String
  /// The name of the entity in the other articles.
  package let new: String
  /// The entity's external id, if known.
  package let ref: String?
  /// How the old name is related to the new one, as shown by `why`.
  package let reason: String
}

extension WorkspaceEntities {
  /// The largest number of entities with similar names that are compared with each other.
  private static let mostAlike = 300

  /// The most times that names are compared again after some have changed.
  private static let mostRounds = 8

  /// The names to replace so that nothing remains to be replaced.
  ///
  /// They depend on the set of mentions alone: not on the order of articles, nor on how many of them were
  /// processed at once.
  package func renamings() -> [Renaming] {
    var now = sorted
    var all: [String: Renaming] = [:]
    for _ in 0..<Self.mostRounds {
      let round = now.oneRound()
      if round.isEmpty { break }
      let new = Dictionary(
        round.map { ($0.kind.key($0.old), $0) }, uniquingKeysWith: { first, _ in first })
      for (key, earlier) in all {
        guard let later = new[earlier.kind.key(earlier.new)] else { continue }
        all[key] = Renaming(
          kind: earlier.kind, old: earlier.old, new: later.new, ref: later.ref ?? earlier.ref,
          reason: earlier.reason)
      }
      for (key, renaming) in new where all[key] == nil { all[key] = renaming }
      now = now.renamed(new)
    }
    return all.values.filter { $0.old != $0.new }
      .sorted { ($0.kind.key($0.old), $0.new) < ($1.kind.key($1.old), $1.new) }
  }

  /// The same entities in an order of their own.
  private var sorted: WorkspaceEntities {
    var result = WorkspaceEntities()
    for entity in entities.sorted(by: { $0.kind.key($0.name) < $1.kind.key($1.name) }) {
      result.add(entity)
    }
    return result
  }

  /// The entities after their names were replaced.
  private func renamed(_ renamings: [String: Renaming]) -> WorkspaceEntities {
    var result = WorkspaceEntities()
    for var entity in entities {
      if let renaming = renamings[entity.kind.key(entity.name)] {
        entity.name = renaming.new
        entity.ref = renaming.ref ?? entity.ref
      }
      result.add(entity)
    }
    return result.sorted
  }

  private mutating func add(_ entity: Entity) {
    let number = number(entity.kind, entity.name)
    entities[number].forms.formUnion(entity.forms)
    entities[number].articles.formUnion(entity.articles)
    entities[number].mentions += entity.mentions
    entities[number].accepted += entity.accepted
    let refs = [entities[number].ref, entity.ref].compactMap { $0 }
    entities[number].ref = refs.min()
    for article in entity.articles { byArticle[article, default: []].insert(number) }
  }

  /// The names that refer to an entity which has another name elsewhere.
  ///
  /// Conservative, since a wrong name in many articles is worse than two names for one entity.
  /// Equal names and spelling variants are one entity. A short form, such as a surname, refers to
  /// the only entity with that short form, if an article with only the short form shares another
  /// entity with an article that has the full name.
  private func oneRound() -> [Renaming] {
    var parents = Array(entities.indices)
    var members = entities.indices.map { [$0] }
    func root(_ number: Int) -> Int {
      var number = number
      while parents[number] != number { number = parents[number] }
      return number
    }
    var reasons: [Int: String] = [:]
    func join(_ number: Int, _ other: Int, _ reason: String) {
      let (left, right) = (root(number), root(other))
      guard left != right, !areApart(members[left], members[right]) else { return }
      let (best, rest) = isBetter(left, right) ? (left, right) : (right, left)
      parents[rest] = best
      members[best] += members[rest]
      members[rest] = []
      reasons[number] = reasons[number] ?? reason
      reasons[other] = reasons[other] ?? reason
    }
    let alike = alike()
    for pair in alike where pair.relation == .same || pair.relation == .spelling {
      join(pair.left, pair.right, pair.relation.rawValue)
    }
    for (short, longer) in shortForms(alike).sorted(by: { $0.key < $1.key }) {
      let related = longer.filter { shareContext(short, $0.number) }
      guard let first = related.first, Set(longer.map { root($0.number) }).count == 1 else {
        continue
      }
      join(short, first.number, first.reason)
    }
    return entities.indices.compactMap { number in
      let best = root(number)
      guard best != number, entities[best].name != entities[number].name else { return nil }
      return Renaming(
        kind: entities[number].kind, old: entities[number].name, new: entities[best].name,
        ref: entities[best].ref, reason: reasons[number] ?? NameRelation.same.rawValue)
    }
  }

  /// Whether two groups are known to be distinct: by their external ids, or because a person gave
  /// both names.
  private func areApart(_ left: [Int], _ right: [Int]) -> Bool {
    left.contains { one in
      right.contains { two in
        let (one, two) = (entities[one], entities[two])
        if let ref = one.ref, let other = two.ref, ref != other { return true }
        return one.accepted > 0 && two.accepted > 0
      }
    }
  }

  /// Whether an entity's name is preferred to another's.
  private func isBetter(_ left: Int, _ right: Int) -> Bool {
    func rank(_ entity: Entity) -> [Int] {
      let name = Name(entity.name, of: entity.kind.nameKind)
      return [
        entity.accepted > 0 ? 1 : 0, entity.ref == nil ? 0 : 1, name.parts.count,
        // `Almada`, which one article has in capitals as a dateline.
        entity.name.utf8.count > 4 && entity.name.uppercased() == entity.name ? 0 : 1,
        entity.articles.count, entity.mentions,
      ]
    }
    let (one, two) = (rank(entities[left]), rank(entities[right]))
    return one == two
      ? entities[left].name < entities[right].name : two.lexicographicallyPrecedes(one)
  }

  /// Pairs of entities with related names.
  private func alike() -> [(left: Int, right: Int, relation: NameRelation)] {
    let names = entities.map { Name($0.name, of: $0.kind.nameKind) }
    var byKey: [String: [Int]] = [:]
    for number in entities.indices {
      for key in names[number].keys {
        byKey[entities[number].kind.key(key), default: []].append(number)
      }
    }
    var seen: Set<[Int]> = []
    var pairs: [(left: Int, right: Int, relation: NameRelation)] = []
    for numbers in byKey.values where numbers.count <= Self.mostAlike {
      for (place, left) in numbers.enumerated() {
        for right in numbers[(place + 1)...] where seen.insert([left, right]).inserted {
          guard let relation = names[left].relation(to: names[right]) else { continue }
          pairs.append((left, right, relation))
        }
      }
    }
    return pairs.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
  }

  /// For each entity with a short name, the entities of which it is a form, with the reason.
  private func shortForms(
    _ alike: [(left: Int, right: Int, relation: NameRelation)]
  ) -> [Int: [(number: Int, reason: String)]] {
    var longer: [Int: [(number: Int, reason: String)]] = [:]
    for (left, right, relation) in alike where relation != .same && relation != .spelling {
      let isLeftShort = parts(left) < parts(right)
      longer[isLeftShort ? left : right, default: []]
        .append((isLeftShort ? right : left, relation.rawValue))
    }
    // A form in one article, such as an acronym or a handle, may be the entity's name in another.
    var byForm: [String: [Int]] = [:]
    for number in entities.indices {
      for form in entities[number].forms where form != entities[number].name {
        byForm[entities[number].kind.key(form), default: []].append(number)
      }
    }
    for number in entities.indices {
      for other in byForm[entities[number].kind.key(entities[number].name)] ?? []
      where other != number && longer[number]?.contains(where: { $0.number == other }) != true {
        longer[number, default: []].append((other, "name it has elsewhere"))
      }
    }
    return longer
  }

  private func parts(_ number: Int) -> Int {
    Name(entities[number].name, of: entities[number].kind.nameKind).parts.count
  }

  /// Whether an article that names the first entity and an article that names the second have
  /// another entity in common.
  private func shareContext(_ left: Int, _ right: Int) -> Bool {
    let (one, two) = (entities[left].articles, entities[right].articles)
    if !one.isDisjoint(with: two) { return true }
    var mentioned: Set<Int> = []
    for article in one { mentioned.formUnion(byArticle[article] ?? []) }
    mentioned.subtract([left, right])
    return two.contains { article in (byArticle[article] ?? []).contains(where: mentioned.contains)
    }
  }
}
