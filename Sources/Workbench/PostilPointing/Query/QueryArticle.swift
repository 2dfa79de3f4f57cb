import PostilKit
import PostilSchema
import PostilStore

/// An article that a query is asked of, with what its tests look up again and again.
package final class QueryArticle {
  package let article: OpenArticle
  private var spans: [ObjectIdentifier: QuerySpans] = [:]
  private lazy var words = WordPlaces(text)

  package init(_ article: OpenArticle) { self.article = article }

  var text: Text { article.store.article.text }

  /// The annotations that another part of the query names, by place.
  func spans(of operand: QueryOperand) -> QuerySpans {
    if let known = spans[ObjectIdentifier(operand)] { return known }
    let annotations = article.store.annotations.filter { operand.admits($0, in: self) }
    let made = QuerySpans(annotations.map { ($0.id, $0.annotation.spans) })
    spans[ObjectIdentifier(operand)] = made
    return made
  }

  /// A span with some words more on each side; words are delimited by white space.
  func widened(_ span: Span, by count: Int) -> Span { words.widened(span, by: count) }

  /// The kind of section in which a place begins.
  func section(of spans: [Span]) -> Section.Kind? {
    spans.first.map { article.sections.kind(atByte: text.byte(ofCodePoint: $0.start)) }
  }
}

/// A place in an article that a query is asked of: an annotation, or words that were found.
package struct QueryPlace {
  let spans: [Span]
  /// The id of the annotation; nil for words.
  let id: String?
  let article: QueryArticle

  package init(spans: [Span], id: String? = nil, in article: QueryArticle) {
    (self.spans, self.id, self.article) = (spans, id, article)
  }

  init(_ stored: StoredAnnotation, in article: QueryArticle) {
    self.init(spans: stored.annotation.spans, id: stored.id, in: article)
  }
}

/// The spans of some annotations, sorted, so that those around a place are found without looking at all.
struct QuerySpans {
  private struct Entry {
    let span: Span
    let annotation: Int
  }

  private let ids: [String]
  private let spans: [[Span]]
  private let entries: [Entry]
  /// The largest end of the entries up to each.
  private let ends: [Int]

  init(_ annotations: [(id: String, spans: [Span])]) {
    ids = annotations.map(\.id)
    spans = annotations.map(\.spans)
    entries = annotations.indices.flatMap { place in
      annotations[place].spans.map { Entry(span: $0, annotation: place) }
    }.sorted { $0.span.start < $1.span.start }
    var (end, ends) = (0, [Int]())
    for entry in entries {
      end = max(end, entry.span.end)
      ends.append(end)
    }
    self.ends = ends
  }

  /// Whether some annotation other than the one with an id, one of whose spans meets a span, passes a test.
  func contains(
    meeting span: Span, except id: String?, where test: ([Span]) -> Bool = { _ in true }
  ) -> Bool {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].span.start < span.end { low = middle + 1 } else { high = middle }
    }
    while low > 0, ends[low - 1] > span.start {
      low -= 1
      let entry = entries[low]
      if entry.span.end > span.start, ids[entry.annotation] != id, test(spans[entry.annotation]) {
        return true
      }
    }
    return false
  }
}

/// Where the words of a text start and end, in code points.
private struct WordPlaces {
  private var starts: [Int] = []
  private var ends: [Int] = []

  init(_ text: Text) {
    text.utf8.withUnsafeBufferPointer { bytes in
      var (at, position) = (0, 0)
      while at < bytes.count {
        let space = WhiteSpace.length(bytes, at)
        if space == 0, starts.count == ends.count { starts.append(position) }
        if space > 0, starts.count > ends.count { ends.append(position) }
        // A byte of the form 10xxxxxx continues a code point.
        for byte in bytes[at..<at + max(1, space)] where byte & 0xC0 != 0x80 { position += 1 }
        at += max(1, space)
      }
      if starts.count > ends.count { ends.append(position) }
    }
  }

  func widened(_ span: Span, by count: Int) -> Span {
    let first = Self.number(of: span.start + 1, in: starts) - 1
    let last = Self.number(of: span.end, in: starts) - 1
    guard first >= 0, last >= 0 else { return span }
    return Span(
      min(span.start, starts[max(0, first - count)]),
      max(span.end, ends[min(ends.count - 1, last + count)]))
  }

  /// The number of places before a position.
  private static func number(of position: Int, in places: [Int]) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
