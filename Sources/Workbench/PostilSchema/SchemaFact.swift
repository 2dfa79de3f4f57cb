import PostilKit
import PostilSystem

/// What does not fit the schema.
package enum SchemaFact: Fact {
  case unknownLabel(label: String, known: [String])
  case ambiguousLabel(label: String, layers: [String])
  case unknownAttribute(name: String, layer: Layer, known: [String])
  case badAttribute(name: String, value: String, type: ValueType)
  /// An attribute that the annotation must have.
  case requiredAttribute(name: String, layer: Layer)
  /// A role's link to something that it may not link to; `found` is what it is linked to.
  case badRole(name: String, layer: Layer, found: String, rules: RoleRules)
  /// A role with several links that takes one.
  case oneLink(role: String, layer: Layer)
  /// Words for a label of articles and relations, or none for another one.
  case words(label: String, areExpected: Bool)
}

extension PostilError {
  package static func schema(_ fact: SchemaFact) -> PostilError { PostilError(fact) }
}
