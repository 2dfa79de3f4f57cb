/// What an entity is, as far as its names are concerned: mentions with labels of one kind may mean the
/// same entity, others never do.
public enum EntityKind: Hashable, Sendable {
  /// A person: `PER`.
  case person
  /// An organization or a place, which often have the same name: `Berlin` decides, and `Berlin` is
  /// large. `ORG`, `GPE`, `LOC`, `FAC`.
  case organizationOrPlace
  /// Anything with that label: a people, an event, a product.
  case label(String)

  /// The kind of an annotation's label.
  public init(_ label: String) {
    switch label {
    case "PER", "PERSON": self = .person
    case "ORG", "GPE", "LOC", "FAC": self = .organizationOrPlace
    default: self = .label(label)
    }
  }

  /// How its names are compared.
  public var nameKind: Name.Kind { self == .person ? .person : .other }

  /// A key for lookup: the kind, then the name.
  public func key(_ name: some StringProtocol) -> String {
    switch self {
    case .person: "PER " + name
    case .organizationOrPlace: "ORG " + name
    case .label(let label): label + " " + name
    }
  }
}
