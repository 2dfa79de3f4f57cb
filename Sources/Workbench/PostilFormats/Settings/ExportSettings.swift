import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// How a workspace wants a format written where the command line does not say: `[export.FORMAT]` of
/// `postil.toml`, with the keys `with`, `layer` and `done`.
package struct ExportSettings: Hashable, Sendable {
  /// States to write besides `accepted`.
  package private(set) var states: Set<Annotation.State> = []
  /// The only layer to write; nil for the format's own choice.
  package private(set) var layer: Layer?
  /// Whether only articles that are done are written.
  package private(set) var isDoneOnly = false

  private static let keys = ["with", "layer", "done"]

  /// Reads the settings of one format. Those of all formats are checked, so that a mistyped format
  /// does not go unnoticed.
  ///
  /// - Throws: `badSettings` that names the key, `unknownSetting`.
  package init(of format: String, in workspace: Workspace) throws(PostilError) {
    for member in workspace.settings.export.members {
      do throws(SettingsFailure) {
        let settings = try ExportSettings(member, workspace.schema)
        if member.name == format { self = settings }
      } catch {
        throw workspace.settings.error(error)
      }
    }
  }

  private init() {}

  private init(_ format: JSONObject.Member, _ schema: Schema) throws(SettingsFailure) {
    let exporters = Formats.exporters()
    guard exporters.contains(where: { $0.name == format.name }) else {
      throw .unknown(key: ["export", format.name], known: exporters.map(\.name))
    }
    for member in format.value.object?.members ?? [] {
      let key = ["export", format.name, member.name]
      try take(member, key, schema)
    }
  }

  private mutating func take(
    _ member: JSONObject.Member, _ key: [String], _ schema: Schema
  ) throws(SettingsFailure) {
    switch member.name {
    case "with":
      let names =
        member.value.string?.split(separator: ",").map(String.init)
        ?? member.value.array?.map { $0.string ?? "" }
      guard let names, let states = Set(stateNames: names) else {
        throw .bad(key: key, "must list states: suggested, rejected or both")
      }
      self.states = states
    case "layer":
      let known = schema.layers.map(\.layer.rawValue)
      guard let name = member.value.string, known.contains(name) else {
        throw .bad(
          key: key, "must be a layer of the schema: \(known.joined(separator: ", "))")
      }
      layer = Layer(rawValue: name)
    case "done":
      guard let value = member.value.bool else {
        throw .bad(key: key, "must be true or false")
      }
      isDoneOnly = value
    default: throw .unknown(key: key, known: Self.keys)
    }
  }
}

extension Set<Annotation.State> {
  /// The states of these names; nil if one is not the name of a state.
  package init?(stateNames names: some Sequence<String>) {
    self = []
    for name in names {
      guard let state = Annotation.State(rawValue: name.trimmed) else { return nil }
      insert(state)
    }
  }
}
