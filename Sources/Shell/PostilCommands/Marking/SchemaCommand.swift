import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `schema`: lists the schema.
struct SchemaCommand: SimpleCommand {
  let name = "schema"
  let takesArticle = false
  let group = CommandGroup.marking
  let printsJSON = true
  let summary = "List layers, labels, attributes and roles."
  let usage = "[LAYER]"
  let examples: [Example] = [("schema quote", "one layer")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let layers = session.focus.schema.layers.filter { name == nil || $0.layer.rawValue == name }
    guard !layers.isEmpty else {
      let known = session.focus.schema.layers.map(\.layer.rawValue)
      throw PostilError.value(
        .invalid(
          name: "layer", value: name ?? "", form: "one of \(known.joined(separator: ", "))"))
    }
    for rules in layers {
      if arguments.has("json") {
        try session.console.out.print(json: Self.json(rules))
        continue
      }
      var line = StyledLine(rules.layer.rawValue.padded(8), .strong)
      line.append(rules.labels.joined(separator: " "))
      try session.console.out.print(line)
      if !rules.attributes.isEmpty {
        try session.console.out.print(
          "        attributes: \(rules.attributes.keys.sorted().joined(separator: ", "))")
      }
      if !rules.roles.isEmpty {
        try session.console.out.print("        roles: \(rules.roles.joined(separator: ", "))")
      }
    }
  }

  private static func json(_ rules: Schema.LayerRules) -> JSONValue {
    [
      "layer": .string(rules.layer.rawValue), "labels": .array(rules.labels.map { .string($0) }),
      "attributes": .array(rules.attributes.keys.sorted().map { .string($0) }),
      "roles": .array(rules.roles.map { .string($0) }),
    ]
  }
}
