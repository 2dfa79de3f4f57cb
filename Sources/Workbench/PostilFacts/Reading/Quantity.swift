import PostilKit

/// A number in a text, with what it counts.
package struct Quantity: Hashable, Sendable {
  /// What a number counts.
  package enum Measure: Hashable, Sendable {
    /// Money, with its currency: `$`.
    case money(String)
    case percent
    /// Years of a person's life, with the person's name.
    case age(String)
    /// A length, a weight and the like, with its unit.
    case unit(String)
    /// Things or people, with the stem of the word for them or the name of a kind of victim.
    case count(String)
  }

  /// How exactly the text gives it.
  package enum Bound: String, Hashable, Sendable {
    case exact = "exactly"
    case about
    case atLeast = "at least"
    case atMost = "at most"
  }

  package let measure: Measure
  package let value: Double
  package let bound: Bound
  package let span: Span
  /// The words, with the one that says how exact the number is.
  package let words: String
  /// What it counts, as the text says it.
  let noun: String?
  /// The number as it is written: `$100mn`.
  let numeral: String

  /// The topic of a sentence that names it; nil for a small number, which many sentences have.
  var topic: String? {
    switch measure {
    case .count, .age: value < 13 ? nil : "=\(value)"
    case .money, .percent, .unit: "=\(value) \(what)"
    }
  }

  /// What it counts, in words.
  package var what: String {
    switch measure {
    case .money(let currency): "money in \(currency)"
    case .percent: "per cent"
    case .age(let person): "age of \(person)"
    case .unit(let unit): unit
    case .count(let thing): noun ?? thing
    }
  }
}
