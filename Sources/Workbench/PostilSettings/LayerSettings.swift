import PostilKit
import PostilSchema
import PostilSystem

/// `[layers.NAME]` of a workspace's settings.
extension Schema.LayerRules {
  private static let keys = ["labels", "roles", "attributes", "words"]

  init(_ layer: JSONObject.Member) throws(SettingsFailure) {
    let key = ["layers", layer.name]
    self.init(Layer(rawValue: layer.name))
    for member in try layer.value.table(key, known: Self.keys) {
      let key = key + [member.name]
      switch member.name {
      case "labels": try readLabels(member.value, key)
      case "roles": try readRoles(member.value, key)
      case "words":
        guard let value = member.value.bool else { throw .bad(key: key, "must be true or false") }
        hasWords = value
      default: try readAttributes(member.value.table(key), key)
      }
    }
  }

  // MARK: Labels

  /// A list of names, or a table of names with what is said about each.
  private mutating func readLabels(
    _ value: JSONValue, _ key: [String]
  ) throws(SettingsFailure) {
    guard let members = value.object?.members else {
      labels = try Self.names(value, key)
      return
    }
    for member in members {
      let key = key + [member.name]
      guard Self.isName(member.name) else { throw .bad(key: key, Self.nameRule) }
      labels.append(member.name)
      let facts = try Self.facts(member.value, key)
      if facts != LabelFacts() { self.facts[member.name] = facts }
    }
  }

  private static func facts(
    _ value: JSONValue, _ key: [String]
  ) throws(SettingsFailure) -> LabelFacts {
    var facts = LabelFacts()
    for member in try value.table(key, known: ["about", "key", "colour"]) {
      let key = key + [member.name]
      switch member.name {
      case "about":
        guard let about = member.value.string, !about.isEmpty else {
          throw .bad(key: key, "must be a text")
        }
        facts.about = about
      case "key":
        let letters = Array(member.value.string ?? "")
        guard letters.count == 1, letters[0].isLetter else {
          throw .bad(key: key, "must be a letter")
        }
        if LabelFacts.usedKeys.contains(letters[0]) {
          throw .bad(key: key, "is a key of mark or review; free ones are \(freeKeys)")
        }
        facts.key = letters[0]
      default:
        guard let colour = member.value.string.flatMap(LabelColour.init) else {
          let names = LabelColour.allCases.map(\.rawValue).joined(separator: ", ")
          throw .bad(key: key, "must be one of \(names)")
        }
        facts.colour = colour
      }
    }
    return facts
  }

  /// The letters that a label may have as its key.
  private static var freeKeys: String {
    String("bcgimprtuvwBCDEFGHIJKLMOPQRSTUVWYZ".filter { !LabelFacts.usedKeys.contains($0) })
  }

  // MARK: Roles

  /// A list of names, or a table of names with what is said about each.
  private mutating func readRoles(
    _ value: JSONValue, _ key: [String]
  ) throws(SettingsFailure) {
    guard let members = value.object?.members else {
      roles = try Self.names(value, key)
      return
    }
    for member in members {
      let key = key + [member.name]
      guard Self.isName(member.name) else { throw .bad(key: key, Self.nameRule) }
      var rules = RoleRules()
      for member in try member.value.table(key, known: ["to", "required", "many"]) {
        let key = key + [member.name]
        if member.name == "to" {
          guard let names = member.value.array?.compactMap(\.string), !names.isEmpty,
            names.count == member.value.array?.count
          else { throw .bad(key: key, "must be a list of labels and layers") }
          rules.targets = names
          continue
        }
        guard let truth = member.value.bool else { throw .bad(key: key, "must be true or false") }
        if member.name == "required" { rules.isRequired = truth } else { rules.isMany = truth }
      }
      roles.append(member.name)
      if rules != RoleRules() { roleRules[member.name] = rules }
    }
  }

  // MARK: Attributes

  /// A table of names with their types, or with a table of what is said about each.
  private mutating func readAttributes(
    _ members: [JSONObject.Member], _ key: [String]
  ) throws(SettingsFailure) {
    for member in members {
      let key = key + [member.name]
      guard let object = member.value.object else {
        attributes[member.name] = try Self.type(member.value, key)
        continue
      }
      _ = try member.value.table(key, known: ["type", "required", "default"])
      let type = try Self.type(object["type"] ?? "text", key + ["type"])
      var rules = AttributeRules()
      if let value = object["required"] {
        guard let truth = value.bool else {
          throw .bad(key: key + ["required"], "must be true or false")
        }
        rules.isRequired = truth
      }
      if let value = object["default"] {
        guard type.admits(value) else {
          throw .bad(key: key + ["default"], "is \(value.plain): \(type.expected)")
        }
        rules.initial = value
      }
      attributes[member.name] = type
      if rules != AttributeRules() { attributeRules[member.name] = rules }
    }
  }

  private static func type(
    _ value: JSONValue, _ key: [String]
  ) throws(SettingsFailure) -> ValueType {
    guard let type = ValueType(setting: value) else {
      throw .bad(
        key: key,
        "must be text, texts, true-false, number, integer, timex, reference, date, or a list of words"
      )
    }
    return type
  }

  // MARK: Names

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

  private static let nameRule = "is not a name: names have no control characters and colons"

  /// Names are in any script and may have blanks inside: `Job title`. A colon ends the name of a layer.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name == name.trimmed
      && name.unicodeScalars.allSatisfy {
        $0 != ":" && $0.properties.generalCategory != .control
          && $0.properties.generalCategory != .lineSeparator
      }
  }
}
