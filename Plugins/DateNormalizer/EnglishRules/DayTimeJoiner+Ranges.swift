import DateEngine
import DateEnglish

extension DayTimeJoiner {
  /// Days after `to` or `until` come after the day before these: `from 22:00 on Saturday to 06:00 on
  /// Sunday`.
  func ordered(_ candidates: [Candidate]) -> [Candidate] {
    var result = candidates
    for index in result.indices.dropFirst() where result[index].reading.meaning.isWeekday {
      let (first, before) = (result[index].first, result[index - 1])
      // `For Friday and Saturday`: what the verbs say about one they say about the other.
      if first == before.last + 2, passage.is(before.last + 1, .and),
        before.reading.meaning.isWeekday
      {
        result[index].day = before.day ?? before.first...before.last
      }
      guard
        let start = result[..<index].last(where: { $0.reading.meaning.isWeekday }),
        first - start.last <= Self.rangeReach, isJoined(start.last + 1..<first)
      else { continue }
      result[index].reading.meaning = result[index].reading.meaning.onward
    }
    return result
  }

  /// How many tokens may be between two days of a range with their times.
  private static let rangeReach = 7

  /// Whether there is a `to`, and nothing else but times and small words.
  private func isJoined(_ tokens: Range<Int>) -> Bool {
    tokens.contains { isTo($0) }
      && tokens.allSatisfy {
        isTo($0) || passage.is($0, .on) || passage.is($0, .at) || passage.isNumber($0)
          || passage.is($0, .meridiem) || passage.byte($0) == UInt8(ascii: ":")
          || passage.is($0, .noon)
      }
  }

  /// `to`, `until`, or `into`: `from Thursday night into Friday`.
  private func isTo(_ token: Int) -> Bool {
    passage.is(token, .to) || passage.word(token) == "into"
  }
}
