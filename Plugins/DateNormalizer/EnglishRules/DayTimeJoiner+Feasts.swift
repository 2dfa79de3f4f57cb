import DateEngine
import DateEnglish

extension DayTimeJoiner {
  /// How many words may be between a feast and its year.
  private static let yearReach = 7

  /// Gives a feast that begins a sentence the year at the end of its clause: `Christmas markets were cancelled in
  /// 2020`.
  func dated(_ candidates: [Candidate]) -> [Candidate] {
    var result = candidates
    for index in result.indices.dropLast() {
      guard case .holiday(let id, nil, .open) = result[index].reading.meaning,
        case .point(let year, .open) = result[index + 1].reading.meaning,
        year == Partial(year: year.year), hasYear(result[index], result[index + 1])
      else { continue }
      result[index].reading.meaning = .holiday(id, .point(year, .open), .open)
    }
    return result
  }

  /// Whether nothing but one clause is between a feast and a year after `in`.
  private func hasYear(_ feast: Candidate, _ year: Candidate) -> Bool {
    let between = feast.last + 1..<year.first
    // `Juneteenth became a holiday in 2021`: the feast itself, not what was held on it.
    let next = feast.last + 1
    return !passage.is(next, .pastVerb) && !passage.is(next, .copula)
      && !passage.isPastForm(next) && passage.beginsSentence(feast.first)
      && passage.is(year.first - 1, .in)
      && between.count <= Self.yearReach && passage.endsPhrase(year.last + 1)
      && between.allSatisfy { passage.isWord($0) && !passage.opensRelativeClause($0) }
  }
}
