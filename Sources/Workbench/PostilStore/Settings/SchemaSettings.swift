import PostilKit
import PostilSchema

extension Schema {
  /// Reads `[schema]` and `[layers.NAME]` of a workspace's settings.
  ///
  /// - Throws: `SettingsFailure` that names the key.
  mutating func read(_ table: JSONObject) throws(SettingsFailure) {
    if let settings = table["schema"] {
      guard let value = (settings["closed"] ?? .bool(false)).bool else {
        throw SettingsFailure("'schema.closed' must be true or false")
      }
      isClosed = value
    }
    guard let layers = table["layers"] else { return }
    self.layers = []
    for member in layers.object?.members ?? [] { self.layers.append(try LayerRules(member)) }
    if self.layers.isEmpty { throw SettingsFailure("'layers' has no layer") }
  }
}

extension Schema.LayerRules {
  fileprivate init(_ member: JSONObject.Member) throws(SettingsFailure) {
    let key = "layers.\(member.name)"
    guard let table = member.value.object else { throw SettingsFailure("'\(key)' must be a table") }
    for name in table.members.map(\.name) where !["labels", "roles", "attributes"].contains(name) {
      throw SettingsFailure("unknown key '\(key).\(name)'")
    }
    self.init(
      Layer(rawValue: member.name), labels: try Self.names(table, key, "labels"),
      roles: try Self.names(table, key, "roles"))
    for attribute in table["attributes"]?.object?.members ?? [] {
      guard let type = ValueType(setting: attribute.value) else {
        throw SettingsFailure(
          "'\(key).attributes.\(attribute.name)' must be text, true-false, number, integer, timex,"
            + " reference, date, or a list of words")
      }
      attributes[attribute.name] = type
    }
  }

  private static func names(
    _ table: JSONObject, _ key: String, _ name: String
  ) throws(SettingsFailure) -> [String] {
    guard let value = table[name] else { return [] }
    let names = value.array?.compactMap(\.string)
    guard let names, names.count == value.array?.count, names.allSatisfy(isName) else {
      throw SettingsFailure(
        "'\(key).\(name)' must be a list of names of ASCII letters, digits, . _ -")
    }
    guard Set(names).count == names.count else {
      throw SettingsFailure("'\(key).\(name)' has a duplicate name")
    }
    return names
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
          || [0x2E, 0x5F, 0x2D].contains($0)
      }
  }
}
