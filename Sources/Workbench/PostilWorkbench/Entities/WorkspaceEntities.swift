import PostilKit

/// The entities that the articles of a workspace name, as their annotations tell.
package struct NamedEntities: Sendable {
  /// One entity: all mentions of one kind with one name.
  package struct Entity: Hashable, Sendable {
    /// What it is.
    package var kind: EntityKind
    /// The name that its mentions have.
    package var name: String
    /// Its external id, if a mention has one.
    package var ref: String?
    /// The forms in which articles name it.
    package var forms: Set<String> = []
    /// The numbers of the articles that mention it.
    package var articles: Set<Int> = []
    /// How many mentions there are.
    package var mentions = 0
    /// How many of them a person has accepted: these decide on the name.
    package var accepted = 0
  }

  /// All entities, by name.
  package private(set) var entities: [Entity] = []
  private var numbers: [String: Int] = [:]
  /// The entities that each article mentions.
  private var byArticle: [Int: Set<Int>] = [:]

  /// Knows none.
  package init() {}

  /// Takes up what an article mentions: its entities that are suggested or accepted and have a name.
  ///
  /// - Parameter article: A number of its own for each article.
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
      if let ref = annotation.attributes["ref"]?.string { entities[number].ref = ref }
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

/// One name for what went by several, and why.
package struct Renaming: Hashable, Sendable {
  /// What is renamed.
  package let kind: EntityKind
  /// The name so far.
  package let old: String
  /// The name of the entity in the other articles.
  package let new: String
  /// The entity's external id, if it is known.
  package let ref: String?
  /// What makes the old name a form of the new one, as `why` says it.
  package let reason: String
}

extension NamedEntities {
  /// The most entities that are compared with each other because their names are alike.
  private static let mostAlike = 300

  /// Which names mean an entity that has another name elsewhere.
  ///
  /// Careful, since a wrong name in many articles is worse than two for one entity: equal names and
  /// other spellings are one; a short form, such as a surname, is the one entity whose form it is, if
  /// an article that has it alone shares another entity with one that has the full name.
  package func renamings() -> [Renaming] {
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

  /// Whether two groups are known to be two: by their ids, or since a person gave both their names.
  private func areApart(_ left: [Int], _ right: [Int]) -> Bool {
    left.contains { one in
      right.contains { two in
        let (one, two) = (entities[one], entities[two])
        if let ref = one.ref, let other = two.ref, ref != other { return true }
        return one.accepted > 0 && two.accepted > 0
      }
    }
  }

  /// Whether an entity's name is to be kept rather than another's.
  private func isBetter(_ left: Int, _ right: Int) -> Bool {
    func rank(_ entity: Entity) -> [Int] {
      let name = Name(entity.name, of: entity.kind.nameKind)
      return [
        entity.accepted > 0 ? 1 : 0, entity.ref == nil ? 0 : 1, name.parts.count,
        entity.articles.count, entity.mentions,
      ]
    }
    let (one, two) = (rank(entities[left]), rank(entities[right]))
    return one == two
      ? entities[left].name < entities[right].name : two.lexicographicallyPrecedes(one)
  }

  /// Pairs of entities whose names are related.
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

  /// For each entity with a short name those whose form it is, with the reason.
  private func shortForms(
    _ alike: [(left: Int, right: Int, relation: NameRelation)]
  ) -> [Int: [(number: Int, reason: String)]] {
    var longer: [Int: [(number: Int, reason: String)]] = [:]
    for (left, right, relation) in alike where relation != .same && relation != .spelling {
      let isLeftShort = parts(left) < parts(right)
      longer[isLeftShort ? left : right, default: []]
        .append((isLeftShort ? right : left, relation.rawValue))
    }
    // What an article calls an entity, acronyms and handles among it, may be its name in another.
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

  /// Whether an article that names the one and an article that names the other name a third entity
  /// both.
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
