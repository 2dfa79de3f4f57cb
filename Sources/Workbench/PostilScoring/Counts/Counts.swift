import PostilKit
import PostilSystem

/// Numbers of right, spurious and missing items.
package struct MatchCounts: Hashable, Sendable {
  /// Items in both predicted and gold.
  package var right = 0
  /// Items only in predicted.
  package var spurious = 0
  /// Items only in gold.
  package var missing = 0

  /// Creates counts.
  package init(right: Int = 0, spurious: Int = 0, missing: Int = 0) {
    self.right = right
    self.spurious = spurious
    self.missing = missing
  }

  /// The share of predicted items that are right; 0 if nothing is predicted.
  package var precision: Double { Self.share(right, right + spurious) }
  /// The share of gold items that are found; 0 if there is no gold.
  package var recall: Double { Self.share(right, right + missing) }
  /// The harmonic mean of precision and recall.
  package var f1: Double { Self.mean(precision, recall) }

  static func share(_ part: Int, _ whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }

  static func mean(_ precision: Double, _ recall: Double) -> Double {
    precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }

  /// `p`, `r`, `f1` from 0 to 1, and the three counts.
  var json: JSONValue {
    [
      "p": .double(precision), "r": .double(recall), "f1": .double(f1), "tp": .int(right),
      "fp": .int(spurious), "fn": .int(missing),
    ]
  }

  /// `p`, `r`, `f1` in per cent with one decimal, and the three counts.
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
