import PostilKit
import PostilSchema
import PostilSystem
import TOMLKit

/// A workspace's `postil.toml`. It is only data: nothing in it is run or loaded.
package struct WorkspaceSettings: Sendable {
  /// The schema: `[layers.NAME]`, or the built-in news schema.
  package var schema: Schema = .news
  /// File patterns of the articles, `articles = ["2023/**/*.txt"]`; empty means all.
  package var articles: [String] = []
  /// Settings of each plugin, `[plugins.NAME]`. The host itself uses only ``everywhere``.
  package var plugins: [String: JSONObject] = [:]
  /// Settings of each format, `[export.FORMAT]`.
  package var export: [String: JSONObject] = [:]
  /// Display settings of the shell, `[shell]`.
  package var shell = JSONObject()

  /// Key of the setting that also enables a plugin's suggestions in boilerplate and in repeated
  /// titles.
  package static let everywhere = "everywhere"

  /// The default settings.
  package init() {}

  /// Reads the settings of a workspace; the defaults if it has none.
  ///
  /// - Throws: `badSettings` that names the key, `cannotRead`, `linkLeaves`.
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
  /// - Throws: `badSettings` that names the key, `cannotRead`.
  package static func read(path: String) throws(PostilError) -> WorkspaceSettings {
    try WorkspaceSettings(Files.read(path, limit: largest, onlyRegular: true), path: path)
  }

  private init(_ bytes: [UInt8], path: String) throws(PostilError) {
    guard let toml = String(validating: bytes, as: UTF8.self) else {
      throw .store(.badSettings(path: path, reason: "it is not valid UTF-8"))
    }
    try self.init(toml: toml, path: path)
  }

  /// Parses settings in TOML.
  ///
  /// - Throws: `badSettings` that names the key.
  package init(toml: String, path: String = "postil.toml") throws(PostilError) {
    let table: JSONObject
    do { table = try TOMLTable(string: toml).json } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw .store(.badSettings(path: "\(path):\(line)", reason: error.description))
    } catch {
      throw .store(.badSettings(path: path, reason: "it is not valid TOML"))
    }
    for member in table.members {
      do throws(SettingsFailure) { try take(member) } catch {
        throw .store(.badSettings(path: path, reason: error.reason))
      }
    }
    do throws(SettingsFailure) { try schema.read(table) } catch {
      throw .store(.badSettings(path: path, reason: error.reason))
    }
  }

  private mutating func take(_ member: JSONObject.Member) throws(SettingsFailure) {
    switch member.name {
    case "articles":
      let patterns = member.value.string.map { [JSONValue.string($0)] } ?? member.value.array
      guard let patterns, patterns.allSatisfy({ $0.string != nil }) else {
        throw SettingsFailure("'articles' must be a list of file patterns")
      }
      articles = patterns.compactMap(\.string)
    case "plugins":
      plugins = try Self.tables(member)
      for (name, table) in plugins.sorted(by: { $0.key < $1.key }) {
        if let value = table[Self.everywhere], ![.bool(true), .bool(false)].contains(value) {
          throw SettingsFailure("'plugins.\(name).\(Self.everywhere)' must be true or false")
        }
      }
    case "export": export = try Self.tables(member)
    case "shell":
      guard let table = member.value.object else {
        throw SettingsFailure("'shell' must be a table")
      }
      shell = table
    case "schema", "layers": break
    default:
      let near = Spelling.nearest(
        member.name, in: ["articles", "plugins", "export", "schema", "layers", "shell"])
      throw SettingsFailure(
        "unknown key '\(member.name)'" + (near.first.map { "; did you mean '\($0)'?" } ?? "")
      )
    }
  }

  private static func tables(
    _ member: JSONObject.Member
  ) throws(SettingsFailure) -> [String: JSONObject] {
    var tables: [String: JSONObject] = [:]
    for entry in member.value.object?.members ?? [] {
      guard let table = entry.value.object else {
        throw SettingsFailure("'\(member.name).\(entry.name)' must be a table")
      }
      tables[entry.name] = table
    }
    return tables
  }
}

extension TOMLTable {
  /// The table as JSON; dates become strings.
  fileprivate var json: JSONObject {
    JSONObject(keys.map { .init(name: $0, value: self[$0].map(Self.json) ?? .null) })
  }

  private static func json(_ value: any TOMLValueConvertible) -> JSONValue {
    switch value.type {
    case .table: value.table.map { .object($0.json) } ?? .null
    case .array: .array((value.array.map { array in array.map { json($0) } }) ?? [])
    case .string: value.string.map { .string($0) } ?? .null
    case .int: value.int.map { .int($0) } ?? .null
    case .double: value.double.map { .double($0) } ?? .null
    case .bool: value.bool.map { .bool($0) } ?? .null
    default: .string(value.debugDescription)
    }
  }
}
