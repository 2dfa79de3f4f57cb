import PostilKit
import PostilStore
import PostilSystem
import PostilWorkbench

/// The names of the workspace and what can be done with them, in all articles by one op.
struct NameDesk {
  /// The names, most mentions first.
  let clusters: [NameCluster]
  private let articles: [OpenArticle]
  private let session: Session

  init(_ session: Session) throws {
    self.session = session
    articles = try session.workspace.articles().map { file in
      let article = try session.article(of: file)
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
  func cluster(_ word: Word) throws -> NameCluster {
    if let number = word.bare.flatMap(Int.init) {
      let keys = session.names.isEmpty ? clusters.map(\.key) : session.names
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
    let wanted = word.text.lowercased()
    let exact = clusters.filter { $0.name.lowercased() == wanted }
    if exact.count > 1 {
      throw PostilError.usage(
        reason: "\(exact.map(\.label).joined(separator: " and ")) are named \"\(word.text)\"",
        next: "say the number that `names` shows")
    }
    guard let found = exact.first else {
      let nearest = Spelling.nearest(word.text, in: clusters.map(\.name))
      throw PostilError.usage(
        reason: "no name \"\(word.text)\"",
        next: nearest.isEmpty
          ? "`names` lists all"
          : "did you mean \(nearest.map { "\"\($0)\"" }.joined(separator: " or "))?")
    }
    return found
  }

  /// Gives all mentions of some names one name and reference.
  func merge(_ chosen: [NameCluster], _ pairs: [(name: String, value: Word)]) throws {
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
    try apply(change)
  }

  /// Gives the mentions with some spellings a name of their own.
  func split(
    _ cluster: NameCluster, _ spellings: [String], _ pairs: [(name: String, value: Word)]
  ) throws {
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
    try apply(
      Change(
        name: given.entity ?? spellings[0], ref: given.ref, mentions: Set(mentions.map(\.id)),
        oldNames: []))
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
      let known = try session.schema.value(of: name, on: .entity, typed: value.text)
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

  private func apply(_ change: Change) throws {
    let edits = articles.map { article in
      Edit(
        article: article,
        changes: article.store.annotations.compactMap { stored in
          changed(stored.annotation, change).map { .put($0) }
        })
    }.filter { !$0.changes.isEmpty }
    guard !edits.isEmpty else { return try session.output.print("nothing changes") }
    let outcomes = try session.commit(edits)
    let count = outcomes.reduce(0) { $0 + $1.receipt.written.count }
    try session.output.print(
      "\(change.name)\(change.ref.map { " \($0)" } ?? ""): "
        + "\(Session.count(count, "annotation")) in \(Session.count(outcomes.count, "article"))")
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
      guard session.schema.attributes(of: annotation.layer)[attribute] != nil else { continue }
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
