import PostilKit
import PostilSchema
import PostilSystem
import PostilTOML

/// A workspace's `postil.toml`. It is only data: nothing in it is run or loaded.
package struct WorkspaceSettings: Sendable {
  /// The schema: `[layers.NAME]`, or the built-in news schema.
  package var schema: Schema = .news
  /// File patterns of the articles, `articles = ["2023/**/*.txt"]`; empty means all.
  package var articles: [String] = []
  /// Settings of each plugin, `[plugins.NAME]`. The host itself uses only ``everywhere``.
  package var plugins: [String: JSONObject] = [:]
  /// Settings of each format, `[export.FORMAT]`, in the order of the file.
  package var export = JSONObject()
  /// Display settings of the shell, `[shell]`.
  package var shell = JSONObject()
  /// The path of the file.
  package private(set) var path = name
  /// Whether the file has `[layers.NAME]`, so that the schema is the workspace's own.
  package var hasOwnSchema: Bool { document?.place(of: ["layers"]) != nil }
  /// The file as it is written; nil if there is none.
  private(set) var document: TOMLDocument?

  /// Key of the setting that also enables a plugin's suggestions in boilerplate and in repeated
  /// titles.
  package static let everywhere = "everywhere"

  /// The default settings.
  package init() {}

  /// Reads the settings of a workspace; the defaults if it has none.
  ///
  /// - Throws: `badSettings` that names the key, `unknownSetting`, `cannotRead`, `linkLeaves`.
  package static func read(workspace: FolderAccess) throws(PostilError) -> WorkspaceSettings {
    let file = FileAccess(name, in: workspace)
    guard let bytes = try file.readIfPresent(limit: largest) else { return WorkspaceSettings() }
    return try WorkspaceSettings(bytes, path: file.path)
  }

  /// The name of the file.
  package static let name = "postil.toml"
  /// The largest file accepted, in bytes.
  private static let largest = 1 << 20

  /// Reads a file of settings.
  ///
  /// - Throws: `badSettings` that names the key, `unknownSetting`, `cannotRead`.
  package static func read(path: String) throws(PostilError) -> WorkspaceSettings {
    try WorkspaceSettings(Files.read(path, limit: largest, onlyRegular: true), path: path)
  }

  /// Parses settings in TOML.
  ///
  /// - Throws: `badSettings` that names the key, `unknownSetting`.
  package init(toml: String, path: String = name) throws(PostilError) {
    try self.init(Array(toml.utf8), path: path)
  }

  private init(_ bytes: [UInt8], path: String) throws(PostilError) {
    self.path = path
    let table: JSONObject
    do throws(TOMLFailure) {
      let document = try TOMLDocument(bytes)
      self.document = document
      table = document.root.json
    } catch {
      let place = FilePlace(path, line: error.place.line, column: error.place.column)
      throw .settings(.bad(at: place, reason: error.reason))
    }
    do throws(SettingsFailure) {
      for member in table.members { try take(member) }
      try schema.read(table)
    } catch {
      throw self.error(error)
    }
  }

  /// The place of a key, else of the nearest table above it, else the file.
  package func place(of key: [String]) -> FilePlace {
    guard let place = document?.place(of: key) else { return FilePlace(path) }
    return FilePlace(path, line: place.line, column: place.column)
  }

  /// The error of a key that is wrong.
  package func error(_ failure: SettingsFailure) -> PostilError {
    switch failure {
    case .bad(let key, let reason):
      .settings(.bad(at: place(of: key), reason: "'\(key.joined(separator: "."))' \(reason)"))
    case .unknown(let key, let known):
      .settings(.unknown(at: place(of: key), key: key.joined(separator: "."), known: known))
    }
  }

  private static let keys = ["articles", "plugins", "export", "schema", "layers", "shell"]

  private mutating func take(_ member: JSONObject.Member) throws(SettingsFailure) {
    let key = [member.name]
    switch member.name {
    case "articles":
      let patterns = member.value.string.map { [JSONValue.string($0)] } ?? member.value.array
      guard let patterns, patterns.allSatisfy({ $0.string != nil }) else {
        throw .bad(key: key, "must be a list of file patterns")
      }
      articles = patterns.compactMap(\.string)
    case "plugins":
      for plugin in try member.value.table(key) { try take(plugin: plugin) }
    case "export":
      export = JSONObject(try member.value.table(key))
      for format in export.members { _ = try format.value.table(key + [format.name]) }
    case "shell": shell = JSONObject(try member.value.table(key))
    case "schema", "layers": break
    default: throw .unknown(key: key, known: Self.keys)
    }
  }

  private mutating func take(plugin: JSONObject.Member) throws(SettingsFailure) {
    let key = ["plugins", plugin.name]
    let table = JSONObject(try plugin.value.table(key))
    if let value = table[Self.everywhere], value.bool == nil {
      throw .bad(key: key + [Self.everywhere], "must be true or false")
    }
    plugins[plugin.name] = table
  }
}
