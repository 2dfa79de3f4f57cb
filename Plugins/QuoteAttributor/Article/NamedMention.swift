import QuoteEnglish

/// Words that name something, from the entity layer or, if there is none, by their capitals.
struct NamedMention: Sendable {
  /// What bears the name.
  enum Kind: Sendable {
    case person, organization, place, people, other
  }

  var tokens: Range<Int>
  /// The words that name it in full, possibly those of another mention.
  var name: Range<Int>
  /// The name that the entity layer gives it.
  var entity: String?
  /// The id of its annotation on the entity layer.
  var id: String?
  var kind: Kind
  var gender: Gender?
  /// Whether the gender is that of most people with the forename, and not that of a title.
  var isGenderByForename = false

  var isPerson: Bool { kind == .person }
  /// Whether it can speak with one voice: an organization, or a place in which one sits.
  var isCollective: Bool { kind == .organization || kind == .place }
}

extension NamedMention.Kind {
  /// The kind that a label of the entity layer stands for.
  init(label: String) {
    switch label {
    case "PER", "PERSON": self = .person
    case "ORG": self = .organization
    case "GPE", "LOC", "FAC": self = .place
    case "NORP": self = .people
    default: self = .other
    }
  }
}
