import PostilKit
import PostilStore
import SequenceLabeling

/// What people decided on a layer in articles, as training takes it.
package struct Decisions {
  /// The articles with a decision in them.
  package private(set) var articles: [(text: Text, isDone: Bool, annotations: [Annotation])] = []
  package private(set) var accepted = 0
  package private(set) var rejected = 0
  private let layer: Layer

  package init(layer: Layer) { self.layer = layer }

  /// Takes up an article; nothing of one without decisions that is not done.
  package mutating func add(_ store: AnnotationStore) {
    let decided = store.annotations.map(\.annotation).filter {
      $0.layer == layer && $0.state != .suggested && $0.spans.count == 1 && !$0.extent.isEmpty
    }
    let isDone = store.status == .done
    guard !decided.isEmpty || isDone else { return }
    accepted += decided.count { $0.state == .accepted }
    rejected += decided.count { $0.state == .rejected }
    articles.append((store.article.text, isDone, decided))
  }

  /// The labels that were accepted, by name.
  package var labels: [String] {
    Set(articles.flatMap(\.annotations).filter { $0.state == .accepted }.map(\.label)).sorted()
  }

  /// The articles with what each of their words may be.
  ///
  /// - Parameter known: How many of the labels the model has, the first ones.
  func training(_ labels: [String], known: Int) -> [TrainingArticle] {
    let open = (UInt64(1) << UInt64(known)) - 1
    func bit(_ label: String) -> UInt64 {
      labels.firstIndex(of: label).map { 1 << UInt64($0) } ?? 0
    }
    return articles.map { article in
      var names: [MarkedName] = []
      let accepted = article.annotations.filter { $0.state == .accepted }
      for annotation in accepted.sorted(by: { $0.extent < $1.extent }) {
        // Of names inside each other the outer one is learnt.
        if let last = names.last, last.span.end > annotation.extent.start { continue }
        names.append(MarkedName(annotation.extent, labels: bit(annotation.label)))
      }
      for annotation in article.annotations where annotation.state == .rejected {
        // Where something else was accepted, that says it all.
        let span = annotation.extent
        guard !names.contains(where: { $0.span.start < span.end && span.start < $0.span.end })
        else {
          continue
        }
        names.append(MarkedName(span, labels: bit(annotation.label), isRefused: true))
      }
      // What nobody has decided may be anything that the model knows, unless the article is done. It
      // is of no new label: no suggestion of one could have been rejected.
      return TrainingArticle(
        text: article.text, sources: [names], unmarked: article.isDone ? 0 : open)
    }
  }
}
