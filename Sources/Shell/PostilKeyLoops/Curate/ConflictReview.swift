import PostilCuration
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews
import PostilSystem

/// `review conflicts`: decides between the readings of annotations that a merge has left.
package final class ConflictReview: CurationDecider {
  private let session: Session
  private let request: Request
  private let article: OpenArticle

  private init(_ session: Session, _ request: Request, _ article: OpenArticle) {
    self.session = session
    self.request = request
    self.article = article
  }

  /// Reviews several articles until the person leaves.
  package static func review(
    _ articles: [OpenArticle], _ request: Request, in session: Session, keys: any KeySource,
    isLive: Bool
  ) throws {
    for article in articles {
      try session.turn(to: article)
      let items = try article.store.conflicts.map(item)
      guard !items.isEmpty else { continue }
      let loop = CurationLoop(
        session: session, request: request, article: article, items: items,
        decider: ConflictReview(session, request, article), keys: keys, isLive: isLive)
      if try !loop.run() { return }
    }
  }

  private static func item(_ conflict: ConflictingAnnotation) -> CurationItem {
    CurationItem(
      subject: .conflict(id: conflict.id),
      spans: conflict.readings.lazy.compactMap(\.annotation).first?.spans ?? [],
      options: conflict.readings.map { reading in
        .init(annotation: reading.annotation, value: nil, people: [reading.author.shown])
      }, absent: [])
  }

  package func isDecided(_ item: CurationItem) -> Bool {
    guard case .conflict(let id) = item.subject else { return true }
    return !article.store.isConflicting(id)
  }

  package func decide(
    _ item: CurationItem, _ choice: CurationChoice
  ) throws -> [CurationItem] {
    guard case .conflict(let id) = item.subject else { return [] }
    let number = try article.store.conflicts.first { $0.id == id }?.number
    try session.commit(
      changes(id, item, choice) + [.settle(id: id)],
      request.named("review: conflict \(number.map { "\($0)" } ?? id)"))
    return []
  }

  package func takeBack() throws -> String { try session.takeBack(in: article) }

  private func changes(
    _ id: String, _ item: CurationItem, _ choice: CurationChoice
  ) -> [Change] {
    switch choice {
    case .edit(var annotation):
      annotation.id = id
      annotation.state = .accepted
      return [.put(annotation)]
    case .take(let places):
      guard let first = places.first else { return refusal(id) }
      let taken = places.map { item.options[$0].annotation }
      let own: [Change] = item.options[first].annotation.map { [.put($0)] } ?? removal(id)
      // A second reading is an annotation of its own.
      return own
        + taken.dropFirst().compactMap { annotation in
          guard var annotation else { return nil }
          annotation.id = ""
          return .put(annotation)
        }
    }
  }

  private func removal(_ id: String) -> [Change] {
    article.store[id: id] == nil ? [] : [.remove(id: id)]
  }

  private func refusal(_ id: String) -> [Change] {
    guard var annotation = article.store[id: id]?.annotation else { return [] }
    annotation.state = .rejected
    return [.put(annotation)]
  }
}
