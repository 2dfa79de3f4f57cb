import PostilKit

/// What two people say of one place, or one of them.
package struct ReadingPair: Sendable {
  /// How two readings differ.
  package enum Kind: String, Sendable, CaseIterable {
    /// Same words, label, attributes and roles.
    case same
    /// Same words and label, other attributes.
    case attributes
    /// Same words, label and attributes, other roles.
    case roles
    /// Same words, other label.
    case label
    /// Overlapping words.
    case words
    /// Annotated only by the first.
    case onlyFirst = "only-first"
    /// Annotated only by the second.
    case onlySecond = "only-second"

    /// The class of the second reading if the first is the reference.
    package var outcome: Outcome {
      switch self {
      case .same: .correct
      case .attributes, .roles, .label: .incorrect
      case .words: .partial
      case .onlyFirst: .missing
      case .onlySecond: .spurious
      }
    }
  }

  /// The classes of the Message Understanding Conferences, which GATE's AnnotationDiffer also uses: N. Chinchor
  /// and B. Sundheim, "MUC-5 evaluation metrics" (1993).
  package enum Outcome: String, Sendable, CaseIterable {
    case correct, incorrect, partial, missing, spurious
  }

  package let article: String
  package let kind: Kind
  /// The first side's annotation.
  package let first: PersonReading.Numbered?
  /// The second side's annotation.
  package let second: PersonReading.Numbered?
  /// What the first side's annotation links, if it has no words.
  package var firstLinks: String?
  /// What the second side's links.
  package var secondLinks: String?

  /// The annotation of the first side, else of the second.
  package var either: Annotation? { (first ?? second)?.annotation }
  package var layer: Layer { either?.layer ?? "" }
  /// The span from the annotation's first to its last character.
  package var extent: Span { either?.extent ?? Span(0, 0) }
}

extension PeopleReadings {
  /// The pairs of the first two people, by article and in text order.
  package var pairs: [ReadingPair] {
    articles.flatMap { article in
      ReadingPairing(article.readings[0], article.readings[1]).pairs(article.name).map { pair in
        var pair = pair
        pair.firstLinks = article.links(of: pair.first, by: 0)
        pair.secondLinks = article.links(of: pair.second, by: 1)
        return pair
      }
    }
  }
}

extension PeopleReadings.Shared {
  /// What a person's annotation without words links; nil of another one.
  fileprivate func links(of numbered: PersonReading.Numbered?, by person: Int) -> String? {
    guard let numbered, numbered.annotation.spans.isEmpty else { return nil }
    return readings[person].links(of: numbered.annotation, in: text)
  }
}

/// Pairs the annotations of two people: equal ones first, then those on the same words, then those that overlap.
private struct ReadingPairing {
  private let first: PersonReading
  private let second: PersonReading

  init(_ first: PersonReading, _ second: PersonReading) {
    self.first = first
    self.second = second
  }

  func pairs(_ article: String) -> [ReadingPair] {
    var (left, right) = (first.annotations, second.annotations)
    var pairs: [ReadingPair] = []
    for step in [sameLabel, sameWords, overlapping] {
      left.removeAll { one in
        guard
          let place = right.firstIndex(where: {
            $0.annotation.layer == one.annotation.layer
              && step(one.annotation, $0.annotation) != nil
          }), let kind = step(one.annotation, right[place].annotation)
        else { return false }
        pairs.append(
          ReadingPair(article: article, kind: kind, first: one, second: right.remove(at: place)))
        return true
      }
    }
    pairs += left.map { ReadingPair(article: article, kind: .onlyFirst, first: $0, second: nil) }
    pairs += right.map { ReadingPair(article: article, kind: .onlySecond, first: nil, second: $0) }
    return pairs.sorted { ($0.extent, $0.layer) < ($1.extent, $1.layer) }
  }

  private func sameLabel(_ one: Annotation, _ other: Annotation) -> ReadingPair.Kind? {
    guard one.spans == other.spans, one.label == other.label else { return nil }
    if one.attributes != other.attributes { return one.spans.isEmpty ? nil : .attributes }
    let isSame =
      one.roles.mapValues { first.target($0) } == other.roles.mapValues { second.target($0) }
    // Relations have no words of their own: what they link is what they say.
    return isSame ? .same : one.spans.isEmpty ? nil : .roles
  }

  private func sameWords(_ one: Annotation, _ other: Annotation) -> ReadingPair.Kind? {
    one.spans == other.spans && !one.spans.isEmpty ? .label : nil
  }

  private func overlapping(_ one: Annotation, _ other: Annotation) -> ReadingPair.Kind? {
    one.extent.overlaps(other.extent) ? .words : nil
  }
}
