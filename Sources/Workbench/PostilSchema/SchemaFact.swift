import PostilKit
import PostilSystem

/// What does not fit the schema.
package enum SchemaFact: Fact {
  case unknownLabel(label: String, known: [String])
  case ambiguousLabel(label: String, layers: [String])
  case unknownAttribute(name: String, layer: Layer, known: [String])
  case badAttribute(name: String, value: String, type: ValueType)
}

extension PostilError {
  package static func schema(_ fact: SchemaFact) -> PostilError { PostilError(fact) }
}
