import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem

/// Lists the entities of the workspace and edits them in all articles with one op.
package struct EntityEditor {
  /// The entities, those with most mentions first.
  package let clusters: [EntityCluster]
  private let articles: [OpenArticle]
  private let schema: Schema
  /// The keys of the entities in the last list shown.
  private let listed: [String]

  /// The result of an edit: the entity's new name, and where it was written.
  package struct Result {
    package let name: String
    package let ref: String?
    package let outcomes: [EditOutcome]
  }

  package init(_ focus: inout Focus) throws {
    schema = focus.schema
    listed = focus.entities
    articles = try Scope.all.articles(in: &focus)
    for article in articles { try article.store.refresh() }
    var all = EntityClusters()
    for article in articles {
      all.add(article.store.annotations.map(\.annotation), of: article.name)
    }
    clusters = all.all
  }

  /// The pairs whose names differ in a letter or two, with what else they share.
  package var nearlyAlike: [(first: Int, second: Int, reason: String)] {
    let byName = Dictionary(articles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return clusters.nearlyAlike { mention in
      guard let article = byName[mention.article], let stored = article.store[id: mention.id] else {
        return nil
      }
      return Self.title(before: stored.annotation.extent.start, in: article.store.article.text)
    }
  }

  /// The word with a capital directly before a place: `President`.
  private static func title(before start: Int, in text: Text) -> String? {
    let words = text[Span(max(0, start - 24), start)].split(
      separator: " ", omittingEmptySubsequences: false)
    guard words.count > 2, words.last == "", let word = words.dropLast().last,
      word.first?.isUppercase == true, word.allSatisfy({ $0.isLetter || $0 == "." })
    else { return nil }
    return String(word)
  }

  /// The entity that a word refers to: by its number in the last list that this shell has shown, or by
  /// its name.
  ///
  /// - Throws: `noEntityList` for a number without a list, `entityNumber`, `entityChanged`, `sameName`,
  ///   `noEntity`.
  package func cluster(_ word: Word) throws -> EntityCluster {
    if let number = word.bare.flatMap(Int.init) {
      guard !listed.isEmpty else {
        throw PostilError.workbench(.noEntityList(number: number))
      }
      guard listed.indices.contains(number - 1) else {
        throw PostilError.workbench(.entityNumber(word.raw, count: listed.count))
      }
      guard let found = clusters.first(where: { $0.key == listed[number - 1] }) else {
        throw PostilError.workbench(.entityChanged(number: number))
      }
      return found
    }
    return try cluster(named: word.unquoted)
  }

  /// The entity of a name, or of `LABEL:NAME`.
  private func cluster(named name: String) throws -> EntityCluster {
    let wanted = name.lowercased()
    let exact = clusters.filter { $0.name.lowercased() == wanted }
    if exact.count > 1 {
      throw PostilError.workbench(.sameName(name, labels: exact.map(\.label)))
    }
    guard
      let found = exact.first
        ?? clusters.first(where: { "\($0.label):\($0.name)".lowercased() == wanted })
    else {
      throw PostilError.workbench(.noEntity(name: name, known: clusters.map(\.name)))
    }
    return found
  }

  /// How an entity is named without a list: by its name, or by `LABEL:NAME` if several have that name.
  package func reference(to cluster: EntityCluster) -> String {
    let wanted = cluster.name.lowercased()
    let isUnique = clusters.count { $0.name.lowercased() == wanted } == 1
    return isUnique ? cluster.name : "\(cluster.label):\(cluster.name)"
  }

  /// Gives all mentions of some entities one name and reference.
  package func merge(
    _ chosen: [EntityCluster], _ pairs: [(name: String, value: Word)], _ writer: Writer
  ) throws -> Result {
    if let other = chosen.first(where: { $0.label != chosen[0].label }) {
      throw PostilError.workbench(
        .labelsDiffer(chosen[0].name, chosen[0].label, other: other.name, other.label))
    }
    let refs = Set(chosen.compactMap(\.ref))
    let given = try values(pairs)
    guard given.ref != nil || refs.count <= 1 else {
      throw PostilError.workbench(.severalReferences(refs.sorted()))
    }
    let change = Change(
      name: given.entity ?? chosen[0].name, ref: given.ref ?? refs.first,
      mentions: Set(chosen.flatMap { $0.mentions.map(\.id) }), oldNames: Set(chosen.map(\.name)))
    return try apply(change, writer)
  }

  /// Gives the mentions with some variants another name.
  package func split(
    _ cluster: EntityCluster, _ spellings: [String], _ pairs: [(name: String, value: Word)],
    _ writer: Writer
  ) throws -> Result {
    for spelling in spellings where !cluster.mentions.contains(where: { $0.text == spelling }) {
      throw PostilError.workbench(
        .noVariant(spelling, entity: cluster.name, known: cluster.variants.map(\.text)))
    }
    let given = try values(pairs)
    let mentions = cluster.mentions.filter { spellings.contains($0.text) }
    guard mentions.count < cluster.mentions.count else {
      throw PostilError.workbench(.allVariants(entity: cluster.name))
    }
    // Quotes change only through their links: which of the two entities a speaker's name alone
    // means is not known.
    return try apply(
      Change(
        name: given.entity ?? spellings[0], ref: given.ref, mentions: Set(mentions.map(\.id)),
        oldNames: []), writer)
  }

  private func values(
    _ pairs: [(name: String, value: Word)]
  ) throws -> (entity: String?, ref: String?) {
    var values: [String: String] = [:]
    for (name, value) in pairs {
      guard ["entity", "ref"].contains(name) else {
        throw PostilError.workbench(.unknownField(name))
      }
      guard value.text.contains(where: { !$0.isWhitespace }) else {
        throw PostilError.workbench(.emptyField(name))
      }
      let known = try schema.value(of: name, on: .entity, typed: value.text)
      values[name] = known.plain
    }
    return (values["entity"], values["ref"])
  }

  // MARK: Changes

  private struct Change {
    let name: String
    let ref: String?
    let mentions: Set<String>
    /// The old names, which are replaced in speakers and addressees.
    let oldNames: Set<String>
  }

  private func apply(_ change: Change, _ writer: Writer) throws -> Result {
    let edits = articles.map { article in
      Edit(
        article: article,
        changes: article.store.annotations.compactMap { stored in
          changed(stored.annotation, change).map { .put($0) }
        })
    }.filter { !$0.changes.isEmpty }
    let outcomes = edits.isEmpty ? [] : try writer.commit(edits)
    return Result(name: change.name, ref: change.ref, outcomes: outcomes)
  }

  /// The annotation with the new name; nil if the change does not affect it.
  private func changed(_ annotation: Annotation, _ change: Change) -> Annotation? {
    guard annotation.state != .rejected else { return nil }
    var result = annotation
    if change.mentions.contains(annotation.id) {
      result.attributes["entity"] = .string(change.name)
      result.attributes["ref"] = change.ref.map { .string($0) }
    }
    for (role, attribute) in Role.named {
      guard schema.attributes(of: annotation.layer)[attribute] != nil else { continue }
      let isLinked =
        annotation.roles[role]?.contains { $0.id.map(change.mentions.contains) ?? false } ?? false
      let old = annotation.names(in: attribute)
      if old.contains(where: change.oldNames.contains) {
        result.setNames(
          old.map { change.oldNames.contains($0) ? change.name : $0 }, in: attribute)
      } else if isLinked, old.count < 2 {
        result.attributes[attribute] = .string(change.name)
      }
    }
    return result == annotation ? nil : result
  }
}

extension EntityCluster {
  /// A key that identifies the entity after the list has changed.
  package var key: String { "\(isNamed) \(label) \(name)" }
}
