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
        let attributes = rules.attributes.sorted { $0.key < $1.key }.map(Self.signature)
        try session.console.out.print("        attributes: \(attributes.joined(separator: ", "))")
      }
      if !rules.roles.isEmpty {
        try session.console.out.print("        roles: \(rules.roles.joined(separator: ", "))")
      }
    }
  }

  /// An attribute with its type, unless that is text: `polarity=pos|neg`, `value=timex`. Of many words
  /// only the first are shown.
  private static func signature(_ name: String, _ type: ValueType) -> String {
    switch type.setting {
    case .array(let words):
      "\(name)=\((words.count > 4 ? words.prefix(2) + ["…"] : words).map(\.plain).joined(separator: "|"))"
    case let setting: type == .text ? name : "\(name)=\(setting.plain)"
    }
  }

  private static func json(_ rules: Schema.LayerRules) -> JSONValue {
    [
      "layer": .string(rules.layer.rawValue), "labels": .array(rules.labels.map { .string($0) }),
      "attributes": .object(
        JSONObject(
          rules.attributes.sorted { $0.key < $1.key }
            .map { JSONObject.Member(name: $0.key, value: $0.value.setting) })),
      "roles": .array(rules.roles.map { .string($0) }),
    ]
  }
}
