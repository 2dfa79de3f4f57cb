import PostilKit
import PostilSchema
import PostilSystem
import PostilTOML

extension WorkspaceSettings {
  /// The settings as a file, with another schema; everything else stays as it is written.
  ///
  /// - Throws: `badSettings` if the file cannot be changed.
  package func text(with schema: Schema) throws(PostilError) -> [UInt8] {
    do throws(TOMLFailure) {
      var document = if let document { document } else { try TOMLDocument("") }
      for rules in schema.layers {
        // Without layers of its own a workspace has those of the news schema, which are written, too.
        if hasOwnSchema, self.schema[rules.layer] == rules { continue }
        try document.write(rules)
      }
      return document.bytes
    } catch {
      let place = FilePlace(path, line: error.place.line, column: error.place.column)
      throw .settings(.bad(at: place, reason: error.reason))
    }
  }
}

extension TOMLDocument {
  /// Writes what a layer has and the text lacks.
  fileprivate mutating func write(_ rules: Schema.LayerRules) throws(TOMLFailure) {
    let key = ["layers", rules.layer.rawValue]
    try write(rules.labels, at: key + ["labels"]) { rules.facts[$0]?.setting }
    try write(rules.roles, at: key + ["roles"]) { rules.roleRules[$0]?.setting }
    for (name, type) in rules.attributes.sorted(by: { $0.key < $1.key })
    where !has(key + ["attributes", name]) {
      self = try setting(key + ["attributes", name], to: type.setting)
    }
    if let hasWords = rules.hasWords, !has(key + ["words"]) {
      self = try setting(key + ["words"], to: .bool(hasWords))
    }
  }

  /// Writes names: as a list, or, where something is said about one, as a table.
  private mutating func write(
    _ names: [String], at key: [String], _ facts: (String) -> JSONValue?
  ) throws(TOMLFailure) {
    let isList = has(key) ? !isTable(key) : names.allSatisfy { facts($0) == nil }
    if isList, !names.isEmpty {
      self = try setting(key, to: .array(names.map { .string($0) }))
      return
    }
    for name in names where !has(key + [name]) {
      self = try setting(key + [name], to: facts(name) ?? .object(JSONObject()))
    }
  }
}

extension LabelFacts {
  /// The facts as a table of settings.
  fileprivate var setting: JSONValue {
    var table = JSONObject()
    table["about"] = about.map { .string($0) }
    table["key"] = key.map { .string(String($0)) }
    table["colour"] = colour.map { .string($0.rawValue) }
    return .object(table)
  }
}

extension RoleRules {
  /// The rules as a table of settings.
  fileprivate var setting: JSONValue {
    var table = JSONObject()
    if !targets.isEmpty { table["to"] = .array(targets.map { .string($0) }) }
    if isRequired { table["required"] = true }
    if !isMany { table["many"] = false }
    return .object(table)
  }
}
