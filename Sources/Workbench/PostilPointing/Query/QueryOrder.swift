import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// The order in which results of a query are shown: `sort=left`.
package enum QueryOrder: String, CaseIterable, Sendable {
  /// By the words before, the last of them first.
  case left
  /// By the words that follow.
  case right
  /// By the words themselves.
  case text
  /// By the article's day of publication; those without one come last.
  case published
  /// The lowest score first; those without one come last.
  case score

  /// What a result is sorted by.
  package struct Key: Comparable, Sendable {
    fileprivate let number: Double
    fileprivate let text: String

    package static func < (one: Key, other: Key) -> Bool {
      (one.number, one.text) < (other.number, other.text)
    }
  }

  /// Number of code points of the context that are compared.
  private static let context = 80

  /// Takes `sort=…` out of the pairs of a command; nil if there is none.
  ///
  /// - Throws: `notOne` for an unknown order.
  package static func take(
    from pairs: inout [(name: String, value: Word)]
  ) throws(PostilError) -> QueryOrder? {
    guard let place = pairs.firstIndex(where: { $0.name == "sort" }) else { return nil }
    let word = pairs.remove(at: place).value.text
    guard let order = QueryOrder(rawValue: word) else {
      throw .value(.notOne(name: "order", value: word, of: allCases.map(\.rawValue)))
    }
    return order
  }

  /// The key of a place, or of an annotation.
  package func key(_ spans: [Span], _ stored: StoredAnnotation?, in article: OpenArticle) -> Key {
    let text = article.store.article.text
    let (start, end) = (spans.first?.start ?? 0, spans.last?.end ?? 0)
    switch self {
    case .left:
      let before = Self.words(text[Span(max(0, start - Self.context), start)])
      return Key(number: 0, text: before.reversed().joined(separator: " "))
    case .right:
      let after = Self.words(text[Span(end, min(text.count, end + Self.context))])
      return Key(number: 0, text: after.joined(separator: " "))
    case .text: return Key(number: 0, text: Snippet.flat(text[spans]).lowercased())
    case .published:
      let day = article.store.article.published
      return Key(number: day == nil ? 1 : 0, text: day.map { "\($0)" } ?? "")
    case .score:
      return Key(number: stored?.annotation.score ?? .infinity, text: "")
    }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

/// How often each value of something occurs among the results of a query: `count by entity`.
package struct QueryCounts {
  /// The name that was typed.
  package let name: String
  private let values: QueryValues
  private var counts: [String: Int] = [:]

  /// Takes the words `count by NAME` out of others.
  package static func words(takenFrom words: inout [Word]) -> [Word] {
    let place = words.indices.dropLast().first {
      words[$0].bare == "count" && words[$0 + 1].bare == "by"
    }
    guard let place else { return [] }
    let range = place..<min(words.count, place + 3)
    defer { words.removeSubrange(range) }
    return Array(words[range])
  }

  /// Takes `count by NAME` out of the words of a command; nil if it is not there.
  ///
  /// - Throws: `expectedAfter` for a name that means nothing.
  package static func take(from words: inout [Word], _ schema: Schema) throws -> QueryCounts? {
    let taken = Self.words(takenFrom: &words)
    guard !taken.isEmpty else { return nil }
    let name = taken.count > 2 ? taken[2] : nil
    guard let name, let text = name.bare, let values = QueryValues(text, schema) else {
      let known =
        QueryValues.names + AnnotationFilter.attributes(schema).sorted()
        + AnnotationFilter.roles(schema).sorted()
      throw PostilError.pointing(
        .expectedAfter(
          word: "by", what: "an attribute, a role, or label, section, article and the like",
          found: name?.raw, known: known))
    }
    return QueryCounts(name: text, values: values)
  }

  private init(name: String, values: QueryValues) { (self.name, self.values) = (name, values) }

  /// Counts the values of an annotation or of words; one without a value is counted as an empty one.
  package mutating func add(
    _ spans: [Span], _ stored: StoredAnnotation?, in article: QueryArticle
  ) {
    let found: [String]
    if let stored {
      found = values.values(of: stored, in: article)
    } else if case .place(let values) = values {
      found = values(QueryPlace(spans: spans, in: article))
    } else {
      found = name == "text" ? [Snippet.flat(article.text[spans])] : []
    }
    for value in found.isEmpty ? [""] : found { counts[value, default: 0] += 1 }
  }

  /// The values, the most frequent ones first.
  package var all: [(value: String, count: Int)] {
    counts.map { (value: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
  }
}
