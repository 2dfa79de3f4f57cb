import PartOfSpeech
import PostilKit

/// Corrects tags where spelling or neighbours are better evidence than the tagger's model: names that it
/// does not know, full stops of abbreviations.
package enum NameTags {
  /// Corrects the tags of a sentence.
  package static func correct(
    _ tags: inout [PennTag], _ tokens: Tokens, _ words: [WordKey], _ sentence: Range<Int>,
    isHeadline: Bool
  ) {
    for token in sentence {
      if tokens[token].kind == .handle {
        tags[token] = .nnp
        continue
      }
      switch tags[token] {
      case .rbr where words[token].isOne(of: ["later", "earlier"]): tags[token] = .rb
      case .stop:
        if token + 1 < sentence.upperBound, isInsidePhrase(words[token + 1]) { tags[token] = .afx }
      case .vb, .vbp, .vbd, .vbn, .vbg, .vbz, .rb, .rp, .uh, .fw, .md, .in, .nn, .jj, .xx, .gw:
        guard !isHeadline, tokens[token].isCapital, tokens[token].count > 1 else { continue }
        let isFirst = token == sentence.lowerBound || opensClause(words[token - 1])
        if isFirst ? isSubject(token, tags, words, sentence) : tags[token] != .jj {
          tags[token] = .nnp
        }
      default: break
      }
    }
  }

  /// The words that open a sentence and occur inside others with a capital, and never without one.
  package static func names(
    _ tokens: Tokens, _ words: [WordKey], _ sentences: [Range<Int>], headlines: [Bool]
  ) -> WordKeySet {
    let firsts = sentences.map { words[$0.lowerBound] }
    let places = WordKeyTable(firsts.indices.map { (firsts[$0], $0) })
    var hasCapital = [Bool](repeating: false, count: firsts.count)
    var isSmall = hasCapital
    for (sentence, isHeadline) in zip(sentences, headlines) where !isHeadline {
      for token in sentence.dropFirst() {
        guard let place = places[words[token]], tokens[token].kind == .word else { continue }
        if !tokens[token].isCapital {
          isSmall[place] = true
        } else if !opensClause(words[token - 1]) {
          hasCapital[place] = true
        }
      }
    }
    return WordKeySet(firsts.indices.filter { hasCapital[$0] && !isSmall[$0] }.map { firsts[$0] })
  }

  private static func isInsidePhrase(_ next: WordKey) -> Bool { next == "," || next == ")" }

  private static func opensClause(_ word: WordKey) -> Bool {
    word.isOne(of: [
      "\"", "“", "'", "‘", "`", ":", "—", "–", "-", "(", ".", "...", "…", "«", "!", "?",
    ])
  }

  /// Whether a capitalized word at the start of a sentence must be its subject, since a finite verb
  /// follows.
  private static func isSubject(
    _ token: Int, _ tags: [PennTag], _ words: [WordKey], _ sentence: Range<Int>
  ) -> Bool {
    guard token + 1 < sentence.upperBound else { return false }
    switch tags[token] {
    case .in, .uh, .nn, .md: return false
    case .rb where !words[token].ends(in: "ly"): return false
    default: return tags[token + 1] == .vbd || tags[token + 1] == .vbz || tags[token + 1] == .md
    }
  }

  /// Whether most words are capitalized, so that a capital does not indicate a name.
  package static func isHeadline(_ tokens: Tokens, _ sentence: Range<Int>) -> Bool {
    var words = 0
    var capitals = 0
    for token in sentence.prefix(60) where tokens[token].kind == .word {
      words += 1
      if tokens[token].isCapital { capitals += 1 }
    }
    return capitals * 5 >= words * 3
  }
}
