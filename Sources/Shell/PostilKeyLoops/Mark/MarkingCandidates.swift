import PostilStore
import PostilSystem
import PostilTerminal
import PostilKit

/// What a person is likely to annotate next: names and numbers, found by capitals and digits, and
/// passages in quotation marks.
struct MarkingCandidates {
  /// The names and dates in reading order.
  let names: [Span]
  /// The passages in quotation marks, with the quotation marks.
  let quotations: [Span]

  /// Words inside names that have no capital: `Bank of Portugal`, `Jan de Beer`.
  private static let particles: Set<Substring> = [
    "of", "de", "del", "der", "den", "da", "di", "du", "la", "van", "von", "zu", "bin", "ibn", "al",
    "el",
  ]

  init(_ text: Text) {
    let tokens = Array(Tokens(text))
    var finder = Finder(text: text, tokens: tokens)
    names = finder.names()
    quotations = Self.quotations(text, tokens)
  }

  private struct Finder {
    let text: Text
    let tokens: [Token]
    /// The words that occur without a capital.
    private let common: Set<Substring>

    init(text: Text, tokens: [Token]) {
      self.text = text
      self.tokens = tokens
      common = Set(tokens.lazy.map { text[$0][...] }.filter { $0.first?.isLowercase ?? false })
    }

    mutating func names() -> [Span] {
      var names: [Span] = []
      var at = 0
      while at < tokens.count {
        guard opens(at) else {
          at += 1
          continue
        }
        let end = end(from: at)
        names.append(text.span(bytes: Int(tokens[at].start)..<Int(tokens[end - 1].end)))
        at = end
      }
      return names
    }

    /// Whether a name may begin at a token: a word whose capital may come from the start of a sentence does
    /// not count.
    private func opens(_ at: Int) -> Bool {
      guard isBig(at) else { return false }
      let isFirst = at == 0 || tokens[at - 1].kind == .punctuation || breaks(before: at)
      guard isFirst, !isBig(at + 1) else { return true }
      return !common.contains(text[tokens[at]].lowercased()[...])
    }

    /// The index after the last token of a name: capitals, numbers, and particles between capitals.
    private func end(from start: Int) -> Int {
      var end = start + 1
      while end < tokens.count, !breaks(before: end) {
        if isBig(end) {
          end += 1
        } else if MarkingCandidates.particles.contains(text[tokens[end]][...]), isCapital(end - 1),
          isCapital(end + 1),
          !breaks(before: end + 1)
        {
          end += 2
        } else {
          break
        }
      }
      return end
    }

    private func isBig(_ at: Int) -> Bool {
      isCapital(at) || tokens.indices.contains(at) && text.utf8[Int(tokens[at].start)].isDigit
    }

    private func isCapital(_ at: Int) -> Bool {
      tokens.indices.contains(at) && text[tokens[at]].first?.isUppercase ?? false
    }

    /// Whether there is a line break before a token.
    private func breaks(before at: Int) -> Bool {
      text.utf8[Int(tokens[at - 1].end)..<Int(tokens[at].start)].contains(0x0A)
    }
  }

  private static func quotations(_ text: Text, _ tokens: [Token]) -> [Span] {
    var found: [Span] = []
    var open: Int?
    for token in tokens where token.kind == .punctuation {
      let character = text[token]
      if let start = open, ["\"", "”", "»"].contains(character) {
        found.append(text.span(bytes: start..<Int(token.end)))
        open = nil
      } else if ["\"", "“", "„", "«"].contains(character) {
        open = Int(token.start)
      }
    }
    return found
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
