import DateEngine
import DateEnglish
import PostilKit

/// Joins a time of day with an adjacent day: `5 p.m. EST, Nov. 6`, `Wednesday 10 p.m.`. In `9 a.m. on
/// Wednesday` there are two timexes, of which the second gives the day of the first.
struct DayTimeJoiner {
  let passage: Passage

  /// How many tokens may separate a time from its day: `at 14:28 local time on 12 May`.
  private static let reach = 4

  /// The candidates, joined where they belong together.
  func joined(_ candidates: [Candidate]) -> [Candidate] {
    var result: [Candidate] = []
    result.reserveCapacity(candidates.count)
    for candidate in candidates {
      if let last = result.indices.last {
        precede(candidate, &result[last])
        if last > 0, let day = result[last].reading.meaning.recurringDay {
          share(day, at: last - 1, in: &result)
        }
      }
      if let last = result.last, let both = join(last, candidate) {
        result[result.count - 1] = both
        share(candidate, with: &result)
      } else {
        if let day = dayOfTimes(candidate.reading.meaning) {
          spread(day, candidate, to: &result)
        }
        result.append(candidate)
      }
    }
    return result
  }

  /// Gives a recurring day to the time right before it: `at 8 p.m. on Fridays`, `at noon every day`.
  private func precede(_ set: Candidate, _ time: inout Candidate) {
    guard case .set(let recurrence) = set.reading.meaning, set.first - time.last <= 2,
      var partial = time.reading.meaning.timeOfDay,
      set.first == time.last + 1 || passage.is(time.last + 1, .on)
    else { return }
    switch recurrence {
    case .each(let day) where day.weekday != nil && !day.hasTime: partial.weekday = day.weekday
    case .every(let amount) where amount.unit == .day:
      var day = Partial.unknown(.day)
      day.takeTime(of: partial)
      partial = day
    default: return
    }
    time.reading.meaning = .unplaced(partial)
  }

  /// Gives the recurring day of a time to the one before it: `from 10 p.m. to 5 a.m. daily`.
  private func share(_ day: Partial, at index: Int, in times: inout [Candidate]) {
    guard let time = times[index].reading.meaning.timeOfDay,
      times[index + 1].first == times[index].last + 2,
      [Category.to, .hyphen, .and].contains(where: { passage.is(times[index].last + 1, $0) })
    else { return }
    var both = day
    both.takeTime(of: time)
    times[index].reading.meaning = .unplaced(both)
  }

  /// A day, perhaps with the part of it in which the times before it lie: `9:15 on Monday morning`.
  private func dayOfTimes(_ meaning: Meaning) -> (day: Meaning, part: DayPart?)? {
    if meaning.isDay { return (meaning, nil) }
    return meaning.dayAndPart.map { ($0.day, $0.part) }
  }

  /// Gives a day to the times before it: `between 9 a.m. and 11 a.m. on Tuesday`.
  private func spread(
    _ day: (day: Meaning, part: DayPart?), _ candidate: Candidate, to times: inout [Candidate]
  ) {
    var (next, mustBeOn) = (candidate.first, true)
    for index in times.indices.reversed() {
      guard let time = times[index].reading.meaning.timeOfDay,
        next - times[index].last <= Self.reach,
        let last = (times[index].last + 1..<next).last,
        mustBeOn ? passage.is(last, .on) : passage.is(last, .and) || passage.is(last, .to),
        !(times[index].last..<next).contains(where: passage.endsSentence)
      else { return }
      times[index].reading.meaning = .inside(day.day, day.part.map { time.within($0) } ?? time)
      times[index].day = candidate.first...candidate.last
      (next, mustBeOn) = (times[index].first, false)
    }
  }

  /// Gives the day of the last time to the one before it: `2:30-4 p.m. Friday`, `doors 7pm, band 8pm, Friday`.
  private func share(_ day: Candidate, with times: inout [Candidate]) {
    let before = times.count - 2
    guard before >= 0, day.reading.meaning.isDay,
      let time = times[before].reading.meaning.timeOfDay,
      times[before + 1].first - times[before].last <= Self.reach,
      !(times[before].last + 1..<times[before + 1].first).contains(where: passage.endsClause)
    else { return }
    times[before].reading.meaning = .inside(day.reading.meaning, time)
  }

  private func join(_ left: Candidate, _ right: Candidate) -> Candidate? {
    guard right.first - left.last <= 2,
      !passage.tokens[right.first].flags.contains(.paragraphBefore),
      right.first == left.last + 1 || passage.byte(left.last + 1) == UInt8(ascii: ",")
    else { return nil }
    var both = left
    both.last = right.last
    if let time = left.reading.meaning.timeOfDay, right.reading.meaning.isDay {
      both.reading.meaning = .inside(right.reading.meaning, time)
    } else if let time = right.reading.meaning.timeOfDay, left.reading.meaning.isDay {
      both.reading.meaning = .inside(left.reading.meaning, time)
    } else if let time = left.reading.meaning.timeOfDay,
      let (day, part) = right.reading.meaning.dayAndPart
    {
      both.reading.meaning = .inside(day, time.within(part))
    } else {
      return nil
    }
    return both
  }
}
