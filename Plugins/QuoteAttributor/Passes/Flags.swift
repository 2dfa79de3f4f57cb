import PostilKit
import PartOfSpeech

/// Pass 8: what else is to be known of an attribution: negated, hypothetical, direct or not.
enum Flags {
  private static let conditional: WordSet = ["would", "could", "might", "may", "should", "if"]

  /// Sets the flags of an attribution.
  static func set(_ attribution: inout Attribution, _ reading: Reading) {
    guard let cue = attribution.cue else { return }
    attribution.isNegated = cue.contains {
      reading.words[$0].isOne(of: ["not", "n't", "never", "neither"])
    }
    let start = min(attribution.source?.lowerBound ?? cue.lowerBound, cue.lowerBound)
    let opening = reading.word(start - 1)
    attribution.isHypothetical =
      cue.contains { conditional.contains(reading.words[$0]) }
      || opening.isOne(of: ["if", "whether", "unless", "should", "would"])
  }

  /// `direct` if nearly all letters stand in quotation marks, `mixed` if some, `indirect` if none.
  static func label(_ attribution: Attribution, _ reading: Reading) -> String {
    var all = 0
    var quoted = 0
    for part in attribution.content {
      for token in part {
        let found = reading.tokens[token]
        guard found.kind != .punctuation, found.kind != .symbol else { continue }
        all += found.count
        if reading.isQuoted(token) { quoted += found.count }
      }
    }
    return quoted * 10 >= all * 9 && quoted > 0 ? "direct" : quoted > 0 ? "mixed" : "indirect"
  }
}
