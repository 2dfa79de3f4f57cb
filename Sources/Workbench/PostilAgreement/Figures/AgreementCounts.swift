/// All counts of one row of a table of agreement in one article, or in several.
struct AgreementCounts: Sendable {
  /// Tokens, or units that several people have marked, with their categories.
  var nominal: NominalCounts
  /// The matches of each pair of people.
  var matches: [MatchCount]
  var unitizing = UnitizingAlpha()
  var gamma = Gamma()

  init(people: Int, categories: Int) {
    nominal = NominalCounts(people: people, categories: categories)
    matches = Array(repeating: MatchCount(), count: people * (people - 1) / 2)
  }

  mutating func add(_ other: AgreementCounts) {
    nominal.add(other.nominal)
    for place in matches.indices { matches[place].add(other.matches[place]) }
    unitizing.add(other.unitizing)
    gamma.add(other.gamma)
  }

  /// The coefficients.
  var figures: [AgreementFigure: Double] {
    var figures: [AgreementFigure: Double] = [:]
    figures[.observed] = nominal.observed
    figures[.cohen] = nominal.cohen
    figures[.fleiss] = nominal.fleiss
    figures[.alpha] = nominal.alpha
    figures[.unitizing] = unitizing.alpha
    figures[.gamma] = gamma.gamma
    figures[.strict] = Self.mean(matches.map(\.strictF1))
    figures[.partial] = Self.mean(matches.map(\.partialF1))
    return figures
  }

  /// The mean over pairs of people; nil if no pair has a value.
  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}

/// A coefficient of agreement.
package enum AgreementFigure: String, Sendable, CaseIterable {
  /// The share of pairs of people who agree about an item.
  case observed
  /// Cohen's κ, of two people.
  case cohen = "cohen_kappa"
  /// Fleiss' κ.
  case fleiss = "fleiss_kappa"
  /// Krippendorff's α of nominal data.
  case alpha
  /// Krippendorff's α_U.
  case unitizing = "alpha_u"
  /// γ.
  case gamma
  /// The mean F1 of pairs of people: equal annotations.
  case strict = "f1_strict"
  /// The same, where an overlap of the words is enough.
  case partial = "f1_partial"

  /// The heading of its column.
  package var heading: String {
    switch self {
    case .observed: "observed"
    case .cohen: "Cohen κ"
    case .fleiss: "Fleiss κ"
    case .alpha: "α"
    case .unitizing: "α_U"
    case .gamma: "γ"
    case .strict: "F1"
    case .partial: "partial"
    }
  }
}

/// Why a figure is not defined.
package enum UndefinedReason: String, Sendable {
  /// Nobody has annotated anything.
  case nothing = "nothing is annotated"
  /// No article's text is known, so that its tokens are not.
  case noText = "the text is missing"
  /// No unit was marked by two people.
  case nothingShared = "no words are marked by two people"
  /// All items are in one category.
  case oneCategory = "all agree on one value, so chance alone explains it"
  /// Cohen's κ of more than two people.
  case morePeople = "it is defined for two people"
  /// α_U and γ of attributes and roles.
  case noUnits = "it compares places, not values"
}
