import PostilKit

/// How the tokens of an annotation say where it begins and ends.
package enum LabelScheme: String, CaseIterable, Sendable {
  /// `B-` only for an annotation directly after another one of its label: CoNLL-2003's own files.
  case iob1 = "IOB1"
  /// `B-` for the first token, `I-` for the others.
  case iob2 = "IOB2"
  /// `S-` for a single token, `E-` for the last one.
  case bioes = "BIOES"
  /// The same with `U-` and `L-`: spaCy's.
  case bilou = "BILOU"
  /// `I-` for every token: neighbours of one label become one.
  case io = "IO"

  /// The labels of tokens.
  ///
  /// - Parameters:
  ///   - count: The number of tokens.
  ///   - runs: The tokens of each annotation with its label, in order, without overlaps.
  package func labels(_ count: Int, _ runs: [(tokens: Range<Int>, label: String)]) -> [String] {
    var labels = [String](repeating: "O", count: count)
    var last: (end: Int, label: String)?
    for run in runs {
      let follows = last.map { $0.end == run.tokens.lowerBound && $0.label == run.label } ?? false
      for index in run.tokens {
        labels[index] = prefix(index, run.tokens, follows) + run.label
      }
      last = (run.tokens.upperBound, run.label)
    }
    return labels
  }

  private func prefix(_ index: Int, _ tokens: Range<Int>, _ follows: Bool) -> String {
    let isFirst = index == tokens.lowerBound
    let isLast = index == tokens.upperBound - 1
    switch self {
    case .iob1: return isFirst && follows ? "B-" : "I-"
    case .iob2: return isFirst ? "B-" : "I-"
    case .io: return "I-"
    case .bioes where isFirst && isLast: return "S-"
    case .bilou where isFirst && isLast: return "U-"
    case .bioes: return isFirst ? "B-" : isLast ? "E-" : "I-"
    case .bilou: return isFirst ? "B-" : isLast ? "L-" : "I-"
    }
  }

  /// The labels of tokens that occur for these labels of annotations, `O` first.
  package func all(_ labels: [String]) -> [String] {
    let prefixes: [String]
    switch self {
    case .iob1, .iob2: prefixes = ["B-", "I-"]
    case .io: prefixes = ["I-"]
    case .bioes: prefixes = ["B-", "I-", "E-", "S-"]
    case .bilou: prefixes = ["B-", "I-", "L-", "U-"]
    }
    return ["O"] + labels.flatMap { label in prefixes.map { $0 + label } }
  }
}
