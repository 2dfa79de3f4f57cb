import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Sources with an aside between them and their cue: `Price, a spokesman, said`.
extension Sources {
  /// `Price, a spokesman, said`: the phrase before a pair of commas or dashes.
  func overAside(_ site: CueSite, _ before: Int, isShared: Bool = false) -> Range<Int>? {
    let first = site.sentence.lowerBound
    guard
      article.words[before] == "," || article.isQuoted(before)
        || Words.dashes.contains(article.words[before]),
      isShared || !article.isParticiple(site.cue)
    else { return nil }
    var opening = article.isQuoted(before) ? before : before - 1
    while opening > first, before - opening < 40 {
      if let run = article.run(at: opening) {
        if run.isSpeech || run.tokens.lowerBound <= first { break }
        opening = run.tokens.lowerBound - 1
        continue
      }
      let word = article.words[opening]
      if word == "," || Words.dashes.contains(word) && (word != "-" || phrases.isDash(opening)),
        article.tags[opening] != .hyph
      {
        break
      }
      opening -= 1
    }
    opening = outermost(opening, from: first)
    guard opening > first, before - opening < 60, !article.isQuoted(opening),
      phrases.isHead(opening - 1) || article.tags[opening - 1] == .rrb
        || article.tags[opening - 1] == .afx,
      let phrase = phrases.ending(at: opening - 1, from: first).map({ described($0, from: first) })
    else { return nil }
    let isRelative = [.wp, .wdt, .wrb, .vbg, .vbn, .in].contains(article.tags[opening + 1])
    if !isRelative, article.words[before] == ",", inverted(site) != nil,
      (opening + 1..<before).contains(where: {
        !article.isQuoted($0) && (article.tags[$0].isFinite || article.tags[$0] == .md)
      })
    {
      return nil
    }
    return isRelative ? phrase : phrase.lowerBound..<before
  }

  /// `Marin, 58, who left,`, `Marin, speaking in Salem, Ohio,`: the first of the commas of an aside.
  private func outermost(_ comma: Int, from first: Int) -> Int {
    var opening = comma
    while opening > first + 1, article.words[opening] == ",", !article.isQuoted(opening) {
      if article.tags[opening - 1] == .cd, article.words[opening - 2] == "," {
        opening -= 2
        continue
      }
      guard phrases.isHead(opening - 1) || article.tags[opening - 1] == .afx,
        let phrase = phrases.ending(at: opening - 1, from: first), phrase.lowerBound > first + 1
      else { break }
      if continuesName(phrase, from: first) {
        opening = phrase.lowerBound - 1
        continue
      }
      guard
        let earlier = (max(first, phrase.lowerBound - 30)..<phrase.lowerBound).last(where: {
          article.words[$0] == "," || article.isQuoted($0)
        }), !article.isQuoted(earlier), earlier > first,
        opensAside(earlier + 1, before: phrase.lowerBound), phrases.isHead(earlier - 1)
      else { break }
      opening = earlier
    }
    return opening
  }

  /// `Calif.` in `from Salem, Calif.,`, `a teacher` in `Marin, a teacher, who left,`: whether the phrase after a comma continues a name.
  private func continuesName(_ phrase: Range<Int>, from first: Int) -> Bool {
    let comma = phrase.lowerBound - 1
    guard article.words[comma] == ",", !article.isQuoted(comma),
      let owner = phrases.ending(at: comma - 1, from: first)
    else { return false }
    let before = owner.lowerBound > first ? article.tags[owner.lowerBound - 1] : .stop
    let isIn = before == .in || owner.contains { article.tags[$0] == .in }
    if article.tags[phrase.upperBound - 1] == .afx { return phrase.count <= 3 && isIn }
    return !article.tags[phrase.lowerBound].isName && article.tags[comma - 1].isName && !isIn
      && before != .to && !before.isVerb
  }

  /// Whether an aside opens at a token, and the phrase at its end is not the subject of a clause.
  private func opensAside(_ token: Int, before phrase: Int) -> Bool {
    switch article.tags[token] {
    case .wp, .wdt, .wpS: phrase > token + 1 && article.words[token + 1] != ","
    case .vbg, .vbn: true
    case .in:
      !Words.subordinators.contains(article.words[token])
        && !Words.conjunctions.contains(article.words[token])
    default: false
    }
  }
}
