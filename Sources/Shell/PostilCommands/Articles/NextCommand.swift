import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// `next`: opens the article after the open one.
struct NextCommand: NeighbourOpening {
  let name = "next"
  let aliases = ["n"]
  let summary = "Open the next article."
  let usage = "[--todo] [--by=value]"
  let examples: [Example] = [
    ("next --todo", "the next article that needs work"),
    ("next --by=value", "the one whose suggestions are the least certain"),
  ]
  let flags = [
    Flag("todo", nil, "skip articles that are done"),
    Flag(
      "by", "value", "the article that is not done whose suggestions are the least certain",
      [.words(["value"])]),
  ]
  let isForward = true

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    guard let order = arguments.value("by") else {
      return try openNeighbour(arguments, request, in: session)
    }
    guard order == "value" else {
      throw PostilError.value(.notOne(name: "order", value: order, of: ["value"]))
    }
    try arguments.end(self)
    try session.focus.open(try mostValuable(in: session))
    try session.showOpened(request)
  }

  /// The article from which most can be learned: the first by name of those of equal value.
  private func mostValuable(in session: Session) throws -> ArticleFile {
    let workspace = session.focus.workspace
    let precision = RulePrecision(PluginCatalog.standard(workspace: workspace).manifests)
    var best: (file: ArticleFile, value: Double)?
    for file in try workspace.articles() where file.name != session.focus.open?.name {
      try session.focus.checkInterrupt()
      guard let store = try? AnnotationStore.open(file), store.status == .open else { continue }
      let value = Uncertainty.value(of: store, precision)
      if value > best?.value ?? -1 { best = (file, value) }
    }
    guard let best else {
      throw PostilError.command(
        .noNeighbour(of: session.focus.open?.name ?? "this", isForward: true, isTodo: true))
    }
    return best.file
  }
}
