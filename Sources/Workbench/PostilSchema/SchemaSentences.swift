import PostilSystem

extension SchemaFact {
  package var description: String {
    switch self {
    case .unknownLabel(let label, _): "no label '\(label)' in the schema"
    case .ambiguousLabel(let label, _): "the label '\(label)' is on several layers"
    case .unknownAttribute(let name, let layer, _):
      "'\(name)' is not a valid attribute of the layer \(layer)"
    case .badAttribute(let name, let value, let type):
      "'\(value)' is not a valid \(name): \(type.expected)"
    case .requiredAttribute(let name, let layer): "'\(name)' is required on the layer \(layer)"
    case .badRole(let name, let layer, let found, let rules):
      "'\(name)' of the layer \(layer) links to \(rules.expected), not to \(found)"
    case .oneLink(let role, let layer): "'\(role)' of the layer \(layer) takes one link"
    case .words(let label, true): "'\(label)' marks words, not a whole article"
    case .words(let label, false): "'\(label)' marks a whole article, not words"
    }
  }

  package var status: ExitStatus { .usage }
}
