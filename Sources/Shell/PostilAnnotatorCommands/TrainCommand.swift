import PostilKit
import PostilLearning
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `train`: trains a tagger on a person's decisions.
struct TrainCommand: SimpleCommand {
  let name = "train"
  let takesArticle = false
  let group = CommandGroup.annotators
  let writes = true
  let summary = "Train a tagger on what you accepted and rejected."
  let usage = "[PLUGIN]"
  let details = """
    Training continues from the plugin's own model, with the articles of this workspace: with all
    annotations of an article that is done, and with your decisions in others. New labels are learned
    too. The new model is a file in the workspace; the plugin uses it once postil.toml names it. A model that
    train wrote earlier is replaced, another file only with --force, an article or a sidecar never.
    """
  let examples: [Example] = [
    ("train", "write a model into the workspace and show how to use it")
  ]
  let flags = [
    Flag("out", "FILE", "the path of the model, relative to the workspace", [.paths]),
    Flag("force", nil, "replace a file that train did not write"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("a plugin", for: self).text
    try arguments.end(self)
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let (plugin, learning) = try catalog.learner(named: name)
    let out = arguments.value("out") ?? "\(plugin.name).model"
    let file = try Self.file(
      out, in: session.focus.workspace, isForced: arguments.has("force"))
    let decisions = try Decisions(layer: plugin.produces[0], in: session.focus.workspace)
    if decisions.isEmpty { throw PostilError.command(.nothingToLearn) }
    if request.isDryRun {
      return try session.console.out.print("would learn from \(Self.words(decisions))")
    }
    let start = ContinuousClock.now
    let model = try Learner(plugin: plugin, learning: learning).adapted(to: decisions)
    try file.replace(with: model.bytes)
    let seconds = Decimals.tenths(Double(start.duration(to: .now).milliseconds) / 1000)
    for line in [
      "learned from \(Self.words(decisions)), in \(seconds) s",
      "labels: \(model.labels.joined(separator: " "))",
      "wrote \(out); to use it, add this to postil.toml:",
      "[plugins.\(plugin.name)]",
      "\(learning.setting) = \"\(out)\"",
    ] {
      try session.console.out.print(line)
    }
  }

  /// The file of the model, if it may be written.
  ///
  /// - Throws: `outsideWorkspace` for a path out of the workspace, `exists` for a file that `train` did not write,
  ///   `protectedFile`, `linkLeaves`.
  private static func file(
    _ path: String, in workspace: Workspace, isForced: Bool
  ) throws(PostilError) -> FileAccess {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw .usage(.outsideWorkspace(path: path))
    }
    let file = FileAccess(path, in: workspace.folder)
    try workspace.refuseToReplace(file)
    if try file.exists(), !isForced, try !Learner.wrote(file) {
      throw .file(.exists(path: file.path))
    }
    return file
  }

  private static func words(_ decisions: Decisions) -> String {
    "\(counted(decisions.articles.count, "article")), "
      + "\(decisions.accepted) accepted and \(decisions.rejected) rejected"
  }
}
