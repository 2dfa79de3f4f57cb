import PostilKit
import PostilSystem

/// What is wrong with words that point at text, annotations or articles.
package enum PointingFact: Fact {
  // Words of a command line
  /// A quotation mark that is not closed.
  case openQuotation(Character)
  case noOpenArticle
  /// `on` without articles.
  case emptyScope
  /// A filter without its value, which would match everything: `by=`.
  case emptyFilter(name: String)
  case unknownFilter(name: String, known: [String])
  /// A word of a query that demands another one: `near` without a label. `what` has its article.
  case expectedAfter(word: String, what: String, found: String?, known: [String])
  case unknownLayer(name: String, known: [String])
  case unknownRole(name: String, layer: Layer, known: [String])
  case noRoles(layer: Layer)
  case severalRoles([String])

  // Text and annotations
  case badSpan(span: String, SpanProblem)
  case noText(text: String, nearest: String?)
  case ambiguousText(text: String, count: Int, occurrences: [String])
  case noOccurrence(text: String, number: Int, count: Int)
  case noLine(line: Int, count: Int)
  case noWord(line: Int, word: Int, count: Int, nearest: String?)
  case nothingNamed(name: String, count: Int)
}

/// Why a designator cannot be resolved.
package enum SpanProblem: Hashable, Sendable {
  // Its syntax
  case notADesignator
  /// What its parser expected there, with its verb: `a number is expected`.
  case expected(String)
  case badPattern(reason: String)
  case noWordQuoted
  case tooLarge(String)
  case hitsFromOne
  case occurrencesFromOne
  case backwards
  /// A range of lines that ends before it starts.
  case linesBackwards

  // What it refers to
  case noLineShown(first: Int, last: Int)
  case noneTouched
  case noSearch
  case noHits
  case hitCount(Int)
  case emptyLine(Int)
  case characterCount(Int, line: Int)
  case codePointCount(Int)
  case doesNotFollow(String, line: Int, word: Int)
  case severalPlaces(Int)
  case elsewhere(article: String)
  case notAnAnnotation

  // How its pieces go together
  case allJoined
  case articlesDiffer
  case overlap
}

extension PostilError {
  /// An error of words that point at something.
  package static func pointing(_ fact: PointingFact) -> PostilError { PostilError(fact) }
}
