import PostilKit
import PostilStore

/// How a place lies to annotations that another part of a query names: `in quote`, `near PER/10`.
enum QueryRelation: String, CaseIterable {
  /// Each span of the place is in the annotation.
  case within = "in"
  /// Each span of the annotation is in the place.
  case contains
  /// They have a character in common.
  case overlaps
  /// The place is in the annotation, with no letter or digit between their starts.
  case starts
  /// The place is in the annotation, with no letter or digit between their ends.
  case ends
  /// There are at most so many words from one to the other.
  case near

  /// The number of words of `near` if none is given.
  static let words = 10

  /// Whether a place lies so to an annotation other than itself.
  func holds(_ place: QueryPlace, _ operand: QueryOperand, words: Int = words) -> Bool {
    guard let first = place.spans.first, let last = place.spans.last else { return false }
    let others = place.article.spans(of: operand)
    func isWithin(_ inner: [Span], _ outer: [Span]) -> Bool {
      inner.allSatisfy { one in outer.contains { $0.start <= one.start && one.end <= $0.end } }
    }
    func hasNoWord(_ start: Int?, _ end: Int?) -> Bool {
      guard let start, let end, start <= end else { return false }
      return !place.article.text[Span(start, end)].contains { $0.isLetter || $0.isNumber }
    }
    switch self {
    case .within:
      return others.contains(meeting: first, except: place.id) { isWithin(place.spans, $0) }
    case .starts:
      return others.contains(meeting: first, except: place.id) {
        isWithin(place.spans, $0) && hasNoWord($0.first?.start, first.start)
      }
    case .ends:
      return others.contains(meeting: last, except: place.id) {
        isWithin(place.spans, $0) && hasNoWord(last.end, $0.last?.end)
      }
    case .contains:
      return place.spans.contains { span in
        others.contains(meeting: span, except: place.id) { isWithin($0, place.spans) }
      }
    case .overlaps:
      return place.spans.contains { others.contains(meeting: $0, except: place.id) }
    case .near:
      return place.spans.contains {
        others.contains(meeting: place.article.widened($0, by: words), except: place.id)
      }
    }
  }
}

/// The annotations that a relation is about. They are looked up once in each article.
final class QueryOperand {
  private let filter: AnnotationFilter

  init(_ filter: AnnotationFilter) { self.filter = filter }

  /// Whether an annotation is one of them: a rejected one only if the filter names states.
  func admits(_ stored: StoredAnnotation, in article: QueryArticle) -> Bool {
    (filter.namesStates || stored.annotation.state != .rejected)
      && filter.admits(stored, in: article)
  }
}
