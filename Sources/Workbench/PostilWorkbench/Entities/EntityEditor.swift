import PostilIndex
import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem

/// Lists the entities of the workspace and edits them in all articles with one op.
package struct EntityEditor {
  /// The entities, those with most mentions first.
  package let clusters: [EntityCluster]
  private let focus: Focus
  private var schema: Schema { focus.schema }
  /// The keys of the entities in the last list shown.
  private let listed: [String]

  /// The result of an edit: the entity's new name, and where it was written.
  package struct Result {
    package let name: String
    package let ref: String?
    package let outcomes: [EditOutcome]
  }

  /// Collects the entities.
  ///
  /// - Parameter progress: Gets the number of articles done and that of all, now and then.
  package init(
    _ focus: inout Focus, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    try focus.open?.store.refresh()
    let stream = FactsStream(focus, progress: progress)
    var all = EntityClusters()
    try stream.forEach(focus.workspace.articles(), isWhole: true) { file, result in
      if let facts = try focus.admitted(result) { all.add(facts.namings, of: file.name) }
    }
    listed = focus.entities
    self.focus = focus
    clusters = all.all
  }

  /// The pairs whose names differ in a letter or two, with what else they share.
  ///
  /// - Throws: What opening an article throws.
  package func nearlyAlike() throws -> [(first: Int, second: Int, reason: String)] {
    let files = try files()
    var known: [String: [String]] = [:]
    return try clusters.nearlyAlike { cluster in
      if let titles = known[cluster.key] { return titles }
      let titles = try titles(before: cluster, files)
      known[cluster.key] = titles
      return titles
    }
  }

  /// The largest number of mentions of an entity before which a title is looked for.
  private static let mostTitles = 50

  /// The titles before the first mentions of an entity.
  private func titles(
    before cluster: EntityCluster, _ files: [String: ArticleFile]
  ) throws -> [String] {
    var titles: [String] = []
    var count = 0
    for name in cluster.mentions.map(\.article).uniqued() {
      guard count < Self.mostTitles, let file = files[name],
        let store = try? focus.article(of: file).store
      else { break }
      let mentions = store.annotations.map(\.annotation).filter(cluster.has)
        .prefix(Self.mostTitles - count)
      count += mentions.count
      titles += mentions.compactMap {
        Self.title(before: $0.extent.start, in: store.article.text)
      }
    }
    return titles
  }

  /// The articles of the workspace, by name.
  private func files() throws -> [String: ArticleFile] {
    Dictionary(
      try focus.workspace.articles().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The mentions of an entity, article by article.
  ///
  /// - Throws: What opening an article throws.
  package func mentions(
    of cluster: EntityCluster
  ) throws -> [(article: OpenArticle, mentions: [StoredAnnotation])] {
    let files = try files()
    return try cluster.mentions.map(\.article).uniqued().sorted().compactMap { files[$0] }.map {
      let article = try focus.article(of: $0)
      return (article, article.store.annotations.filter { cluster.has($0.annotation) })
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
      isMention: { one in chosen.contains { $0.has(one) } }, oldNames: Set(chosen.map(\.name)))
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
    guard !cluster.mentions.allSatisfy({ spellings.contains($0.text) }) else {
      throw PostilError.workbench(.allVariants(entity: cluster.name))
    }
    // Quotes change only through their links: which of the two entities a speaker's name alone
    // means is not known.
    return try apply(
      Change(
        name: given.entity ?? spellings[0], ref: given.ref,
        isMention: { cluster.has($0) && spellings.contains($0.words) }, oldNames: []), writer)
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
    let isMention: (Annotation) -> Bool
    /// The old names, which are replaced in speakers and addressees.
    let oldNames: Set<String>
  }

  private func apply(_ change: Change, _ writer: Writer) throws -> Result {
    var edits: [Edit] = []
    try ArticleStream(focus).forEach(focus.workspace.articles()) { result in
      let article = try result.get()
      let annotations = article.store.annotations.map(\.annotation)
      let mentions = Set(annotations.filter(change.isMention).map(\.id))
      let changes = annotations.compactMap { one in
        changed(one, change, mentions).map { PostilStore.Change.put($0) }
      }
      if !changes.isEmpty { edits.append(Edit(article: article, changes: changes)) }
    }
    let outcomes = edits.isEmpty ? [] : try writer.commit(edits)
    return Result(name: change.name, ref: change.ref, outcomes: outcomes)
  }

  /// The annotation with the new name; nil if the change does not affect it.
  ///
  /// - Parameter mentions: The ids of the article's mentions that get the name.
  private func changed(
    _ annotation: Annotation, _ change: Change, _ mentions: Set<String>
  ) -> Annotation? {
    guard annotation.state != .rejected else { return nil }
    var result = annotation
    if mentions.contains(annotation.id) {
      result.attributes["entity"] = .string(change.name)
      result.attributes["ref"] = change.ref.map { .string($0) }
    }
    for (role, attribute) in Role.named {
      guard schema.attributes(of: annotation.layer)[attribute] != nil else { continue }
      let isLinked =
        annotation.roles[role]?.contains { $0.id.map(mentions.contains) ?? false } ?? false
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
