import DateEngine
import DateEnglish

enum Seasons {
  static let rules: [Rule] = [
    Rule(
      "season-year", "the? (part hyphen?)? season period? (of|comma)? year",
      "the winter of 1941 = 1941-WI"
    ) {
      point($0, $0[.year])
    },
    Rule("year-season", "the? year season", "their 1982 summer offensive = 1982-SU") {
      point($0, $0[.year])
    },
    Rule(
      "season-short-year", "the? (part hyphen?)? season of quote? shortYear",
      "in the summer of '69 = 1969-SU", unless: [.smallSeason]
    ) {
      point($0, $0.year())
    },
    Rule(
      "years-season", "the? year hyphen|slash year|shortYear season",
      "the 1978-79 winter = 1978-WI"
    ) { match in
      guard let first = match[.year], let second = match[.year, 1] ?? match[.shortYear],
        second % 100 == (first + 1) % 100
      else { return nil }
      return point(match, first)
    },
    Rule(
      "this-season",
      "(part hyphen?)? this|last|next|previous|following (last|coming)? (part hyphen?)? season",
      "last summer = 2022-SU"
    ) {
      point($0, nil)
    },
    Rule(
      "season", "the? (part hyphen?)? season", "in the summer = 2023-SU",
      unless: [.fall, .fallOf, .partOfName]
    ) { point($0, nil) },
    Rule("the-next-season", "the next|following season", "in May 2020; the next spring = 2021-SP") {
      match in
      match[.season].flatMap { Season(rawValue: $0) }.map {
        .point(Partial(season: $0), .onward)
      }
    },
    Rule(
      "that-season", "that (part hyphen?)? season", "in May 2020; that summer = 2020-SU",
      only: [.thatTime]
    ) { match in
      match[.season].flatMap { Season(rawValue: $0) }.map { .point(Partial(season: $0), .that) }
    },
    Rule("season-months", "the? (part hyphen?)? season units", "the summer months = 2023-SU") {
      $0.unit == .month ? point($0, nil) : nil
    },
    Rule("same-season", "the|that same season", "that same spring = 2023-SP") { match in
      match[.season].flatMap { Season(rawValue: $0) }.map {
        .inside(.shift(.mention, 0, .year), Partial(season: $0))
      }
    },
    Rule(
      "later-in-season", "part in the? season|month|year", "late in the summer = 2023-SU"
    ) { match in
      if match.has(.season) { return point(match, nil) }
      return .point(Partial(year: match[.year], month: match[.month]), .open)
    },
    Rule(
      "season-of-year", "the? (part hyphen?)? season of? this|last|next|that|same|following unit",
      "the spring of next year = 2024-SP", unless: [.fallThisYear]
    ) { match in
      guard match.unit == .year, let season = match[.season].flatMap({ Season(rawValue: $0) })
      else { return nil }
      let isMention = match.has(.that) || match.has(.same) || match.has(.following)
      let steps = match.has(.following) ? 1 : match.steps
      return .inside(
        .shift(isMention ? .mention : .published, steps, .year), Partial(season: season))
    },
    Rule(
      "seasons-year",
      "[the? (part hyphen?)? season] and|to [the? (part hyphen?)? season (of|comma)? year]",
      "in the spring and summer of 1943 = 1943-SP; 1943-SU",
      each: { match in
        guard let first = match[.season].flatMap({ Season(rawValue: $0) }), let year = match[.year],
          let second = match[.season, 1].flatMap({ Season(rawValue: $0) })
        else { return [] }
        return [first, second].map { Reading(.point(Partial(year: year, season: $0), .open)) }
      }),
    Rule(
      "season-to-season", "from|between [season] to|and [season]",
      "open from spring to autumn = 2023-SP; 2023-FA",
      each: { match in
        (0...1).compactMap { match[.season, $0].flatMap { Season(rawValue: $0) } }.enumerated()
          .map { Reading(.point(Partial(season: $1), $0 == 0 ? .open : .onward)) }
      }),
    Rule("bare-seasons", "seasons", "in summers = XXXX-SU", unless: [.fall, .capital]) {
      $0[.seasons].flatMap { Season(rawValue: $0) }.map { .set(.each(Partial(season: $0))) }
    },
    Rule("seasons", "the? last|every number? seasons", "the past three summers = XXXX-SU") {
      guard let season = $0[.seasons].flatMap({ Season(rawValue: $0) }) else { return nil }
      return .set(.each(Partial(season: season)))
    },
  ]

  private static func point(_ match: Match, _ year: Int?) -> Meaning? {
    guard let season = match[.season].flatMap({ Season(rawValue: $0) }) else { return nil }
    return .point(Partial(year: year, season: season), match.direction)
  }
}
