import PostilAnnotatorCommands
import PostilKeyLoops
import PostilKit
import PostilLearning
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `review --by=uncertainty`: the least certain suggestions of all articles first.
struct RankedOrder {
  let parts: [(OpenArticle, [StoredAnnotation])]
  let session: Session
  let request: Request
  /// Whether a model learns while the person decides.
  let learns: Bool

  func run(_ keys: any KeySource, isLive: Bool) throws {
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let precision = RulePrecision(catalog.manifests)
    let items = parts.flatMap { article, annotations in
      annotations.map { stored in
        RankedReview.Item(
          article: article, stored: stored,
          rank: Uncertainty.of(precision.probability(of: stored.annotation)))
      }
    }
    let review = RankedReview(session: session, request: request, keys: keys, isLive: isLive)
    guard learns, let first = items.first else { return try review.run(items) { _ in nil } }
    let training = try Training(catalog, plugin: nil, layer: first.stored.annotation.layer)
    let background = BackgroundLearner(
      try training.learner(),
      texts: Dictionary(
        parts.map { ($0.0.name, $0.0.store.article.text) }, uniquingKeysWith: { first, _ in first })
    )
    try Threads.run([{ background.run() }]) {
      defer { background.end() }
      offer(to: background, training.layer)
      try review.run(items) { rest in
        offer(to: background, training.layer)
        return background.news().map { Self.reranked(rest, $0, training.layer) }
      }
    }
  }

  /// Hands over what is decided, if the learner has time.
  private func offer(to background: BackgroundLearner, _ layer: Layer) {
    guard background.isIdle else { return }
    var decisions = Decisions(layer: layer)
    for (article, _) in parts { decisions.add(article.store) }
    if !decisions.isEmpty { background.learn(from: decisions) }
  }

  /// The same with what a new model says about those of its layer.
  private static func reranked(
    _ items: [RankedReview.Item], _ scores: BackgroundLearner.Scores, _ layer: Layer
  ) -> [RankedReview.Item] {
    items.map { item in
      let annotation = item.stored.annotation
      guard annotation.layer == layer, let mentions = scores[item.article.name] else { return item }
      let same = mentions.first {
        $0.span == annotation.extent && $0.label == annotation.label
      }
      var item = item
      item.rank = Uncertainty.of(same?.score ?? 0)
      return item
    }
  }
}
