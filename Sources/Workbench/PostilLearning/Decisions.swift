import PostilKit
import PostilStore
import PostilSystem
import SequenceLabeling

/// People's decisions on a layer, as input for training.
package struct Decisions {
  /// An article with people's decisions.
  package struct Article: Sendable {
    package let text: Text
    /// Whether what is not annotated is nothing.
    package let isDone: Bool
    /// What was accepted or rejected.
    package let annotations: [Annotation]

    package init(text: Text, isDone: Bool, annotations: [Annotation]) {
      (self.text, self.isDone, self.annotations) = (text, isDone, annotations)
    }
  }

  /// The articles that contain a decision.
  package private(set) var articles: [Article] = []
  package private(set) var accepted = 0
  package private(set) var rejected = 0
  package let layer: Layer

  package init(layer: Layer) { self.layer = layer }

  /// Collects the decisions in all articles of a workspace that have a sidecar.
  ///
  /// - Throws: What listing and opening articles throws.
  package init(layer: Layer, in workspace: Workspace) throws {
    self.init(layer: layer)
    for file in try workspace.articles() where Folders.exists(file.sidecarPath) {
      add(try AnnotationStore.open(file))
    }
  }

  /// Whether nobody has accepted or rejected anything.
  package var isEmpty: Bool { accepted + rejected == 0 }

  /// Adds an article; ignores one that has no decisions and is not done.
  package mutating func add(_ store: AnnotationStore) {
    let decided = store.annotations.map(\.annotation).filter {
      $0.layer == layer && $0.state != .suggested && $0.spans.count == 1 && !$0.extent.isEmpty
    }
    let isDone = store.status == .done
    add(Article(text: store.article.text, isDone: isDone, annotations: decided))
  }

  /// Adds an article; ignores one that has no decisions and is not done.
  package mutating func add(_ article: Article) {
    guard !article.annotations.isEmpty || article.isDone else { return }
    accepted += article.annotations.count { $0.state == .accepted }
    rejected += article.annotations.count { $0.state == .rejected }
    articles.append(article)
  }

  /// The decisions in some of the articles, by their places.
  package func only(_ places: some Sequence<Int>) -> Decisions {
    var some = Decisions(layer: layer)
    for place in places { some.add(articles[place]) }
    return some
  }

  /// A hash of all that can be learned from, which tells two models apart: 8 hexadecimal digits.
  package var hash: String {
    let lines = articles.map { article in
      let decisions = article.annotations.map { one in
        "\(one.label) \(one.extent.start)-\(one.extent.end) \(one.state.rawValue)"
      }
      return "\(SHA256.hex(article.text.utf8)) \(article.isDone) "
        + decisions.sorted().joined(separator: ",")
    }
    return String(SHA256.hex(lines.sorted().joined(separator: "\n").utf8).prefix(8))
  }

  /// The labels of accepted annotations, sorted by name.
  package var labels: [String] {
    Set(articles.flatMap(\.annotations).filter { $0.state == .accepted }.map(\.label)).sorted()
  }

  /// The articles with the possible labels of each word.
  ///
  /// - Parameter known: Number of labels, at the start of the list, that the model has.
  func training(_ labels: [String], known: Int) -> [TrainingArticle] {
    let open = (UInt64(1) << UInt64(known)) - 1
    func bit(_ label: String) -> UInt64 {
      labels.firstIndex(of: label).map { 1 << UInt64($0) } ?? 0
    }
    return articles.map { article in
      var names: [MarkedName] = []
      let accepted = article.annotations.filter { $0.state == .accepted }
      for annotation in accepted.sorted(by: { $0.extent < $1.extent }) {
        // Of nested mentions, only the outer one is used.
        if let last = names.last, last.span.end > annotation.extent.start { continue }
        names.append(MarkedName(annotation.extent, labels: bit(annotation.label)))
      }
      for annotation in article.annotations where annotation.state == .rejected {
        // Where another annotation was accepted, that alone determines the labels.
        let span = annotation.extent
        guard !names.contains(where: { $0.span.start < span.end && span.start < $0.span.end })
        else {
          continue
        }
        names.append(MarkedName(span, labels: bit(annotation.label), isRefused: true))
      }
      // Undecided words may have any label that the model knows, unless the article is done. They
      // have no new label, since no suggestion with a new label could have been rejected.
      return TrainingArticle(
        text: article.text, sources: [names], unmarked: article.isDone ? 0 : open)
    }
  }
}
