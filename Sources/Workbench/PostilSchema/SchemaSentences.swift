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
    }
  }

  package var status: ExitStatus { .usage }
}
