import PostilKit
import PartOfSpeech

/// Sources that an aside parts from their cue: `Price, a spokesman, said`.
extension Source {
  /// `Price, a spokesman, said`: the phrase before a pair of commas or dashes.
  func overAside(_ site: Site, _ before: Int, isShared: Bool = false) -> Range<Int>? {
    let first = site.sentence.lowerBound
    guard
      reading.words[before] == "," || reading.isQuoted(before)
        || Words.dashes.contains(reading.words[before]),
      isShared || !reading.isParticiple(site.cue)
    else { return nil }
    var opening = reading.isQuoted(before) ? before : before - 1
    while opening > first, before - opening < 40 {
      if let run = reading.run(at: opening) {
        if run.isSpeech || run.tokens.lowerBound <= first { break }
        opening = run.tokens.lowerBound - 1
        continue
      }
      let word = reading.words[opening]
      if word == "," || Words.dashes.contains(word) && (word != "-" || phrases.isDash(opening)),
        reading.tags[opening] != .hyph
      {
        break
      }
      opening -= 1
    }
    opening = outermost(opening, from: first)
    guard opening > first, before - opening < 60, !reading.isQuoted(opening),
      phrases.isHead(opening - 1) || reading.tags[opening - 1] == .rrb
        || reading.tags[opening - 1] == .afx,
      let phrase = phrases.ending(at: opening - 1, from: first)
    else { return nil }
    let isRelative = [.wp, .wdt, .wrb, .vbg, .vbn, .in].contains(reading.tags[opening + 1])
    if !isRelative, reading.words[before] == ",", inverted(site) != nil,
      (opening + 1..<before).contains(where: {
        !reading.isQuoted($0) && (reading.tags[$0].isFinite || reading.tags[$0] == .md)
      })
    {
      return nil
    }
    return isRelative ? phrase : phrase.lowerBound..<before
  }

  /// `Marin, 58, who left,`, `Marin, speaking in Salem, Ohio,`: the first of the commas of an aside.
  private func outermost(_ comma: Int, from first: Int) -> Int {
    var opening = comma
    while opening > first + 1, reading.words[opening] == ",", !reading.isQuoted(opening) {
      if reading.tags[opening - 1] == .cd, reading.words[opening - 2] == "," {
        opening -= 2
        continue
      }
      guard phrases.isHead(opening - 1) || reading.tags[opening - 1] == .afx,
        let phrase = phrases.ending(at: opening - 1, from: first), phrase.lowerBound > first + 1
      else { break }
      if continuesName(phrase, from: first) {
        opening = phrase.lowerBound - 1
        continue
      }
      guard
        let earlier = (max(first, phrase.lowerBound - 30)..<phrase.lowerBound).last(where: {
          reading.words[$0] == "," || reading.isQuoted($0)
        }), !reading.isQuoted(earlier), earlier > first,
        opensAside(earlier + 1, before: phrase.lowerBound), phrases.isHead(earlier - 1)
      else { break }
      opening = earlier
    }
    return opening
  }

  /// `Calif.` in `from Salem, Calif.,`, `a teacher` in `Marin, a teacher, who left,`: behind a comma.
  private func continuesName(_ phrase: Range<Int>, from first: Int) -> Bool {
    let comma = phrase.lowerBound - 1
    guard reading.words[comma] == ",", !reading.isQuoted(comma),
      let owner = phrases.ending(at: comma - 1, from: first)
    else { return false }
    let before = owner.lowerBound > first ? reading.tags[owner.lowerBound - 1] : .stop
    let isIn = before == .in || owner.contains { reading.tags[$0] == .in }
    if reading.tags[phrase.upperBound - 1] == .afx { return phrase.count <= 3 && isIn }
    return !reading.tags[phrase.lowerBound].isName && reading.tags[comma - 1].isName && !isIn
      && before != .to && !before.isVerb
  }

  /// Whether an aside opens with a token, and what ends it is not the subject of a clause.
  private func opensAside(_ token: Int, before phrase: Int) -> Bool {
    switch reading.tags[token] {
    case .wp, .wdt, .wpS: phrase > token + 1 && reading.words[token + 1] != ","
    case .vbg, .vbn: true
    case .in:
      !Words.subordinators.contains(reading.words[token])
        && !Words.conjunctions.contains(reading.words[token])
    default: false
    }
  }
}
