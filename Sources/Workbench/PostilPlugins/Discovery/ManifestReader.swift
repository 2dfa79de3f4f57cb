import CPostil
import PostilKit
import PostilSystem

/// Reads the members of a `plugin.json` strictly: an unknown member is an error, so that a
/// misspelling is noticed.
struct ManifestReader {
  private static let members = [
    "name", "version", "api", "summary", "requires", "uses", "produces", "start", "limits",
    "settings", "learns", "environment", "network", "references", "runs", "languages",
  ]
  private let object: JSONObject

  init(_ json: JSONValue) throws(AnnotationFailure) {
    guard let object = json.object else { throw AnnotationFailure("it is not a JSON object") }
    self.object = object
  }

  /// Reads the API version first, since a manifest for another version may differ in everything
  /// else.
  func api() throws(AnnotationFailure) -> Int {
    guard let api = object["api"]?.int else {
      throw AnnotationFailure("'api' must be \(POSTIL_API)")
    }
    guard api == POSTIL_API else {
      throw AnnotationFailure(
        "it was written for api \(api), and this Postil uses api \(POSTIL_API); "
          + (api > POSTIL_API ? "update Postil" : "update the plugin"))
    }
    return api
  }

  func name() throws(AnnotationFailure) -> String {
    let name = try string("name")
    guard IdentifierRules.isPlugin(name) else {
      throw AnnotationFailure(
        "'\(name)' is not a valid plugin name; use lower-case words with hyphens, such as 'entity-tagger'"
      )
    }
    return name
  }

  func version() throws(AnnotationFailure) -> String {
    let version = try string("version")
    guard IdentifierRules.isVersion(version) else {
      throw AnnotationFailure("'\(version)' is not a valid version; use the form '0.1.0'")
    }
    return version
  }

  func summary() throws(AnnotationFailure) -> String { try string("summary") }

  func layers(_ member: String, needed: Bool = false) throws(AnnotationFailure) -> [Layer] {
    guard let value = object[member] else {
      if needed { throw AnnotationFailure("'\(member)' is missing: the layers it produces") }
      return []
    }
    var layers: [Layer] = []
    for element in value.array ?? [.null] {
      guard let name = element.string, IdentifierRules.isLayer(name) else {
        throw AnnotationFailure("'\(member)' must be a list of layers, such as [\"entity\"]")
      }
      layers.append(Layer(rawValue: name))
    }
    guard !needed || !layers.isEmpty else { throw AnnotationFailure("'\(member)' names no layer") }
    return layers
  }

  func languages() throws(AnnotationFailure) -> [String] {
    guard let value = object["languages"] else { return [] }
    let codes = value.array?.compactMap(\.string) ?? []
    guard codes.count == value.array?.count, codes.allSatisfy(IdentifierRules.isLanguage) else {
      throw AnnotationFailure("'languages' must be a list of codes, such as [\"en\"]")
    }
    return codes
  }

  func start() throws(AnnotationFailure) -> Manifest.Start {
    let form = "'start' must be {\"library\":\"Name\"} or {\"command\":[\"program\",\"argument\"]}"
    guard let members = object["start"]?.object?.members, members.count == 1 else {
      throw AnnotationFailure(form)
    }
    switch (members[0].name, members[0].value) {
    case ("library", .string(let name)):
      guard IdentifierRules.isLibrary(name) else {
        throw AnnotationFailure("'\(name)' is not a valid library name; use letters, digits and _")
      }
      return .library(name)
    case ("command", .array(let words)):
      let command = words.compactMap(\.string)
      guard !command.isEmpty, command.count == words.count, command[0] != "",
        !command.contains(where: { $0.utf8.contains(0) })
      else { throw AnnotationFailure(form) }
      return .command(command)
    default: throw AnnotationFailure(form)
    }
  }

  func limits() throws(AnnotationFailure) -> ProcessLimits {
    guard let value = object["limits"] else { return ProcessLimits() }
    return try Self.limits(value, changing: ProcessLimits())
  }

  /// The limits with those that an object gives.
  static func limits(
    _ value: JSONValue, changing limits: ProcessLimits
  ) throws(AnnotationFailure) -> ProcessLimits {
    var limits = limits
    guard let members = value.object?.members else {
      throw AnnotationFailure("'limits' is not an object")
    }
    for member in members {
      guard let number = member.value.double, number > 0, number <= 1_000_000 else {
        throw AnnotationFailure("the limit '\(member.name)' must be a positive number")
      }
      switch member.name {
      case "startSeconds": limits.start = max(1, Int(number * 1000))
      case "articleSeconds": limits.article = max(1, Int(number * 1000))
      case "memoryMegabytes": limits.memory = max(1, Int(number))
      case "processorSeconds": limits.processor = max(1, Int(number))
      default:
        throw Self.unknown(
          "limit", member.name,
          among: ["startSeconds", "articleSeconds", "memoryMegabytes", "processorSeconds"])
      }
    }
    return limits
  }

  func runs() throws(AnnotationFailure) -> Manifest.Runs {
    var runs = Manifest.Runs()
    guard let value = object["runs"] else { return runs }
    guard let members = value.object?.members else {
      throw AnnotationFailure("'runs' must be an object such as {\"processes\":1,\"inFlight\":32}")
    }
    for member in members {
      guard ["processes", "inFlight"].contains(member.name) else {
        throw Self.unknown("member of 'runs'", member.name, among: ["processes", "inFlight"])
      }
      guard let number = member.value.int, (1...1024).contains(number) else {
        throw AnnotationFailure("'\(member.name)' must be a number from 1 to 1024")
      }
      if member.name == "processes" { runs.processes = number } else { runs.inFlight = number }
    }
    return runs
  }

  func settings() throws(AnnotationFailure) -> JSONObject {
    guard let value = object["settings"] else { return JSONObject() }
    guard let settings = value.object else {
      throw AnnotationFailure("'settings' is not an object")
    }
    return settings
  }

  func learning(_ settings: JSONObject) throws(AnnotationFailure) -> Manifest.Learning? {
    guard let value = object["learns"] else { return nil }
    guard let members = value.object, let model = members["model"]?.string,
      let setting = members["setting"]?.string,
      members.members.allSatisfy({ ["model", "setting", "layer"].contains($0.name) })
    else {
      throw AnnotationFailure(
        "'learns' must be {\"model\":\"Resources/model.bin\",\"setting\":\"model\"}")
    }
    let layer = members["layer"]?.string
    for name in [setting, layer].compactMap(\.self) where settings[name] == nil {
      throw AnnotationFailure("'learns' names the setting '\(name)', which is not in 'settings'")
    }
    return Manifest.Learning(model: model, setting: setting, layer: layer)
  }

  func references() throws(AnnotationFailure) -> String? {
    guard let value = object["references"] else { return nil }
    guard let path = value.string, !path.isEmpty, !path.hasPrefix("/"),
      !path.split(separator: "/").contains("..")
    else {
      throw AnnotationFailure(
        "'references' must be a path in the plugin's folder, such as \"Resources/references.bin\"")
    }
    return path
  }

  func environment() throws(AnnotationFailure) -> [String] {
    guard let value = object["environment"] else { return [] }
    let names = value.array?.compactMap(\.string) ?? []
    guard names.count == value.array?.count, names.allSatisfy(IdentifierRules.isVariable) else {
      throw AnnotationFailure(
        "'environment' must be a list of variables, such as [\"OPENAI_API_KEY\"]")
    }
    return names
  }

  func network() throws(AnnotationFailure) -> Bool {
    guard let value = object["network"] else { return false }
    guard let isWanted = value.bool else {
      throw AnnotationFailure("'network' must be true or false")
    }
    return isWanted
  }

  func refuseUnknown() throws(AnnotationFailure) {
    for member in object.members where !Self.members.contains(member.name) {
      throw Self.unknown("member", member.name, among: Self.members)
    }
  }

  private static func unknown(
    _ kind: String, _ name: String, among known: [String]
  ) -> AnnotationFailure {
    let nearest = Spelling.nearest(name, in: known)
    return AnnotationFailure(
      "unknown \(kind) '\(name)'"
        + (nearest.isEmpty
          ? "; known are \(known.joined(separator: ", "))" : ". Did you mean \(nearest[0])?"))
  }

  private func string(_ member: String) throws(AnnotationFailure) -> String {
    guard let value = object[member] else { throw AnnotationFailure("'\(member)' is missing") }
    guard let string = value.string, !string.isEmpty else {
      throw AnnotationFailure("'\(member)' must be a non-empty string")
    }
    return string
  }
}

/// The form of names, so that they can occur unquoted in files, commands and messages.
package enum IdentifierRules {
  static func isPlugin(_ name: String) -> Bool {
    matches(name) { $0.isLowercase || $0.isDigit || $0 == UInt8(ascii: "-") }
      && name.utf8.first.map(\.isLowercase) == true && !name.hasSuffix("-")
  }

  static func isVersion(_ version: String) -> Bool {
    matches(version) { $0.isWord || $0 == UInt8(ascii: ".") || $0 == 0x2D || $0 == 0x2B }
      && version.utf8.first.map(\.isDigit) == true
  }

  static func isVariable(_ name: String) -> Bool {
    matches(name) { $0.isWord } && name.utf8.first.map(\.isDigit) == false
  }

  /// Two or three lower-case letters, as in ISO 639.
  package static func isLanguage(_ code: String) -> Bool {
    matches(code) { $0.isLowercase } && (2...3).contains(code.utf8.count)
  }

  static func isLibrary(_ name: String) -> Bool { matches(name) { $0.isWord } }

  static func isLayer(_ name: String) -> Bool {
    matches(name) { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  static func isLabel(_ name: String) -> Bool {
    matches(name) {
      $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
    }
  }

  private static func matches(_ name: String, _ isAllowed: (UInt8) -> Bool) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && name.utf8.allSatisfy(isAllowed)
  }
}

extension UInt8 {
  fileprivate var isLowercase: Bool { (0x61...0x7A).contains(self) }
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isWord: Bool {
    isLowercase || isDigit || (0x41...0x5A).contains(self) || self == UInt8(ascii: "_")
  }
}
