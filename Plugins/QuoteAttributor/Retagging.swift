import PostilKit
import PostilLanguage

/// Corrects tags where spelling or the neighbours tell more than the tagger knows: names it has not
/// met, full stops of abbreviations.
enum Retagging {
  /// Corrects the tags of a sentence.
  static func correct(
    _ tags: inout [PennTag], _ tokens: Tokens, _ words: [Word], _ sentence: Range<Int>
  ) {
    let isHeadline = isHeadline(tokens, sentence)
    for token in sentence {
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

  /// For the words that have a capital inside sentences whether they never stand there without one.
  static func names(
    _ tokens: Tokens, _ words: [Word], _ sentences: Sentences
  ) -> WordTable<Bool> {
    let inner = sentences.filter { !isHeadline(tokens, $0) }
    var capitals: [Word] = []
    for sentence in inner {
      for token in sentence.dropFirst()
      where tokens[token].isCapital && tokens[token].kind == .word
        && !opensClause(words[token - 1])
      {
        capitals.append(words[token])
      }
    }
    let places = WordTable(capitals.indices.map { (capitals[$0], $0) })
    var isName = [Bool](repeating: true, count: capitals.count)
    for sentence in inner {
      for token in sentence.dropFirst()
      where !tokens[token].isCapital && tokens[token].kind == .word {
        if let place = places[words[token]] { isName[place] = false }
      }
    }
    return places.map { isName[$0] }
  }

  private static func isInsidePhrase(_ next: Word) -> Bool { next == "," || next == ")" }

  private static func opensClause(_ word: Word) -> Bool {
    word.isOne(of: [
      "\"", "“", "'", "‘", "`", ":", "—", "–", "-", "(", ".", "...", "…", "«", "!", "?",
    ])
  }

  /// Whether a capital that opens a sentence can only be the name of who acts: a finite verb follows.
  private static func isSubject(
    _ token: Int, _ tags: [PennTag], _ words: [Word], _ sentence: Range<Int>
  ) -> Bool {
    guard token + 1 < sentence.upperBound else { return false }
    switch tags[token] {
    case .in, .uh, .nn, .md: return false
    case .rb where !words[token].ends(in: "ly"): return false
    default: return tags[token + 1] == .vbd || tags[token + 1] == .vbz || tags[token + 1] == .md
    }
  }

  /// Whether most words have capitals, so that a capital tells nothing.
  private static func isHeadline(_ tokens: Tokens, _ sentence: Range<Int>) -> Bool {
    var words = 0
    var capitals = 0
    for token in sentence.prefix(60) where tokens[token].kind == .word {
      words += 1
      if tokens[token].isCapital { capitals += 1 }
    }
    return capitals * 5 >= words * 3
  }
}
