import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// The annotations that a selection matched in one article.
package struct SelectedAnnotations {
  package let article: OpenArticle
  /// The annotations, sorted by number.
  package let annotations: [StoredAnnotation]
  /// The ids of those that were referred to individually.
  package let named: Set<String>

  package init(article: OpenArticle, annotations: [StoredAnnotation], named: Set<String>) {
    self.article = article
    self.annotations = annotations
    self.named = named
  }
}

/// A selection of annotations, as typed: `e7`, `3-9`, `"Duarte"`, `#2-5`, `PER`, `label=PER
/// score<0.5`, `all`. It is parsed once and can then be applied to several articles.
package struct Selection {
  /// The words that refer to single annotations; the others are filters.
  private var pointers: [Word] = []
  private var filters = AnnotationFilter()
  /// Whether nothing was given.
  package private(set) var isEmpty = true

  /// Whether the states of annotations are among the filters.
  package var namesStates: Bool { filters.namesStates }

  /// Parses the words and pairs of a command.
  ///
  /// - Throws: What is wrong with the first word that is not valid in a selection.
  package init(
    _ words: [Word], _ pairs: [(name: String, value: Word)], schema: Schema
  ) throws {
    var rest = words[...]
    while let word = rest.first {
      isEmpty = false
      let count = try filters.take(rest, schema)
      if count == 0 { pointers.append(word) }
      rest = rest.dropFirst(max(1, count))
    }
    for (name, value) in pairs {
      isEmpty = false
      try filters.take(name, value.text, schema)
    }
  }

  /// Parses a query that is given as one text: `quote in boilerplate`.
  ///
  /// - Throws: The same, and `openQuotation`.
  package init(query: String, schema: Schema) throws {
    let words = try CommandParser.statements("x " + query).flatMap(\.words).dropFirst()
    try self.init(Array(words), [], schema: schema)
    if let pointer = pointers.first {
      throw PostilError.pointing(
        .expectedAfter(
          word: "where", what: "a filter", found: pointer.raw, known: QueryValues.names))
    }
  }

  /// Whether an annotation passes the filters.
  package func admits(_ stored: StoredAnnotation, in article: QueryArticle) -> Bool {
    filters.admits(stored, in: article)
  }

  /// Whether words that were found pass the filters about places and articles.
  package func admits(_ place: QueryPlace) -> Bool { filters.admits(place) }

  /// Whether only annotations can pass: there are other filters than those about places and articles.
  package var isAboutAnnotations: Bool { filters.isAboutAnnotations || !pointers.isEmpty }

  /// Whether it could select an annotation of a layer and label, in a state: false only if it cannot.
  package func maySelect(_ layer: Layer, _ label: String, _ state: Annotation.State) -> Bool {
    !pointers.isEmpty || filters.mayAdmit(layer, label, state)
  }

  /// The annotations of one article, sorted by number; without individual references, only those in
  /// `states`.
  package func annotations(
    in article: OpenArticle, _ focus: inout Focus,
    states: Set<Annotation.State> = Set(Annotation.State.allCases)
  ) throws -> [StoredAnnotation] {
    let chosen = try chosen(in: [article], isScope: false, &focus, states)
    return chosen.first { $0.article === article }?.annotations ?? []
  }

  /// The annotations that pass what is not about places and articles: on words that were found, it is the words
  /// whose place matters.
  package func marks(
    in article: OpenArticle, _ focus: inout Focus
  ) throws -> [StoredAnnotation] {
    var selection = self
    selection.filters.ignorePlaces()
    return try selection.annotations(in: article, &focus)
  }

  /// The selected annotations, article by article. What is referred to in one of several articles
  /// need not exist in the others; hits of a search are in the articles where they were found.
  package func chosen(
    in scope: Scope, _ focus: inout Focus,
    states: Set<Annotation.State> = Set(Annotation.State.allCases)
  ) throws -> [SelectedAnnotations] {
    if scope.isHere, !pointers.isEmpty, !filters.isActive, pointers.allSatisfy(\.isHits) {
      return try hits(focus)
    }
    return try chosen(in: scope.articles(in: &focus), isScope: !scope.isHere, &focus, states)
  }

  private func chosen(
    in articles: [OpenArticle], isScope: Bool, _ focus: inout Focus, _ states: Set<Annotation.State>
  ) throws -> [SelectedAnnotations] {
    var found: [SelectedAnnotations] = []
    var miss: (any Error)?
    for article in articles {
      do {
        found.append(try chosen(in: article, &focus, states))
      } catch let error as PostilError where isScope && error.isMiss { miss = error }
    }
    if let miss, found.isEmpty { throw miss }
    return found
  }

  private func chosen(
    in article: OpenArticle, _ focus: inout Focus, _ states: Set<Annotation.State>
  ) throws -> SelectedAnnotations {
    var named: Set<String> = []
    for word in pointers { named.formUnion(try ids(word, in: article, &focus)) }
    let query = QueryArticle(article)
    let annotations = article.store.annotations.filter { stored in
      if named.contains(stored.id) { return true }
      guard pointers.isEmpty || filters.isActive, states.contains(stored.annotation.state) else {
        return false
      }
      return filters.admits(stored, in: query)
    }
    return SelectedAnnotations(article: article, annotations: annotations, named: named)
  }

  // MARK: Pointing

  /// Hits of a search, in any articles.
  private func hits(_ focus: Focus) throws -> [SelectedAnnotations] {
    var byArticle: [String: Set<String>] = [:]
    var articles: [OpenArticle] = []
    for word in pointers {
      guard case .hits(let which) = try DesignatorParser.parse(word).parts[0].anchor else {
        continue
      }
      for hit in try focus.hits.chosen(which, source: word.raw) {
        if byArticle[hit.article] == nil {
          articles.append(try focus.article(of: focus.workspace.article(named: hit.article)))
          byArticle[hit.article] = []
        }
        let store = articles.last { $0.name == hit.article }?.store
        let target = Target(spans: hit.spans, id: hit.id)
        byArticle[hit.article]?.formUnion(store.map { Self.ids(target, in: $0) } ?? [])
      }
    }
    return articles.map { article in
      let ids = byArticle[article.name] ?? []
      return SelectedAnnotations(
        article: article, annotations: article.store.annotations.filter { ids.contains($0.id) },
        named: ids)
    }
  }

  /// The ids for `3-9`, for an annotation, or for all annotations that are exactly on the words
  /// referred to.
  private func ids(_ word: Word, in article: OpenArticle, _ focus: inout Focus) throws -> Set<
    String
  > {
    if let ids = try range(word, in: article) { return ids }
    let found = try focus.resolver(in: article).targets(word).filter { $0.article == nil }
      .map { Self.ids($0, in: article.store) }
    if found.contains(where: \.isEmpty) {
      throw PostilError.pointing(
        .nothingNamed(
          name: "on " + word.raw, count: article.store.annotations.count))
    }
    return found.reduce(into: []) { $0.formUnion($1) }
  }

  private static func ids(_ target: Target, in store: AnnotationStore) -> Set<String> {
    if let id = target.id { return [id] }
    return Set(store.annotations.filter { $0.annotation.spans == target.spans }.map(\.id))
  }

  private func range(_ word: Word, in article: OpenArticle) throws -> Set<String>? {
    let parts = (word.bare ?? "").split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Int(parts[0]), let last = Int(parts[1]) else { return nil }
    let all = article.store.annotations
    let found = all.filter { $0.number >= first && $0.number <= last }
    guard !found.isEmpty else {
      throw PostilError.pointing(.nothingNamed(name: word.raw, count: all.count))
    }
    return Set(found.map(\.id))
  }
}

extension PostilError {
  /// Whether the error means only that something does not exist, which is not an error if several
  /// articles are searched.
  package var isMiss: Bool {
    switch fact as? PointingFact {
    case .noText, .noOccurrence, .noLine, .noWord, .nothingNamed: true
    default: false
    }
  }
}
