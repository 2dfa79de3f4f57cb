import PostilKit
import PostilSystem

extension Schema {
  /// The problems of an annotation, as ends of sentences; empty if it fits the schema.
  ///
  /// - Parameter find: Finds the annotation that a role links to by its id; nil if it is not known, and then
  ///   it is not checked what roles link to.
  package func validate(
    _ annotation: Annotation, finding find: (String) -> Annotation? = { _ in nil }
  ) -> [String] {
    guard let rules = self[annotation.layer] else {
      return ["the layer '\(annotation.layer)' is not in the schema"]
    }
    var problems: [String] = []
    if !rules.labels.isEmpty, !rules.labels.contains(annotation.label) {
      problems.append("the layer '\(annotation.layer)' has no label '\(annotation.label)'")
    }
    if let hasWords = rules.hasWords, hasWords == annotation.spans.isEmpty {
      problems.append(
        SchemaFact.words(label: annotation.label, areExpected: hasWords).description)
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
    for role in annotation.roles.keys.sorted() {
      if let problem = problem(ofRole: role, annotation, finding: find) {
        problems.append(problem.description)
      }
    }
    return problems
  }

  /// What an annotation lacks that the schema requires, as ends of sentences.
  package func missing(_ annotation: Annotation) -> [String] {
    guard let rules = self[annotation.layer] else { return [] }
    let attributes = rules.attributeRules.filter {
      $0.value.isRequired && annotation.attributes[$0.key] == nil
    }
    let roles = rules.roles.filter {
      rules.roleRules[$0]?.isRequired == true && annotation.roles[$0]?.isEmpty != false
    }
    return attributes.keys.sorted().map { "it has no '\($0)'" }
      + roles.map { "it has no role '\($0)'" }
  }

  /// Refuses links of an annotation's roles that the schema does not allow.
  ///
  /// - Throws: `badRole`, `oneLink`.
  package func checkRoles(
    of annotation: Annotation, finding find: (String) -> Annotation?
  ) throws(PostilError) {
    for role in annotation.roles.keys.sorted() {
      if let problem = problem(ofRole: role, annotation, finding: find) { throw .schema(problem) }
    }
  }

  private func problem(
    ofRole role: String, _ annotation: Annotation, finding find: (String) -> Annotation?
  ) -> SchemaFact? {
    admitted(annotation.roles[role] ?? [], of: role, on: annotation.layer, finding: find).problems
      .first
  }

  /// The links of a role that the schema allows, and what is wrong with the others.
  ///
  /// - Parameter find: Finds the annotation that a role links to by its id; nil if it is not known, and then
  ///   the link is allowed.
  package func admitted(
    _ links: [RoleLink], of role: String, on layer: Layer, finding find: (String) -> Annotation?
  ) -> (links: [RoleLink], problems: [SchemaFact]) {
    guard let rules = self[layer]?.roleRules[role] else { return (links, []) }
    var problems: [SchemaFact] = []
    if links.count > 1, !rules.isMany { problems.append(.oneLink(role: role, layer: layer)) }
    let fitting = links.filter { link in
      let other = link.id.flatMap(find)
      // What is not known cannot be checked; words alone are known to be nothing else.
      let isUnknown = link.id != nil && other == nil
      if rules.targets.isEmpty || isUnknown || other.map(rules.admits) == true { return true }
      problems.append(
        .badRole(name: role, layer: layer, found: other?.label ?? "words alone", rules: rules))
      return false
    }
    return (rules.isMany ? fitting : Array(fitting.prefix(1)), problems)
  }

  /// Refuses words for a label of articles or relations, and a whole article for a label of words.
  ///
  /// - Throws: `words`.
  package func checkWords(
    _ spans: [Span], label: String, on layer: Layer
  ) throws(PostilError) {
    if let hasWords = self[layer]?.hasWords, hasWords == spans.isEmpty {
      throw .schema(.words(label: label, areExpected: hasWords))
    }
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
