import PostilExchange
import PostilKit

/// Annotations as web tools have them: spans of one piece with a number, and relations between them.
struct SpanPieces {
  /// One span of an annotation.
  struct Piece {
    let annotation: Annotation
    /// Its offsets, in the unit asked for.
    let span: Span
    /// Its words.
    let text: String
    /// Its number in the article, from 1.
    let number: Int
    /// Which span of the annotation it is, from 0.
    let index: Int
  }

  /// A role that is an annotation's.
  struct Relation {
    let role: String
    /// The numbers of the first pieces.
    let from: Int
    let to: Int
    /// The ids of the annotations.
    let ids: (from: String, to: String)
  }

  private(set) var all: [Piece] = []
  private(set) var relations: [Relation] = []
  private(set) var losses: [ExportLoss] = []

  /// Numbers the spans of annotations in reading order.
  init(_ annotations: [Annotation], in text: Text, _ unit: OffsetUnit) {
    let map = OffsetMap(text, unit)
    let annotations = annotations.inReadingOrder
    var first: [String: Int] = [:]
    for annotation in annotations {
      let spans = annotation.spans.filter { !$0.isEmpty }
      if spans.isEmpty { lose(annotation, .all("it has no words")) }
      if spans.count > 1 { lose(annotation, .other("written as \(spans.count) spans")) }
      for (index, span) in spans.enumerated() {
        let number = all.count + 1
        if index == 0 { first[annotation.id] = number }
        all.append(
          Piece(
            annotation: annotation, span: map.units(span),
            text: text[span], number: number, index: index))
      }
    }
    for annotation in annotations { link(annotation, first) }
  }

  private mutating func link(_ annotation: Annotation, _ first: [String: Int]) {
    guard let from = first[annotation.id] else { return }
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        guard let id = link.id, let to = first[id] else {
          let reason = link.id == nil ? "it is only words" : "its annotation is not exported"
          lose(annotation, .other("role \(role) dropped: \(reason)"))
          continue
        }
        relations.append(Relation(role: role, from: from, to: to, ids: (annotation.id, id)))
      }
    }
  }

  private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
    losses.append(ExportLoss(id: annotation.id, part))
  }
}
