import PostilKit
import PostilPointing
import PostilStore
import PostilSystem

/// The entities of the workspace, and their edits: in all articles by one op.
package struct EntityEditor {
  /// The entities, most mentions first.
  package let clusters: [NameCluster]
  private let articles: [OpenArticle]
  private let schema: Schema
  /// The keys of the entities listed last.
  private let listed: [String]

  /// The result of an edit: what the entity is named now, and where that was written.
  package struct Result {
    package let name: String
    package let ref: String?
    package let outcomes: [EditOutcome]
  }

  package init(_ focus: Focus) throws {
    schema = focus.schema
    listed = focus.entities
    articles = try focus.workspace.articles().map { file in
      let article = try focus.article(of: file)
      try article.store.refresh()
      return article
    }
    var all = NameClusters()
    for article in articles {
      all.add(article.store.annotations.map(\.annotation), of: article.name)
    }
    clusters = all.all
  }

  /// The name that a word says: by its number in the list shown last, or by itself.
  package func cluster(_ word: Word) throws -> NameCluster {
    if let number = word.bare.flatMap(Int.init) {
      let keys = listed.isEmpty ? clusters.map(\.key) : listed
      guard keys.indices.contains(number - 1) else {
        throw PostilError.badValue(
          name: "name's number", value: word.raw, expected: "`names` lists 1 to \(keys.count)")
      }
      guard let found = clusters.first(where: { $0.key == keys[number - 1] }) else {
        throw PostilError.usage(
          reason: "name \(number) has changed since it was listed", next: "say names again")
      }
      return found
    }
    let wanted = word.unquoted.lowercased()
    let exact = clusters.filter { $0.name.lowercased() == wanted }
    if exact.count > 1 {
      throw PostilError.usage(
        reason: "\(exact.map(\.label).joined(separator: " and ")) are named \"\(word.unquoted)\"",
        next: "say the number that `names` shows")
    }
    guard let found = exact.first else {
      let nearest = Spelling.nearest(word.unquoted, in: clusters.map(\.name))
      throw PostilError.usage(
        reason: "no name \"\(word.unquoted)\"",
        next: nearest.isEmpty
          ? "`names` lists all"
          : "did you mean \(nearest.map { "\"\($0)\"" }.joined(separator: " or "))?")
    }
    return found
  }

  /// Gives all mentions of some names one name and reference.
  package func merge(
    _ chosen: [NameCluster], _ pairs: [(name: String, value: Word)], _ writer: Writer
  ) throws -> Result {
    let refs = Set(chosen.compactMap(\.ref))
    let given = try values(pairs)
    guard given.ref != nil || refs.count <= 1 else {
      throw PostilError.usage(
        reason: "they have different references: \(refs.sorted().joined(separator: ", "))",
        next: "say which holds: ref=\(refs.min() ?? "")")
    }
    let change = Change(
      name: given.entity ?? chosen[0].name, ref: given.ref ?? refs.first,
      mentions: Set(chosen.flatMap { $0.mentions.map(\.id) }), oldNames: Set(chosen.map(\.name)))
    return try apply(change, writer)
  }

  /// Gives the mentions with some spellings a name of their own.
  package func split(
    _ cluster: NameCluster, _ spellings: [String], _ pairs: [(name: String, value: Word)],
    _ writer: Writer
  ) throws -> Result {
    for spelling in spellings where !cluster.mentions.contains(where: { $0.text == spelling }) {
      let nearest = Spelling.nearest(spelling, in: cluster.variants.map(\.text))
      throw PostilError.usage(
        reason: "\(cluster.name) is never spelt \"\(spelling)\"",
        next: nearest.isEmpty ? "`names` lists its spellings" : "did you mean \"\(nearest[0])\"?")
    }
    let given = try values(pairs)
    let mentions = cluster.mentions.filter { spellings.contains($0.text) }
    guard mentions.count < cluster.mentions.count else {
      throw PostilError.usage(
        reason: "that is every spelling of \(cluster.name)", next: "say names set to rename it")
    }
    // Quotes follow only by their links: which of two people a mere name means, nobody can say.
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
        throw PostilError.usage(
          reason: "names takes no '\(name)='", next: "say entity=NAME or ref=wikidata:Q2866")
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
    /// Names that speakers and addressees lose for the new one.
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

  /// An annotation with the new name; nil if it is not concerned.
  private func changed(_ annotation: Annotation, _ change: Change) -> Annotation? {
    guard annotation.state != .rejected else { return nil }
    var result = annotation
    if change.mentions.contains(annotation.id) {
      result.attributes["entity"] = .string(change.name)
      result.attributes["ref"] = change.ref.map { .string($0) }
    }
    for (role, attribute) in [("source", "speaker"), ("addressee", "addressee")] {
      guard schema.attributes(of: annotation.layer)[attribute] != nil else { continue }
      let isLinked =
        annotation.roles[role]?.contains { $0.id.map(change.mentions.contains) ?? false } ?? false
      let old = annotation.attributes[attribute]?.string
      if isLinked || old.map(change.oldNames.contains) ?? false {
        result.attributes[attribute] = .string(change.name)
      }
    }
    return result == annotation ? nil : result
  }
}

extension NameCluster {
  /// What it is recognized by after the list has changed.
  package var key: String { "\(isNamed) \(label) \(name)" }
}
