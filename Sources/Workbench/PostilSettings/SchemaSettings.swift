import PostilKit
import PostilSchema
import PostilSystem

extension Schema {
  /// Reads `[schema]` and `[layers.NAME]` of a workspace's settings.
  mutating func read(_ table: JSONObject) throws(SettingsFailure) {
    if let settings = table["schema"] {
      for member in try settings.table(["schema"], known: ["closed", "guidelines"]) {
        try take(member)
      }
    }
    guard let layers = table["layers"] else { return }
    self.layers = []
    for member in try layers.table(["layers"]) { self.layers.append(try LayerRules(member)) }
    if self.layers.isEmpty { throw .bad(key: ["layers"], "has no layer") }
    try checkKeys()
    try checkTargets()
  }

  /// Refuses two labels with the same key.
  private func checkKeys() throws(SettingsFailure) {
    var owners: [Character: String] = [:]
    for rules in layers {
      for label in rules.labels {
        guard let letter = rules.facts[label]?.key else { continue }
        if let owner = owners.updateValue(label, forKey: letter) {
          throw .bad(
            key: ["layers", rules.layer.rawValue, "labels", label, "key"],
            "is also the key of \(owner)")
        }
      }
    }
  }

  private mutating func take(_ member: JSONObject.Member) throws(SettingsFailure) {
    let key = ["schema", member.name]
    if member.name == "closed" {
      guard let value = member.value.bool else { throw .bad(key: key, "must be true or false") }
      isClosed = value
    } else {
      guard let path = member.value.string, !path.isEmpty, !path.hasPrefix("/") else {
        throw .bad(key: key, "must be the path of a file in the workspace")
      }
      guidelines = path
    }
  }

  /// Refuses a role to a label or layer that is neither in the schema nor, unless it is closed, in the
  /// schema for news, whose layers plugins may add.
  private func checkTargets() throws(SettingsFailure) {
    let known = layers + (isClosed ? [] : Schema.news.layers.filter { self[$0.layer] == nil })
    var names: Set<String> = []
    for rules in known {
      names.insert(rules.layer.rawValue)
      for label in rules.labels { names.formUnion([label, "\(rules.layer):\(label)"]) }
    }
    for rules in layers {
      for role in rules.roles {
        for target in rules.roleRules[role]?.targets ?? [] where !names.contains(target) {
          throw .bad(
            key: ["layers", rules.layer.rawValue, "roles", role, "to"],
            "names '\(target)', which is neither a label nor a layer")
        }
      }
    }
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
