import PostilKit
import PartOfSpeech

/// Pass 2: tells speech from titles, nicknames, terms and scare quotes.
enum Runs {
  private static let introducers: WordSet = [
    "dubbed", "titled", "entitled", "named", "nicknamed", "word", "words", "term", "phrase", "song",
    "film", "movie", "book", "show", "album", "called", "known", "codenamed",
    "pseudonym", "slogan", "headline", "hashtag", "alias", "nickname", "heading",
  ]

  /// Marks the runs that are not speech.
  static func classify(_ reading: inout Reading) {
    for index in reading.runs.indices {
      let run = reading.runs[index]
      reading.runs[index].isTitle = isName(run, reading) && !isWhole(run, reading)
      reading.runs[index].isSpeech = isSpeech(run, reading)
      reading.runs[index].isSentence = isSentence(run, reading)
    }
  }

  /// `"That's Marin and Orlov."`: whether a run is a sentence, and not the first of its paragraph.
  private static func isWhole(_ run: Run, _ reading: Reading) -> Bool {
    let first = run.tokens.lowerBound
    return !reading.tokens[first].flags.contains(.lineBefore)
      && reading.sentences[reading.sentence(of: first)] == run.tokens
  }

  /// Whether a run can stand as speech with no cue at all.
  private static func isSpeech(_ run: Run, _ reading: Reading) -> Bool {
    // A line that opens with a quotation is dialogue, however short.
    let isDialogue = reading.tokens[run.tokens.lowerBound].flags.contains(.lineBefore)
    var words = 0
    var long = 0
    var isSmall = false
    for token in run.tokens.dropFirst(run.markWidth) {
      let found = reading.tokens[token]
      guard found.kind == .word || found.kind == .number else { continue }
      words += 1
      if found.count >= 5 {
        long += 1
        if !found.isCapital { isSmall = true }
      }
    }
    // `"The Late Show with Stephen Colbert"`: every long word has a capital, as in the name of a work.
    let isTitle = long >= 2 && words <= 14 && !isSmall
    guard words >= (isDialogue ? 1 : 4), !isTitle, isSentence(run, reading) else { return false }
    return !introducers.contains(reading.word(run.tokens.lowerBound - 1))
  }

  /// `"Fox and Friends"`: two words or more with capitals, and none without but articles and the like.
  private static func isName(_ run: Run, _ reading: Reading) -> Bool {
    var capitals = 0
    for token in run.tokens where reading.tokens[token].kind == .word {
      if reading.tokens[token].isCapital {
        capitals += 1
      } else if !small.contains(reading.words[token]) {
        return false
      }
    }
    return capitals >= 2 && run.tokens.count <= 14
      && !run.tokens.contains { reading.words[$0].isOne(of: ["!", "?"]) }
  }

  /// Words that have no capital in the name of a work.
  private static let small: WordSet = [
    "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "from", "by", "'s",
    "vs.", "is", "are",
  ]

  /// Whether a run has a sentence's capital and its stop.
  private static func isSentence(_ run: Run, _ reading: Reading) -> Bool {
    let inner = run.tokens.dropFirst(run.markWidth)
    guard
      let first = inner.first(where: {
        reading.tokens[$0].kind == .word || reading.tokens[$0].kind == .number
      })
    else { return false }
    let hasStop = run.tokens.suffix(3).contains {
      reading.words[$0].isOne(of: [",", "?", "!", "—", "…", "--"])
        || reading.words[$0].ends(in: ".")
    }
    let isOpen = reading.tokens[first].isCapital || reading.words[inner.lowerBound] == "..."
    return hasStop && isOpen
  }
}
