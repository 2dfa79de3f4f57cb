import PostilKit

/// Where words of an old text are in a new one.
enum Placement: Hashable {
  /// There, and nowhere else.
  case certain([Span])
  /// Perhaps there; nowhere that is known, if empty.
  case doubtful([Span])
  /// They were deleted.
  case gone
}

/// Finds words of an old text in a new one.
protocol Relocation {
  /// Finds the words of spans of the old text.
  ///
  /// - Parameter words: The words, joined by blanks; nil if they are not known.
  func place(_ spans: [Span], words: String?) -> Placement

  /// Equal words of the old text, of which and of those at `spans` only one are in the new text, where
  /// ``place(_:words:)`` suggests; nil if there are none.
  func rival(of spans: [Span]) -> [Span]?
}

extension Annotation {
  /// The words of each span; nil if they do not fit the spans.
  var pieces: [String]? {
    let words = Array(text.unicodeScalars)
    var (pieces, start) = ([String](), 0)
    for span in spans {
      guard span.count > 0, start + span.count <= words.count else { return nil }
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: words[start..<start + span.count])
      pieces.append(String(piece))
      // The pieces of the surface string are joined by one blank.
      start += span.count + 1
    }
    return start == words.count + 1 ? pieces : nil
  }
}
