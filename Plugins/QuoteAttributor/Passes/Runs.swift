import PostilKit
import PostilLanguage

/// Pass 2: tells speech from titles, nicknames, terms and scare quotes.
enum Runs {
  private static let introducers: Set<String> = [
    "dubbed", "titled", "entitled", "named", "nicknamed", "word", "words", "term", "phrase", "song",
    "film", "movie", "book", "show", "album", "called", "known", "codenamed",
  ]

  /// Marks the runs that are not speech.
  static func classify(_ reading: inout Reading) {
    for index in reading.runs.indices {
      reading.runs[index].isSpeech = isSpeech(reading.runs[index], reading)
    }
  }

  /// Whether a run can stand as speech with no cue at all.
  private static func isSpeech(_ run: Run, _ reading: Reading) -> Bool {
    let inner = run.tokens.dropFirst(run.markWidth)
    let words = inner.filter {
      reading.tokens[$0].kind == .word || reading.tokens[$0].kind == .number
    }
    guard words.count >= 4, let first = words.first else { return false }
    if introducers.contains(reading.word(run.tokens.lowerBound - 1)) { return false }
    let hasStop = run.tokens.suffix(3).contains {
      [",", ".", "?", "!", "—", "…", "...", "--"].contains(reading.words[$0])
    }
    let isOpen = reading.tokens[first].isCapital || reading.words[inner.lowerBound] == "..."
    return hasStop && isOpen
  }
}
