import PostilIndex
import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilWorkbench

/// `articles --stale`: the articles where suggestions are out of date.
struct StaleArticles {
  private let isTodo: Bool
  private let isJSON: Bool

  init(_ arguments: Arguments) {
    (isTodo, isJSON) = (arguments.has("todo"), arguments.has("json"))
  }

  func print(_ files: [ArticleFile], in session: Session) throws {
    let staleness = Staleness.standard(session.focus.workspace)
    var isNone = true
    try ArticleStream(session.focus).forEach(files) { result in
      try session.focus.checkInterrupt()
      guard let article = try session.focus.admitted(result),
        !isTodo || article.store.status == .open
      else { return }
      let reasons = staleness.reasons(in: article.store)
      guard !reasons.isEmpty else { return }
      isNone = false
      try print(article.name, reasons, session)
    }
    if isNone, !isJSON { try session.console.out.print("none") }
  }

  private func print(
    _ name: String, _ reasons: [(plugin: String, reason: Staleness.Reason)], _ session: Session
  ) throws {
    for (plugin, reason) in reasons {
      guard isJSON else {
        try session.console.out.print("\(name)  \(plugin): \(reason)")
        continue
      }
      try session.console.out.print(
        json: [
          "article": .string(name), "plugin": .string(plugin), "stale": .string("\(reason)"),
        ])
    }
  }
}

extension Staleness {
  /// The staleness of runs of all plugins that may run in a workspace.
  static func standard(_ workspace: Workspace) -> Staleness {
    Staleness(PluginCatalog.standard(workspace: workspace).manifests, in: workspace)
  }

  /// The suggestions that nobody has decided, of plugins whose runs on an article are stale.
  func suggestions(in store: AnnotationStore) -> Set<String> {
    let plugins = Set(reasons(in: store).map(\.plugin))
    guard !plugins.isEmpty else { return [] }
    let stale = store.annotations.map(\.annotation).filter { one in
      one.state == .suggested
        && Author.pluginName(ofAnnotator: one.annotator).map(plugins.contains) ?? false
    }
    return Set(stale.map(\.id))
  }
}
