import PostilKit

extension MarkedText: CustomStringConvertible {
  /// The text with its marks, for a readable difference when a test fails. Annotations that
  /// brackets cannot show, since they cross another or have several spans, are listed after it.
  public var description: String {
    var (nested, listed): ([Annotation], [Annotation]) = ([], [])
    for annotation in annotations.sorted(by: Self.precedes) {
      let isNested =
        annotation.spans.count == 1
        && nested.allSatisfy { !Self.crosses(annotation.extent, $0.extent) }
        && annotation.extent.end <= text.count
      if isNested { nested.append(annotation) } else { listed.append(annotation) }
    }
    let lines = listed.map { "+ \(Self.braces($0)) \($0.spans.map(\.description))" }
    return ([marked(nested)] + lines).joined(separator: "\n")
  }

  private static func precedes(_ left: Annotation, _ right: Annotation) -> Bool {
    if left.extent != right.extent { return left.extent < right.extent }
    return (left.layer, left.label, left.id) < (right.layer, right.label, right.id)
  }

  private static func crosses(_ left: Span, _ right: Span) -> Bool {
    left.overlaps(right) && !left.contains(right) && !right.contains(left)
  }

  private func marked(_ nested: [Annotation]) -> String {
    var result = ""
    var open: [Annotation] = []
    var next = nested[...]
    for (position, scalar) in Array(text.string.unicodeScalars).enumerated() {
      while let last = open.last, last.extent.end <= position {
        result += "]" + Self.braces(open.removeLast())
      }
      while let first = next.first, first.extent.start == position {
        open.append(next.removeFirst())
        result += "["
      }
      if "[]{}\\".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    for annotation in open.reversed() { result += "]" + Self.braces(annotation) }
    return result
  }

  private static func braces(_ annotation: Annotation) -> String {
    let impliesLayer = layers[annotation.label] == annotation.layer
    var words = [impliesLayer ? annotation.label : "\(annotation.layer):\(annotation.label)"]
    if let value = annotation.attributes["value"] { words.append(quoted(value.plain)) }
    if !annotation.id.isEmpty { words.append("#\(annotation.id)") }
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) where name != "value"
    {
      words.append("\(name)=\(quoted(value.plain))")
    }
    for (name, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        words.append("\(name)>" + (link.id ?? link.spans.map(\.description).joined(separator: ",")))
      }
    }
    return "{\(words.joined(separator: " "))}"
  }

  private static func quoted(_ value: String) -> String {
    value.contains(" ") ? "\"\(value)\"" : value
  }
}
