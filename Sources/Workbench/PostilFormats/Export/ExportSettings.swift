import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// How a workspace wants a format written where the command line does not say: `[export.FORMAT]` of
/// `postil.toml`, with the keys `with`, `layer` and `done`.
package struct ExportSettings: Hashable, Sendable {
  /// States to write besides `accepted`.
  package private(set) var states: Set<Annotation.State> = []
  /// The layer, for a format that holds only one; nil for the default.
  package private(set) var layer: Layer?
  /// Whether only articles that are done are written.
  package private(set) var isDoneOnly = false

  private static let keys = ["with", "layer", "done"]

  /// Reads the settings of one format. Those of all formats are checked, so that a mistyped format
  /// does not go unnoticed.
  ///
  /// - Throws: `badSettings` that names the key.
  package init(of format: String, in workspace: Workspace) throws(PostilError) {
    for (name, table) in workspace.settings.export.sorted(by: { $0.key < $1.key }) {
      do throws(Failure) {
        let settings = try ExportSettings(name, table, workspace.schema)
        if name == format { self = settings }
      } catch {
        throw .store(.badSettings(path: "\(workspace.root)/postil.toml", reason: error.reason))
      }
    }
  }

  private init() {}

  private init(_ format: String, _ table: JSONObject, _ schema: Schema) throws(Failure) {
    let exporters = Formats.exporters()
    guard let exporter = exporters.first(where: { $0.name == format }) else {
      throw Failure(unknown: "export.\(format)", exporters.map(\.name))
    }
    for member in table.members {
      if member.name == "layer", !exporter.takesLayer {
        throw Failure(
          "'export.\(format).layer' has no effect: \(format) writes all layers; remove it")
      }
      try take(member, "export.\(format).\(member.name)", schema)
    }
  }

  private mutating func take(
    _ member: JSONObject.Member, _ key: String, _ schema: Schema
  ) throws(Failure) {
    switch member.name {
    case "with":
      let names =
        member.value.string?.split(separator: ",").map(String.init)
        ?? member.value.array?.map { $0.string ?? "" }
      guard let names, let states = Set(stateNames: names) else {
        throw Failure("'\(key)' must list states: suggested, rejected or both")
      }
      self.states = states
    case "layer":
      let known = schema.layers.map(\.layer.rawValue)
      guard let name = member.value.string, known.contains(name) else {
        throw Failure("'\(key)' must be a layer of the schema: \(known.joined(separator: ", "))")
      }
      layer = Layer(rawValue: name)
    case "done":
      guard let value = member.value.bool else { throw Failure("'\(key)' must be true or false") }
      isDoneOnly = value
    default: throw Failure(unknown: key, Self.keys)
    }
  }

  /// What is wrong in the settings, as the end of a sentence.
  private struct Failure: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    /// An unknown key; `known` are the names that its last part may have.
    init(unknown key: String, _ known: [String]) {
      let last = key.split(separator: ".").last.map(String.init) ?? key
      let nearest = Spelling.nearest(last, in: known).first
      reason =
        "the key '\(key)' is unknown; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "known are \(known.joined(separator: ", "))")
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
