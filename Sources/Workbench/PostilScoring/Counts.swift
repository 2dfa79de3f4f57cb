import PostilKit
import PostilSystem

/// How many were right, spurious and missing.
package struct MatchCounts: Hashable, Sendable {
  /// In both.
  package var right = 0
  /// Predicted only.
  package var spurious = 0
  /// Gold only.
  package var missing = 0

  /// Makes counts.
  package init(right: Int = 0, spurious: Int = 0, missing: Int = 0) {
    self.right = right
    self.spurious = spurious
    self.missing = missing
  }

  /// Of the predicted, the share that is right; 0 if nothing is predicted.
  package var precision: Double { Self.share(right, right + spurious) }
  /// Of the gold, the share that is found; 0 if there is no gold.
  package var recall: Double { Self.share(right, right + missing) }
  /// The harmonic mean of both.
  package var f1: Double { Self.mean(precision, recall) }

  static func share(_ part: Int, _ whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }

  static func mean(_ precision: Double, _ recall: Double) -> Double {
    precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }

  /// `p`, `r`, `f1` from 0 to 1 and the three counts.
  var json: JSONValue {
    [
      "p": .double(precision), "r": .double(recall), "f1": .double(f1), "tp": .int(right),
      "fp": .int(spurious), "fn": .int(missing),
    ]
  }

  /// `p`, `r`, `f1` in per cent with one decimal and the three counts.
  var percentJSON: JSONValue {
    let (p, r, f) = percent
    return [
      "p": .double(p), "r": .double(r), "f1": .double(f), "tp": .int(right), "fp": .int(spurious),
      "fn": .int(missing),
    ]
  }

  /// Precision, recall and F1 in per cent, rounded to one decimal.
  var percent: (precision: Double, recall: Double, f1: Double) {
    let sum = precision + recall
    return (
      Decimals.rounded(100 * precision, 1), Decimals.rounded(100 * recall, 1),
      sum > 0 ? Decimals.rounded(200 * precision * recall / sum, 1) : 0
    )
  }
}
