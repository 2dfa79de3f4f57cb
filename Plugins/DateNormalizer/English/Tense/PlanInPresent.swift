import DateEngine
import PostilKit

/// A verb in the present tense that tells a plan: `the strike starts on Monday`, `the deadline is Friday`.
struct PlanInPresent {
  let tense = Tense.present

  /// How many tokens `is` may be away from the day.
  private static let copulaReach = 8

  /// Reads the verb at a token; nil if it tells no plan.
  ///
  /// - Parameter timex: The first token of the day, if it comes after the verb.
  init?(_ passage: Passage, _ index: Int, _ words: ContextWords, _ timex: Int?) {
    guard words.intersects(Self.verbs) || words.rawValue == 0 && Self.isOfName(passage, index)
    else { return nil }
    if let timex, Self.looksBack(passage, index, timex) { return nil }
    if words.contains(.schedules), Self.isPredicate(passage, index) { return }
    if words.contains(.schedule), Self.isAfterPlural(passage, index) { return }
    if timex != nil, Self.isOfName(passage, index) { return }
    guard words.contains(.copula), let timex, timex - index <= Self.copulaReach,
      Self.isPlan(passage, index, timex)
    else { return nil }
  }

  private static let verbs = ContextWords([.schedules, .schedule, .copula])
  private static let times = Categories([.weekday, .month, .holiday])
  private static let past = Categories([.after, .over, .since, .following, .last])

  /// A word between the verb and the day says that the day lies in the past: `after`, `over`.
  private static func looksBack(_ passage: Passage, _ index: Int, _ timex: Int) -> Bool {
    guard index + 1 < timex else { return false }
    // `Takes over on Monday`.
    let isPhrasal = passage.is(index + 1, .over) && index + 2 < timex
    return (index + (isPhrasal ? 2 : 1)..<timex).contains { at in
      let (categories, context) = passage.looks(at)
      return categories.intersects(past) || context.contains(.tells)
    }
  }

  /// Not a noun: `the starts`, `its ends`, `two plays`.
  private static func isPredicate(_ passage: Passage, _ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = passage.categories(index - 1)
    let isNoun = [Category.the, .a, .of, .in, .to, .number, .possessive, .for, .on].contains {
      before.contains($0)
    }
    return !isNoun && !passage.is(index - 1, .its) && !passage.isNumber(index - 1)
      && (passage.tokens[index - 1].kind == .word || passage.byte(index - 1) == UInt8(ascii: ","))
  }

  /// `Croatia adopts the euro`: a word in `-s` between a name that begins the sentence and an object. In a line without
  /// a full stop it may tell what happened.
  private static func isOfName(_ passage: Passage, _ index: Int) -> Bool {
    // Few words follow a capital, which costs least to see.
    guard passage.isName(index - 1) || passage.is(index - 1, .nation), passage.isPluralNoun(index),
      (max(0, index - 3)..<index).contains(where: passage.beginsSentence)
    else { return false }
    let next = passage.categories(index + 1)
    guard next.contains(.the) || next.contains(.a) || passage.is(index + 1, .its) else {
      return false
    }
    return (index..<index + VerbCue.reach * 2).contains { passage.endsSentence($0) }
  }

  /// A plural or a pronoun precedes: `Voters go`, `voters in Wales go`, `who travel`. After what stands between
  /// commas there is no need of either: `England, who beat Spain, face Italy`.
  private static func isAfterPlural(_ passage: Passage, _ verb: Int) -> Bool {
    if passage.relativeClause(endingAt: verb - 1) != nil || passage.endsInsertion(verb - 1) {
      return true
    }
    return isPlural(passage, before: verb)
      || !passage.is(verb, .event) && isPlural(passage, before: subjectEnd(passage, verb))
  }

  private static func isPlural(_ passage: Passage, before index: Int) -> Bool {
    guard index > 0, passage.tokens[index - 1].kind == .word else { return false }
    let word = passage.word(index - 1)
    if ["they", "we", "you", "who", "i"].contains(word) || isTeam(passage, index) { return true }
    return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
      && !passage.is(index - 1, .schedules) && !passage.is(index - 1, .possessive)
  }

  /// The token after a subject, without the place that follows it: `voters in the north of Wales go`.
  private static func subjectEnd(_ passage: Passage, _ verb: Int) -> Int {
    var (end, index) = (verb, verb - 1)
    guard !passage.categories(index).intersects(determiners) else { return verb }
    while index > max(0, verb - 8), passage.tokens[index].kind == .word {
      let categories = passage.categories(index)
      if categories.contains(.in) || categories.contains(.of) {
        end = index
      } else if !passage.isCapital(index), !categories.contains(.the), index != end - 1 {
        break
      }
      index -= 1
    }
    return end
  }

  private static let determiners = Categories([
    .the, .a, .of, .in, .on, .for, .to, .weekday, .month, .possessive,
  ])

  /// `England play Italy`: a team before its verb, and another or `the` after it. `The Trump visit` is none.
  private static func isTeam(_ passage: Passage, _ index: Int) -> Bool {
    // `Ghana take on Senegal`.
    let isPhrasal = passage.is(index + 1, .on) && passage.isCapital(index + 2)
    guard passage.isCapital(index - 1),
      passage.isCapital(index + 1) || passage.is(index + 1, .the)
        || isPhrasal
          && !passage.is(index - 1, .the) && !passage.categories(index + 2).intersects(times)
    else { return false }
    return passage.beginsSentence(index - 1)
      || !passage.is(index - 2, .the)
        && !passage.is(index - 2, .a) && !passage.is(index - 2, .possessive)
  }

  /// `is on`, `is not until`, `are meeting`; or what it is said of is fixed in advance.
  private static func isPlan(_ passage: Passage, _ index: Int, _ timex: Int) -> Bool {
    if passage.is(index + 1, .doing) || passage.is(index + 2, .doing) { return true }
    if (index + 1..<timex).allSatisfy({ isLink(passage, $0) }) { return true }
    return (max(0, index - 7)..<index).contains { passage.is($0, .event) }
  }

  private static func isLink(_ passage: Passage, _ index: Int) -> Bool {
    passage.isNumber(index) || passage.is(index, .link)
      || passage.isCapital(index) && passage.is(index - 1, .in)
  }
}
