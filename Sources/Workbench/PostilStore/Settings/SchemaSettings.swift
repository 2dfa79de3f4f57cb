import PostilKit
import PostilSchema
import PostilSystem

extension Schema {
  /// Reads `[schema]` and `[layers.NAME]` of a workspace's settings.
  mutating func read(_ table: JSONObject) throws(SettingsFailure) {
    if let settings = table["schema"] {
      for member in try settings.table(["schema"], known: ["closed"]) {
        guard let value = member.value.bool else {
          throw .bad(key: ["schema", "closed"], "must be true or false")
        }
        isClosed = value
      }
    }
    guard let layers = table["layers"] else { return }
    self.layers = []
    for member in try layers.table(["layers"]) { self.layers.append(try LayerRules(member)) }
    if self.layers.isEmpty { throw .bad(key: ["layers"], "has no layer") }
  }
}

extension JSONValue {
  /// The members of a table of settings.
  ///
  /// - Parameters:
  ///   - key: The table's key.
  ///   - known: The keys that it may have; nil if it may have any.
  func table(
    _ key: [String], known: [String]? = nil
  ) throws(SettingsFailure) -> [JSONObject.Member] {
    guard let object else { throw .bad(key: key, "must be a table") }
    if let known, let other = object.members.first(where: { !known.contains($0.name) }) {
      throw .unknown(key: key + [other.name], known: known)
    }
    return object.members
  }
}

extension Schema.LayerRules {
  private static let keys = ["labels", "roles", "attributes"]

  fileprivate init(_ layer: JSONObject.Member) throws(SettingsFailure) {
    let key = ["layers", layer.name]
    self.init(Layer(rawValue: layer.name))
    for member in try layer.value.table(key, known: Self.keys) {
      let key = key + [member.name]
      switch member.name {
      case "labels": labels = try Self.names(member.value, key)
      case "roles": roles = try Self.names(member.value, key)
      default: attributes = try Self.attributes(member.value.table(key), key)
      }
    }
  }

  private static func attributes(
    _ members: [JSONObject.Member], _ key: [String]
  ) throws(SettingsFailure) -> [String: ValueType] {
    var attributes: [String: ValueType] = [:]
    for member in members {
      guard let type = ValueType(setting: member.value) else {
        throw .bad(
          key: key + [member.name],
          "must be text, texts, true-false, number, integer, timex, reference, date, or a list of words"
        )
      }
      attributes[member.name] = type
    }
    return attributes
  }

  private static func names(
    _ value: JSONValue, _ key: [String]
  ) throws(SettingsFailure) -> [String] {
    let names = value.array?.compactMap(\.string)
    guard let names, names.count == value.array?.count, names.allSatisfy(isName) else {
      throw .bad(key: key, "must be a list of names without control characters and colons")
    }
    guard Set(names).count == names.count else { throw .bad(key: key, "has a duplicate name") }
    return names
  }

  /// Labels are in any script and may have blanks inside: `Job title`. A colon ends the name of a layer.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name == name.trimmed
      && name.unicodeScalars.allSatisfy {
        $0 != ":" && $0.properties.generalCategory != .control
          && $0.properties.generalCategory != .lineSeparator
      }
  }
}
