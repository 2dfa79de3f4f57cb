import PostilKit
import PostilSystem

extension Schema {
  /// The problems of an annotation, as ends of sentences; empty if it fits the schema.
  package func validate(_ annotation: Annotation) -> [String] {
    guard let rules = self[annotation.layer] else {
      return ["the layer '\(annotation.layer)' is not in the schema"]
    }
    var problems: [String] = []
    if !rules.labels.isEmpty, !rules.labels.contains(annotation.label) {
      problems.append("the layer '\(annotation.layer)' has no label '\(annotation.label)'")
    }
    // A layer without any rules is a plugin's, and allows everything.
    if rules.labels.isEmpty, rules.attributes.isEmpty, rules.roles.isEmpty { return problems }
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      guard let type = rules.attributes[name] else {
        problems.append("the layer '\(annotation.layer)' has no attribute '\(name)'")
        continue
      }
      if !type.admits(value) { problems.append("'\(name)' is \(value.plain): \(type.expected)") }
    }
    for role in annotation.roles.keys.sorted() where !rules.roles.contains(role) {
      problems.append("the layer '\(annotation.layer)' has no role '\(role)'")
    }
    return problems
  }

  /// The value of an attribute as typed by a person: `set t4 value=2023-03-13`.
  ///
  /// - Throws: `badAttribute` if it does not have the attribute's type, `unknownAttribute`.
  package func value(
    of attribute: String, on layer: Layer, typed: String
  ) throws(PostilError) -> JSONValue {
    let attributes = attributes(of: layer)
    let isOpen = self[layer].map { $0.labels.isEmpty && $0.attributes.isEmpty } ?? false
    guard let type = attributes[attribute] ?? (isOpen ? .any : nil) else {
      throw .schema(
        .unknownAttribute(name: attribute, layer: layer, known: attributes.keys.sorted()))
    }
    guard let value = type.value(typed: typed) else {
      throw .schema(.badAttribute(name: attribute, value: typed, type: type))
    }
    return value
  }
}
