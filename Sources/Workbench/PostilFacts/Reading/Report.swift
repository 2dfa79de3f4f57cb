import PostilKit
import PostilSchema

/// What one article says, as far as it can be compared with what others say.
package struct Report: Sendable {
  /// The article's name in the workspace.
  package let article: String
  let sentences: [ReportedSentence]
  /// The mentions of entities and the handles of people.
  let mentions: [Mention]
  /// Words that are spelt as one, with a hyphen or as two, and long words that have variants: by their letters.
  let spellings: [String: [Cell]]

  /// A mention of an entity.
  struct Mention: Sendable {
    let label: String
    let entity: String
    let cell: Cell
    /// Whether it is a handle, `@amirabdolahian`, which no annotator marks.
    var isHandle = false
  }
}

/// Words of an article: one cell of a comparison.
package struct Cell: Hashable, Sendable {
  package let article: String
  package let span: Span
  /// The words as they stand there.
  package let words: String
}

/// A sentence of an article with what it says of times, numbers and speakers.
struct ReportedSentence: Sendable {
  let article: String
  let span: Span
  /// The stems and entities that tell what it is about.
  let topics: Set<String>
  let times: [ReportedTime]
  let amounts: [(amount: Quantity, cell: Cell)]
  let quotes: [ReportedQuote]
  let words: String
}

/// A time in a sentence.
struct ReportedTime: Sendable {
  let range: TimeRange
  let cell: Cell
  /// The topics of the words around it.
  let context: Set<String>
}

/// A quote in a sentence.
struct ReportedQuote: Sendable {
  let cell: Cell
  /// The entities and descriptions who speak.
  let speakers: [String]
  /// Whether each is an entity with a name.
  let isNamed: Bool
  /// The words of its source.
  let source: Cell?
  /// Stems of the words between quotation marks, in order.
  let phrase: [String]
}
