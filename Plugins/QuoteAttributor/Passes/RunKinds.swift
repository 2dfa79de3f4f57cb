import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds to each quoted run whether it is speech, a sentence or a title: distinguishes speech from titles,
/// nicknames, terms and scare quotes.
enum RunKinds: Pass {
  static func run(on article: inout TaggedArticle) {
    for index in article.runs.indices {
      let run = article.runs[index]
      article.runs[index].isTitle = isName(run, article) && !isWhole(run, article)
      article.runs[index].isSpeech = isSpeech(run, article)
      article.runs[index].isSentence = isSentence(run, article)
    }
  }

  /// `"That's Marin and Orlov."`: whether a run is a sentence, and not the first of its paragraph.
  private static func isWhole(_ run: QuotedRun, _ article: TaggedArticle) -> Bool {
    let first = run.tokens.lowerBound
    return !article.tokens[first].flags.contains(.lineBefore)
      && article.sentences[article.sentence(of: first)] == run.tokens
  }

  /// Whether a run can be speech without a cue.
  private static func isSpeech(_ run: QuotedRun, _ article: TaggedArticle) -> Bool {
    // A line that opens with a quotation is dialogue, however short.
    let isDialogue = article.tokens[run.tokens.lowerBound].flags.contains(.lineBefore)
    var words = 0
    var long = 0
    var isSmall = false
    for token in run.tokens.dropFirst(run.markWidth) {
      let found = article.tokens[token]
      guard found.kind == .word || found.kind == .number else { continue }
      words += 1
      if found.count >= 5 {
        long += 1
        if !found.isCapital { isSmall = true }
      }
    }
    // `"The Late Show with Stephen Colbert"`: every long word is capitalized, as in the name of a work.
    let isTitle = long >= 2 && words <= 14 && !isSmall
    guard words >= (isDialogue ? 1 : 4), !isTitle, isSentence(run, article) else { return false }
    let before = article.word(run.tokens.lowerBound - 1)
    return !CueWords.introducers.contains(before) && !article.isNoun(before, .work)
  }

  /// `"Fox and Friends"`: two or more capitalized words, and only articles and the like without a capital.
  private static func isName(_ run: QuotedRun, _ article: TaggedArticle) -> Bool {
    var capitals = 0
    for token in run.tokens where article.tokens[token].kind == .word {
      if article.tokens[token].isCapital {
        capitals += 1
      } else if !CueWords.smallInTitles.contains(article.words[token]) {
        return false
      }
    }
    return capitals >= 2 && run.tokens.count <= 14
      && !run.tokens.contains { article.words[$0].isOne(of: ["!", "?"]) }
  }

  /// Whether a run has the capital and the punctuation of a sentence.
  private static func isSentence(_ run: QuotedRun, _ article: TaggedArticle) -> Bool {
    let inner = run.tokens.dropFirst(run.markWidth)
    guard
      let first = inner.first(where: {
        article.tokens[$0].kind == .word || article.tokens[$0].kind == .number
      })
    else { return false }
    let hasStop = run.tokens.suffix(3).contains {
      article.words[$0].isOne(of: [",", "?", "!", "—", "…", "--"])
        || article.words[$0].ends(in: ".")
    }
    let isOpen = article.tokens[first].isCapital || article.words[inner.lowerBound] == "..."
    return hasStop && isOpen
  }
}
