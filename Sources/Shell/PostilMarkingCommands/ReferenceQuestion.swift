import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// Asks the user what a mention refers to: `set . ref=?`.
struct ReferenceQuestion {
  let session: Session
  let request: Request

  /// Lists the candidates, one a line; at a terminal a digit selects one. Returns its id, or nil.
  func answer(_ stored: StoredAnnotation, in article: OpenArticle, asJSON: Bool) throws -> String? {
    let out = session.console.out
    let found = try search().candidates(for: stored.annotation)
    if asJSON {
      for one in found { try out.print(json: Self.json(one)) }
      return nil
    }
    let asks = request.origin == .prompt && out.isTerminal && !found.isEmpty
    try out.print(session.lines(of: article).short(stored))
    for (index, one) in found.enumerated() { try out.print(Self.line(one, asks ? index + 1 : nil)) }
    if asks, let terminal = RawTerminal() {
      return try session.selected("ref", of: found.count, terminal).map { found[$0].ref }
    }
    try out.print(
      found.isEmpty
        ? "no reference is known; kb add FILE adds your own"
        : "use set \(stored.annotation.state.letter)\(stored.number) ref=\(found[0].ref)")
    return nil
  }

  /// The user's list, the workspace, and the tables of the installed plugins.
  private func search() throws -> ReferenceSearch {
    let workspace = session.focus.workspace
    let catalog = PluginCatalog.standard(workspace: workspace)
    let tables = try catalog.manifests.compactMap { manifest in
      try manifest.references.map {
        (
          plugin: manifest.name,
          table: try ReferenceTable(Resource(path: "\(manifest.folder)/\($0)"))
        )
      }
    }
    return ReferenceSearch(
      own: try OwnEntities(in: workspace).entities,
      clusters: try EntityEditor(&session.focus).clusters, tables: tables)
  }

  private static func line(_ one: ReferenceCandidate, _ digit: Int?) -> StyledLine {
    var line = StyledLine(digit.map { " \($0) " } ?? "  ", .strong)
    line.append(one.label.padded(5), .label(one.label))
    line.append("\(one.name)  \(one.ref)")
    line.append("  " + [one.note, one.origin].filter { !$0.isEmpty }.joined(separator: "; "), .dim)
    return line
  }

  private static func json(_ one: ReferenceCandidate) -> JSONValue {
    var object = JSONObject()
    object["ref"] = .string(one.ref)
    object["name"] = .string(one.name)
    object["label"] = .string(one.label)
    if !one.note.isEmpty { object["note"] = .string(one.note) }
    object["origin"] = .string(one.origin)
    return .object(object)
  }
}
