/// Seasons.
enum Seasons {
  static let rules: [Rule] = [
    Rule(
      "season-year", "the? (part hyphen?)? season (of|comma)? year", "the winter of 1941 = 1941-WI"
    ) {
      point($0, $0[.year])
    },
    Rule(
      "this-season",
      "(part hyphen?)? this|last|next|previous|following (last|coming)? (part hyphen?)? season",
      "last summer = 2022-SU"
    ) {
      point($0, nil)
    },
    Rule(
      "season", "the? (part hyphen?)? season", "in the summer = 2023-SU", unless: [.fall, .fallOf]
    ) { point($0, nil) },
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
