import Foundation
import PostilKit
import QuoteAttributor

/// The attributor of this checkout, and helpers for its tests.
enum Attributor {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func make() throws -> QuoteAttributor {
    try QuoteAttributor(
      Configuration(folder: root.appending(path: "Plugins/QuoteAttributor").path))
  }

  static func quotes(_ text: String, given: [Annotation] = []) throws -> [Annotation] {
    try make().annotate(Article(text: Text(text)), given: given)
  }

  /// A file beside the checkout; nil if there is none.
  static func shared(_ path: String) -> URL? {
    let candidates = [root.appending(path: "../shared"), root.appending(path: "../../shared")]
    return candidates.map { $0.appending(path: path) }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }
}

extension Text {
  /// The spans without quotation marks, blanks and punctuation at their ends; spans with only these
  /// between them are joined.
  func trimmed(_ spans: [Span]) -> [Span] {
    let scalars = Array(string.unicodeScalars)
    let isPunctuation = { (index: Int) in
      let properties = scalars[index].properties
      return !properties.isAlphabetic && properties.numericType == nil && scalars[index] != "$"
    }
    var result: [Span] = []
    for span in spans {
      var (start, end) = (span.start, span.end)
      while start < end, isPunctuation(start) { start += 1 }
      while end > start, isPunctuation(end - 1) { end -= 1 }
      if start == end { continue }
      if let last = result.last, (last.end..<start).allSatisfy(isPunctuation) {
        result[result.count - 1].end = end
      } else {
        result.append(Span(start, end))
      }
    }
    return result
  }
}
