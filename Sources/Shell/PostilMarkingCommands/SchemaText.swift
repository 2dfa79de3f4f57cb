import PostilKit
import PostilKeyLoops
import PostilSchema
import PostilTerminal

/// A schema as lines for the screen and as JSON.
package struct SchemaText {
  private let schema: Schema
  private let palette: Palette
  private let width: Int
  /// The column at which labels begin.
  private let column: Int

  package init(_ schema: Schema, width: Int) {
    self.schema = schema
    self.width = width
    palette = Palette(schema)
    column = max(8, 2 + (schema.layers.map(\.layer.rawValue.columns).max() ?? 0))
  }

  /// A layer with its labels on one line, its attributes and its roles.
  func lines(_ rules: Schema.LayerRules) -> [StyledLine] {
    var line = StyledLine(rules.layer.rawValue.padded(column), .strong)
    for (place, label) in rules.labels.enumerated() {
      line.append((place == 0 ? "" : " ") + label, .label(label))
    }
    if rules.hasWords == false { line.append("  (without words)", .dim) }
    return line.wrapped(to: width, indent: column) + facts(rules)
  }

  /// A layer with a line for each label: its key, its colour and what it means.
  func details(_ rules: Schema.LayerRules) -> [StyledLine] {
    let keys = LabelKeys(schema)
    let widest = rules.labels.map(\.columns).max() ?? 0
    let lines = rules.labels.flatMap { label in
      let facts = rules.facts[label] ?? LabelFacts()
      let key = keys.key(of: label, on: rules.layer).map(String.init) ?? " "
      var head = StyledLine("  ")
      head.append(label.padded(widest), .label(label))
      head.append("  \(key)  \(palette[rules.layer, label].rawValue)", .dim)
      return StyledLine.row(head, facts.about ?? "", at: widest + 15, width: width)
    }
    let head = rules.layer.rawValue + (rules.hasWords == false ? "  (without words)" : "")
    return [StyledLine(head, .strong)] + lines + facts(rules)
  }

  /// What one label is for: how it is typed, what it means, and what its annotations may have.
  package func help(_ label: String, on rules: Schema.LayerRules) -> [StyledLine] {
    let key = LabelKeys(schema).key(of: label, on: rules.layer)
    let sentences = [
      meaning(of: label, on: rules),
      key.map { "Its key in `mark` and `review` is \($0)." } ?? "",
      "`guide \(label)` shows the guidelines, `help tag` all about marking.",
    ]
    return StyledLine(usage(of: label, on: rules), .strong).wrapped(to: width, indent: 4)
      + sentences.filter { !$0.isEmpty }.flatMap { StyledLine($0).wrapped(to: width, indent: 0) }
      + self.facts(rules)
  }

  /// What kind of label it is, and what it means.
  package func meaning(of label: String, on rules: Schema.LayerRules) -> String {
    let kind =
      switch (rules.hasWords, rules.roles.isEmpty) {
      case (false?, true): "A label of the whole article"
      case (false?, false): "A relation between annotations, without words of its own"
      default: "A label of words"
      }
    let about = rules.facts[label]?.about.map { ": \($0)" } ?? ""
    return "\(kind), of the layer \(rules.layer)\(about)."
  }

  /// `signed from=ID to=ID [KEY=VALUE…]`.
  package func usage(of label: String, on rules: Schema.LayerRules) -> String {
    let name = label.lowercased()
    let links = rules.roles.map { role in
      rules.roleRules[role]?.isRequired == true ? "\(role)=ID" : "[\(role)=ID]"
    }
    let parts = rules.hasWords == false ? links : ["[SPAN…]"]
    return ([name] + parts + (rules.attributes.isEmpty ? [] : ["[KEY=VALUE…]"]))
      .joined(separator: " ") + " [on this|todo|all|ARTICLE…]"
  }

  private func facts(_ rules: Schema.LayerRules) -> [StyledLine] {
    let attributes = rules.attributes.sorted { $0.key < $1.key }.map {
      Self.signature($0, $1, rules.attributeRules[$0])
    }
    let roles = rules.roles.map { Self.signature($0, rules.roleRules[$0]) }
    return [("attributes:", attributes), ("roles:", roles)].filter { !$0.1.isEmpty }
      .flatMap { name, parts in
        StyledLine.list(
          parts, after: String(repeating: " ", count: column) + name, width: width, .plain)
      }
  }

  /// An attribute with its type, unless that is text: `polarity=pos|neg`, `value=timex`. Of many words
  /// only the first are shown.
  private static func signature(
    _ name: String, _ type: ValueType, _ rules: AttributeRules?
  ) -> String {
    let typed =
      switch type.setting {
      case .array(let words):
        "\(name)=\((words.count > 4 ? words.prefix(2) + ["…"] : words).map(\.plain).joined(separator: "|"))"
      case let setting: type == .text ? name : "\(name)=\(setting.plain)"
      }
    return typed + (rules?.isRequired == true ? " (required)" : "")
      + (rules?.initial.map { " (default \($0.plain))" } ?? "")
  }

  /// A role with what it links to: `from=PER|ORG (required, one)`.
  private static func signature(_ name: String, _ rules: RoleRules?) -> String {
    guard let rules else { return name }
    let limits = (rules.isRequired ? ["required"] : []) + (rules.isMany ? [] : ["one"])
    return name + (rules.targets.isEmpty ? "" : "=" + rules.targets.joined(separator: "|"))
      + (limits.isEmpty ? "" : " (\(limits.joined(separator: ", ")))")
  }

  /// A layer as JSON.
  static func json(_ rules: Schema.LayerRules) -> JSONValue {
    var object: JSONObject = JSONObject()
    object["layer"] = .string(rules.layer.rawValue)
    object["labels"] = .array(rules.labels.map { .string($0) })
    object["attributes"] = .object(
      JSONObject(
        rules.attributes.sorted { $0.key < $1.key }
          .map { JSONObject.Member(name: $0.key, value: $0.value.setting) }))
    object["roles"] = .array(rules.roles.map { .string($0) })
    if let hasWords = rules.hasWords { object["words"] = .bool(hasWords) }
    let about = rules.labels.compactMap { label in
      rules.facts[label]?.about.map { JSONObject.Member(name: label, value: .string($0)) }
    }
    if !about.isEmpty { object["about"] = .object(JSONObject(about)) }
    let roles = rules.roles.compactMap { role in
      rules.roleRules[role].map { JSONObject.Member(name: role, value: json($0)) }
    }
    if !roles.isEmpty { object["role_rules"] = .object(JSONObject(roles)) }
    let required = rules.attributeRules.filter(\.value.isRequired).keys.sorted()
    if !required.isEmpty { object["required"] = .array(required.map { .string($0) }) }
    return .object(object)
  }

  private static func json(_ rules: RoleRules) -> JSONValue {
    [
      "to": .array(rules.targets.map { .string($0) }), "required": .bool(rules.isRequired),
      "many": .bool(rules.isMany),
    ]
  }
}
