import PostilKit

/// What a label set says about a role.
package struct RoleRules: Hashable, Sendable {
  /// The labels and layers of the annotations that it may link to; empty allows everything, words too.
  package var targets: [String]
  /// Whether an annotation is incomplete without it.
  package var isRequired: Bool
  /// Whether it may have several links.
  package var isMany: Bool

  /// Makes rules; by default they allow everything.
  package init(to targets: [String] = [], isRequired: Bool = false, isMany: Bool = true) {
    self.targets = targets
    self.isRequired = isRequired
    self.isMany = isMany
  }

  /// Whether it may link to an annotation.
  package func admits(_ other: Annotation) -> Bool {
    targets.isEmpty
      || targets.contains {
        $0 == other.label || $0 == other.layer.rawValue || $0 == "\(other.layer):\(other.label)"
      }
  }

  /// `PER or ORG`.
  package var expected: String { targets.joined(separator: " or ") }
}

/// What a label set says about an attribute besides its type.
package struct AttributeRules: Hashable, Sendable {
  /// Whether an annotation is incomplete without it.
  package var isRequired: Bool
  /// The value that a person's annotation has from the start.
  package var initial: JSONValue?

  /// Makes rules; by default there are none.
  package init(isRequired: Bool = false, initial: JSONValue? = nil) {
    self.isRequired = isRequired
    self.initial = initial
  }
}
