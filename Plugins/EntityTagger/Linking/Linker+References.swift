import PostilKit
import SequenceLabeling

/// Finds the external ids of an article's entities that the lists of known entities do not give.
extension Linker {
  /// Gives each entity the reference that its fullest names have in a table.
  mutating func refer(_ candidates: [MentionCandidate], _ table: ReferenceTable) {
    let matches = forms.map { self.matches($0, table) }
    var choice = ReferenceChoice(table)
    for form in forms { choice.note(matches[form.number], times: form.count) }
    let places = neighbours(candidates, matches)
    referParts(candidates, table)
    var members: [Int: [Int]] = [:]
    for number in forms.indices { members[root(number), default: []].append(number) }
    for (root, numbers) in members {
      let chosen = reference(numbers, matches, choice, places).map { table.id(of: $0.entry) }
      if let known = refs[root] ?? nil {
        if forms[root].entry?.isOwn != true,
          let other = overruling(root, numbers, matches, choice, places)
        {
          refs[root] = other.map { table.id(of: $0.entry) } ?? nil
        } else {
          refs[root] = known
        }
      } else {
        refs[root] = chosen
      }
    }
  }

  /// What a form may mean: of the kind that its label says, or else of another whose names of several
  /// words mean that alone: `Line of Control`, taken for an organization.
  private func matches(_ form: Form, _ table: ReferenceTable) -> [ReferenceTable.Match] {
    guard let kind = kind(form) else { return [] }
    let own = table.matches(form.surface, kind)
    if own.isEmpty, kind == .person, form.name.parts.count == 1 {
      return table.matches(form.surface, .surname)
    }
    guard own.isEmpty, form.kind == .organizationOrPlace else { return own }
    let others: [ReferenceTable.Kind] = kind == .place ? [.organization] : [.place, .people]
    for other in others where other == .people || form.name.parts.count > 1 {
      let found = table.matches(form.surface, other).filter { $0.evidence == .none }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Notes the mentions that are parts of other names, which the tagger cut: `[Jammu] and Kashmir` is that region,
  /// `Central [African]` and `[CPI] (Maoist)` are not what their words alone are.
  private mutating func referParts(_ candidates: [MentionCandidate], _ table: ReferenceTable) {
    for candidate in candidates where candidate.label != "PER" {
      let (first, end) = (candidate.tokens.lowerBound, candidate.tokens.upperBound)
      for whole in [first..<end + 2, first - 2..<end]
      where article.tokens.indices.contains(whole.lowerBound) {
        guard whole.upperBound <= article.tokens.count,
          ["and", "&"].contains(article.word(whole.lowerBound < first ? first - 1 : end))
        else { continue }
        let match = table.matches(article.words(whole), .place).first { $0.evidence == .none }
        if let match { refOfToken[first] = .some(table.id(of: match.entry)) }
      }
      if first > 0, candidate.tokens.count == 1, Self.directions.contains(article.word(first - 1)) {
        refOfToken[first] = .some(nil)
      }
      if end + 2 < article.tokens.count, article.word(end) == "(", article.word(end + 2) == ")",
        article.tokens[end + 1].isCapital,
        formOfToken[end + 1] == nil || Self.branches.contains(article.word(end + 1)),
        article.word(end + 1) != article.word(end + 1).uppercased()
      {
        refOfToken[first] = .some(nil)
      }
      if candidate.label == "GPE" {
        if opensCompany(end) { refOfToken[first] = .some(nil) }
        if let ref = region(candidate, table) { refOfToken[first] = ref }
      }
      if end < article.tokens.count,
        Self.continents.contains(article.word(end))
          || isBranch(candidate, article)
      {
        refOfToken[first] = .some(nil)
      }
    }
  }

  /// `for [China] Moly because`: whether a word with a capital that is no mention and never written small goes on with
  /// a place's name, inside a sentence.
  private func opensCompany(_ next: Int) -> Bool {
    guard next + 1 < article.tokens.count, article.tokens[next].kind == .word,
      article.tokens[next].isCapital, !article.tokens[next].flags.contains(.lineBefore),
      formOfToken[next] == nil, article.tokens[next + 1].kind == .word,
      !article.tokens[next + 1].isCapital
    else { return false }
    let small = article.word(next).lowercased()
    return !article.tokens.indices.contains { article.word($0) == small }
  }

  /// `[Anantnag] district`, `the province of [Guelma]`: the region of a name that is a city's otherwise; none within if
  /// the table does not have it, and nil if the name is no city's.
  private func region(_ one: MentionCandidate, _ table: ReferenceTable) -> String?? {
    let (first, end) = (one.tokens.lowerBound, one.tokens.upperBound)
    let follows = end < article.tokens.count ? article.word(end) : ""
    let before = first > 1 && article.word(first - 1) == "of" ? article.word(first - 2) : ""
    let kind = Self.regions.contains(follows) ? follows : before
    guard Self.regions.contains(kind) else { return nil }
    let words = article.words(one.tokens)
    let cities = table.matches(words, .place)
    guard !cities.isEmpty, cities.allSatisfy({ $0.weight < Self.listed }) else { return nil }
    let whole = table.matches(words + " " + kind, .place).first { $0.evidence == .none }
    return .some(whole.map { table.id(of: $0.entry) })
  }

  private static let regions: Set<String> = [
    "district", "districts", "province", "prefecture", "department", "governorate", "region",
    "provinces", "county",
  ]
  /// The least weight of what is no city.
  private static let listed = 250

  /// What parts a party: `CPI (Maoist)`.
  private static let branches: Set<String> = ["Maoist", "Marxist", "Leninist", "Liberation"]
  /// `the [American] continent` is not the country's.
  private static let continents: Set<String> = ["continent", "continents", "hemisphere"]

  /// `[Indian Chamber of Commerce] in Korea (ICCK)`: whether an organization's name goes on with a place, as the
  /// initials after it show.
  private func isBranch(_ one: MentionCandidate, _ article: ScannedArticle) -> Bool {
    let end = one.tokens.upperBound
    guard one.label == "ORG", end + 3 < article.tokens.count,
      ["in", "of"].contains(article.word(end)), article.tokens[end + 1].isCapital,
      article.word(end + 2) == "("
    else { return false }
    let words = Array(one.tokens) + [end + 1]
    let initials = words.filter { article.tokens[$0].isCapital }
      .compactMap { article.word($0).first }
    return String(initials) == article.word(end + 3)
  }

  private static let directions: Set<String> = [
    "Central", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western",
    "Equatorial",
  ]

  /// What bears a form's name; nil if the table has none of the kind.
  private func kind(_ form: Form) -> ReferenceTable.Kind? {
    switch form.kind {
    case .person: .person
    case .organizationOrPlace: form.isOrganization ? .organization : .place
    case .label("NORP"): .people
    case .label: nil
    }
  }

  /// What the fullest names of an entity mean: nil if the table has none of them, or if they disagree.
  private func reference(
    _ numbers: [Int], _ matches: [[ReferenceTable.Match]], _ choice: ReferenceChoice,
    _ places: Neighbours
  ) -> ReferenceTable.Match? {
    let isPlace = numbers.contains { kind(forms[$0]) == .place }
    let fullest = numbers.map { forms[$0].name.parts.count }.max() ?? 0
    let least = isPlace ? 1 : forms[numbers[0]].kind == .person ? min(2, fullest) : fullest
    var found: [ReferenceTable.Match] = []
    for length in stride(from: fullest, through: least, by: -1) where found.isEmpty {
      found = numbers.filter { forms[$0].name.parts.count == length }.compactMap {
        choice.chosen(
          matches[$0], within: places.outer[$0], isOuter: places.alwaysOuter.contains($0))
      }
    }
    // A people may have words for several: the one named most often counts.
    if case .label = forms[numbers[0]].kind {
      let order = numbers.sorted { (forms[$1].count, $0) < (forms[$0].count, $1) }
      return order.lazy.compactMap { choice.chosen(matches[$0]) }.first
    }
    guard let first = found.first, found.allSatisfy({ $0.entry == first.entry }) else { return nil }
    return first
  }

  /// What a known place means instead, where the place beside it, or the countries that the article names,
  /// say that it is another of the name: `Paris, Texas`. Nil if they do not; none within if it is unclear.
  private func overruling(
    _ root: Int, _ numbers: [Int], _ matches: [[ReferenceTable.Match]], _ choice: ReferenceChoice,
    _ places: Neighbours
  ) -> ReferenceTable.Match?? {
    let all = numbers.flatMap { matches[$0] }
    guard forms[root].entry?.label == "GPE", !all.isEmpty else { return nil }
    if numbers.contains(where: { places.outer[$0] != nil || places.alwaysOuter.contains($0) }) {
      return .some(reference(numbers, matches, choice, places))
    }
    guard all.allSatisfy({ $0.evidence != .none }), all.contains(where: choice.isNamed) else {
      return nil
    }
    return .some(reference(numbers, matches, choice, places))
  }

  /// The places beside the places of an article.
  struct Neighbours {
    /// The country or the state that follows a form after a comma.
    var outer: [Int: ReferenceTable.Match] = [:]
    /// The forms that follow a place so wherever they occur.
    var alwaysOuter: Set<Int> = []
  }

  private func neighbours(
    _ candidates: [MentionCandidate], _ matches: [[ReferenceTable.Match]]
  ) -> Neighbours {
    var result = Neighbours()
    var outers: [Int: Int] = [:]
    for (inner, outer) in zip(candidates, candidates.dropFirst()) {
      let comma = inner.tokens.upperBound
      guard outer.tokens.lowerBound == comma + 1, article.word(comma) == ",", inner.label == "GPE",
        outer.label == "GPE", let one = number(inner), let two = number(outer),
        !matches[one].contains(where: { $0.weight >= ReferenceChoice.state })
          || matches[one].contains(where: { $0.weight < ReferenceChoice.state }),
        let place = matches[two].first(where: { $0.weight >= ReferenceChoice.state })
      else { continue }
      result.outer[one] = result.outer[one] ?? place
      outers[two, default: 0] += 1
    }
    result.alwaysOuter = Set(outers.filter { $0.value == forms[$0.key].count }.keys)
    return result
  }
}
