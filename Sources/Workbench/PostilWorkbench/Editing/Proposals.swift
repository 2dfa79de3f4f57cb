import PostilKit
import PostilPointing
import PostilStore
import PostilSystem

/// Turns the proposals of a consistency check into suggestions.
package enum Proposals {
  /// The author of the suggestions: a plugin, so that rejected ones are not suggested again.
  package static let checker = Author.plugin(name: "consistency", version: Postil.version)

  /// Writes the proposals of the hits that words refer to as suggestions.
  ///
  /// - Throws: `badSpan` for a hit that does not exist, and what a commit throws.
  package static func suggest(
    _ words: [Word], in focus: inout Focus, _ writer: Writer
  ) throws {
    var wanted: Set<Hit> = []
    for word in words {
      let parts = (try? DesignatorParser.parse(word).parts) ?? []
      guard parts.count == 1, case .hits(let which) = parts[0].anchor else { continue }
      wanted.formUnion(try focus.hits.chosen(which, source: word.raw))
    }
    let proposals = focus.hits.hits.filter {
      wanted.contains($0) && $0.id == nil && $0.proposal != nil
    }
    guard !proposals.isEmpty else { return }
    var transaction = writer.transaction(by: checker)
    for (name, group) in Dictionary(grouping: proposals, by: \.article) {
      let article = try focus.article(of: focus.workspace.article(named: name))
      transaction.add(group.compactMap { $0.suggestion.map { .put($0) } }, in: article.store)
    }
    _ = try transaction.commit()
    focus.hits = HitList(focus.hits.hits.map { proposals.contains($0) ? $0.suggested : $0 })
  }
}

extension Hit {
  /// The suggestion for a proposal.
  package var suggestion: Annotation? {
    guard let proposal else { return nil }
    let id = AnnotationID.derived(
      layer: proposal.layer, label: proposal.label, spans: spans, annotator: "consistency",
      ordinal: 0)
    return Annotation(
      id: id, layer: proposal.layer, label: proposal.label, spans: spans,
      attributes: proposal.attributes, annotator: Proposals.checker.name, score: proposal.score,
      rule: proposal.rule)
  }

  /// The hit after its proposal has become a suggestion.
  var suggested: Hit { Hit(article: article, spans: spans, id: suggestion?.id) }
}
