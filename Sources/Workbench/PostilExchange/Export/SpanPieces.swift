import PostilKit
import PostilSchema

/// Annotations as web tools have them: spans of one piece with a number, and relations between them.
package struct SpanPieces {
  /// One span of an annotation.
  package struct Piece {
    /// The annotation.
    package let annotation: Annotation
    /// Its offsets, in the unit asked for.
    package let span: Span
    /// Its words.
    package let text: String
    /// Its number in the article, from 1.
    package let number: Int
    /// Which span of the annotation it is, from 0.
    package let index: Int
  }

  /// A role of an annotation, or a relation without words of its own.
  package struct Relation {
    /// The role, or the relation's label.
    package let role: String
    /// The number of the first piece of the annotation that has the role, or that the relation begins at.
    package let from: Int
    /// The number of the first piece that it points to.
    package let to: Int
    /// The ids of the annotations.
    package let ids: (from: String, to: String)
  }

  /// The spans, in reading order.
  package private(set) var all: [Piece] = []
  /// The relations between annotations that are written.
  package private(set) var relations: [Relation] = []
  /// The labels of the article.
  package private(set) var labels: [Annotation] = []
  /// What cannot be written.
  package private(set) var losses: [ExportLoss] = []

  /// Numbers the spans of annotations in reading order.
  ///
  /// - Parameter schema: The order of roles, for a format that has relations without words and labels of
  ///   articles; nil for one that has only spans.
  package init(
    _ annotations: [Annotation], in text: Text, _ unit: OffsetUnit, schema: Schema? = nil
  ) {
    let map = OffsetMap(text, unit)
    let annotations = annotations.inReadingOrder
    var first: [String: Int] = [:]
    for annotation in annotations {
      let spans = annotation.spans.filter { !$0.isEmpty }
      if spans.isEmpty, schema == nil || !annotation.spans.isEmpty {
        lose(annotation, .all("it has no words"))
      }
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
    for annotation in annotations {
      link(annotation, first)
      if let schema, annotation.spans.isEmpty { take(annotation, schema, first) }
    }
  }

  /// Takes a label of the article, or a relation of two annotations.
  private mutating func take(
    _ annotation: Annotation, _ schema: Schema, _ first: [String: Int]
  ) {
    if annotation.isOfArticle { return labels.append(annotation) }
    guard let (one, other) = annotation.pair(in: schema), let from = first[one.id],
      let to = first[other.id]
    else { return lose(annotation, .all("it is not a relation of two annotations")) }
    relations.append(
      Relation(role: annotation.label, from: from, to: to, ids: (one.id, other.id)))
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
