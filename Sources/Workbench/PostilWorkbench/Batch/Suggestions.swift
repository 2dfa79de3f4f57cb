import PostilKit
import PostilPlugins
import PostilStore

/// What plugins suggest for one article; what a person decided is never changed by it.
package struct Suggestions {
  /// What was written, or would be, for one plugin.
  package struct Report: Hashable, Sendable {
    /// Number of new suggestions.
    package var new = 0
    /// Number of undecided suggestions that changed, such as dates computed from another day of
    /// publication.
    package var revised = 0
    /// Number of undecided suggestions that the plugin's new version no longer makes.
    package var withdrawn = 0
    /// Number of suggestions that already existed.
    package var known = 0
  }

  private let runs: [PluginRun]
  private let made: [[Annotation]]
  private let revises: Bool
  private let day: CalendarDate?

  /// - Parameters:
  ///   - runs: The results of the plugins; none of them failed.
  ///   - annotations: The annotations of all of them that are wanted; nil for all.
  ///   - revises: Whether undecided suggestions are updated to a plugin's new result, and removed if
  ///     its new version no longer makes them.
  ///   - day: The day of publication that the plugins knew; nil for that of the article.
  package init(
    _ runs: [PluginRun], _ annotations: [Annotation]? = nil, revises: Bool,
    day: CalendarDate? = nil
  ) {
    self.runs = runs
    let groups = annotations.map { Dictionary(grouping: $0, by: \.annotator) }
    made = runs.map { run in
      groups.map { $0[run.manifest.annotator] ?? [] } ?? run.annotations
    }
    self.revises = revises
    self.day = day
  }

  /// What the plugins have made, held against what an article has.
  private func match(_ store: AnnotationStore) -> SuggestionMatch {
    SuggestionMatch(made, by: runs.map(\.manifest.annotator), in: store)
  }

  /// The changes by each plugin to an article in its present state.
  package func changes(in store: AnnotationStore) -> [AuthoredChanges] {
    changes(in: store, match(store))
  }

  private func changes(
    in store: AnnotationStore, _ match: SuggestionMatch
  ) -> [AuthoredChanges] {
    let shared = match.agreedIDs
    let new = match.kept.map { kept in kept.filter { store[id: $0.id] == nil } }
    let withdrawn = runs.map { run in
      revises ? store.withdrawn(by: run).filter { !shared.contains($0.id) } : []
    }
    let after = annotations(of: store, with: new, without: withdrawn)
    return runs.indices.map { index in
      let run = runs[index]
      let outdated =
        revises
        ? store.outdated(by: match.kept[index], of: run.manifest.author) + match.agreed[index] : []
      let ran = Change.ran(
        annotator: run.manifest.annotator, published: day, hash: run.hash?.hash(with: after))
      return AuthoredChanges(
        new[index].map(Change.put) + [ran] + outdated.map(Change.put)
          + withdrawn[index].map { .remove(id: $0.id) },
        by: run.manifest.author, revises: revises)
    }
  }

  /// The annotations that an article will have, so that a later change of them shows.
  private func annotations(
    of store: AnnotationStore, with new: [[Annotation]], without withdrawn: [[Annotation]]
  ) -> [Annotation] {
    let gone = Set(withdrawn.joined().map(\.id))
    return store.annotations.map(\.annotation).filter { !gone.contains($0.id) }
      + new.joined().filter { !store.isKnown($0.id) }
  }

  /// Writes them as one op in a single append.
  ///
  /// - Returns: A report for each plugin.
  /// - Throws: What a commit throws.
  package func write(
    to store: AnnotationStore, for person: String?, op: String, command: String?,
    articles: [String] = []
  ) throws -> [Report] {
    var known: Set<String> = []
    var agreed: [Set<String>] = []
    let receipts = try store.commit(for: person, op: op, command: command, articles: articles) {
      store in
      let match = match(store)
      known = Set(match.kept.joined().map(\.id).filter { store[id: $0] != nil })
      agreed = match.agreed.map { Set($0.map(\.id)) }
      return changes(in: store, match)
    }
    return receipts.indices.map { index in
      let written = receipts[index].written.filter { !agreed[index].contains($0.id) }
      let revised = written.count { known.contains($0.id) }
      return Report(
        new: written.count - revised, revised: revised, withdrawn: receipts[index].removed.count,
        known: made[index].count - written.count)
    }
  }

  /// What would be written for each plugin.
  package func preview(in store: AnnotationStore) -> [Report] {
    let match = match(store)
    let shared = match.agreedIDs
    return runs.indices.map { index in
      let kept = match.kept[index]
      let new = kept.count { !store.isKnown($0.id) }
      let revised = revises ? store.outdated(by: kept, of: runs[index].manifest.author).count : 0
      return Report(
        new: new, revised: revised,
        withdrawn: revises
          ? store.withdrawn(by: runs[index]).count { !shared.contains($0.id) } : 0,
        known: made[index].count - new - revised)
    }
  }
}

extension AnnotationStore {
  /// Those of a plugin's annotations that differ from the existing suggestion, such as a date
  /// computed from a day of publication that was set since. Suggestions that a person has decided,
  /// changed or commented are excluded, and those that differ only by the names that were given to
  /// entities across articles.
  fileprivate func outdated(by annotations: [Annotation], of plugin: Author) -> [Annotation] {
    annotations.filter { new in
      guard let shown = self[id: new.id], shown.annotation.state == .suggested else { return false }
      return Self.differ(shown.annotation, new) && !isTouched(new.id)
        && (shown.author != .postil
          || newestRevision(of: new.id, by: plugin).map { Self.differ($0, new) } ?? true)
    }
  }

  private static func differ(_ old: Annotation, _ new: Annotation) -> Bool {
    old.spans == new.spans && old.label == new.label
      && (old.attributes != new.attributes || old.roles != new.roles
        || !new.alsoSuggestedBy.isEmpty && new.alsoSuggestedBy != old.alsoSuggestedBy)
  }

  /// Undecided suggestions of another version of a plugin, or of other settings, a model or input than it has
  /// now, that it no longer makes.
  ///
  /// Excluded are annotations that a person has decided, changed or commented, those that a
  /// remaining annotation refers to, and those that another plugin suggests too.
  func withdrawn(by run: PluginRun) -> [Annotation] {
    guard run.isAnswered else { return [] }
    let made = Set(run.annotations.map(\.id))
    let isOther = lastRun(ofPlugin: run.manifest.name)?.hash.map { $0 != run.hash?.plugin } ?? false
    let stale = annotations.map(\.annotation).filter { old in
      old.state == .suggested && (isOther || old.annotator != run.manifest.annotator)
        && Author.pluginName(ofAnnotator: old.annotator) == run.manifest.name
        && !made.contains(old.id) && !isTouched(old.id) && old.alsoSuggestedBy.isEmpty
    }
    guard !stale.isEmpty else { return [] }
    let ids = Set(stale.map(\.id))
    let named = Set(
      annotations.map(\.annotation).filter { !ids.contains($0.id) }
        .flatMap { $0.roles.values.joined().compactMap(\.id) })
    return stale.filter { !named.contains($0.id) }
  }
}
