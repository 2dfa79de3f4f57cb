import PostilKit
import PostilLearning
import PostilPlugins
import PostilPointing
import PostilSettings
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
  let printsJSON = true
  let summary = "Train a tagger on what you accepted and rejected, and say how good it is."
  let usage = "[PLUGIN] [--layer LAYER] [--check | --use] [--curve]"
  let details = """
    Training continues from the plugin's own model, with the articles of this workspace: with all
    annotations of an article that is done, and with your decisions in others. New labels are learned
    too. Where the plugin knows none of the labels, and on a layer of your own (of spans that do not overlap), only its
    lists of words are used. A model has up to 11 labels.

    The table says how good it is in articles that it has not seen: each fifth of the articles is tagged by a model of
    the others. It has F1 with the 95 % interval over articles, by label, before (the plugin's own model, without its
    rules) and after. --check prints it and writes nothing.

    The new model is a file in the workspace. With --use its name has the hash of what it learned from, and
    postil.toml names it from now on: `articles --stale` shows the articles whose suggestions are out of date then. A
    model that train wrote earlier is replaced, another file only with --force, an article or a sidecar never.
    """
  let examples: [Example] = [
    ("train --check", "how good would it be?"),
    ("train --use; run --stale on all", "from now on, and everywhere"),
    ("train --layer event --use", "a tagger for a layer of one's own"),
    ("train --check --curve", "is it worth while to annotate more?"),
  ]
  let flags = [
    Flag("layer", "LAYER", "the layer to learn; by default the plugin's", [.layers]),
    Flag("check", nil, "print the figures, write nothing"),
    Flag("no-figures", nil, "do not say how good it is, which takes five times as long"),
    Flag("curve", nil, "print how good it is with a part of the articles, too"),
    Flag("use", nil, "write the model and name it in postil.toml"),
    Flag("out", "FILE", "the path of the model, relative to the workspace", [.paths]),
    Flag("force", nil, "replace a file that train did not write"),
    Flag(
      "jobs", "N", "models that learn at once; default POSTIL_JOBS, else the processors allowed"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("a plugin", for: self).text
    try arguments.end(self)
    let workspace = session.focus.workspace
    let training = try Training(
      PluginCatalog.standard(workspace: workspace), plugin: name,
      layer: arguments.value("layer").map(Layer.init(rawValue:)))
    let decisions = try Decisions(layer: training.layer, in: workspace)
    if decisions.isEmpty { throw PostilError.command(.nothingToLearn) }
    let out =
      arguments.value("out")
      ?? (arguments.has("use")
        ? "\(training.name)-\(decisions.hash).model" : "\(training.name).model")
    let isWritten = !request.isDryRun && !arguments.has("check")
    let file =
      try isWritten ? Self.file(out, in: workspace, isForced: arguments.has("force")) : nil
    if request.isDryRun {
      return try session.console.out.print("would learn from \(Self.words(decisions))")
    }
    let learner = try training.learner()
    if !arguments.has("no-figures") {
      try TrainingReport(learner, decisions, arguments).print(in: session)
    }
    guard let file else { return }
    let start = ContinuousClock.now
    let model = try learner.adapted(to: decisions)
    try file.replace(with: model.bytes)
    let settings = training.settings(model: out)
    if arguments.has("use") { try use(settings, in: session) }
    if arguments.has("json") { return }
    let seconds = Decimals.tenths(Double(start.duration(to: .now).milliseconds) / 1000)
    let lines = [
      "learned from \(Self.words(decisions)), in \(seconds) s",
      "labels: \(model.labels.joined(separator: " "))",
    ]
    for line in lines + Self.next(out, training.name, arguments.has("use") ? nil : settings) {
      try session.console.out.print(line)
    }
  }

  /// What was written, and what to do with it.
  ///
  /// - Parameter settings: The settings to add to postil.toml; nil if they are there.
  private static func next(
    _ file: String, _ plugin: String, _ settings: [(key: [String], value: JSONValue)]?
  ) -> [String] {
    guard let settings else {
      return [
        "wrote \(file), which \(plugin) uses from now on; `run --stale on all` makes its suggestions anew"
      ]
    }
    return ["wrote \(file); to use it, add this to postil.toml:", "[plugins.\(plugin)]"]
      + settings.map { "\($0.key.last ?? "") = \(JSONWriter.string($0.value))" }
  }

  /// Names the model in postil.toml.
  private func use(_ settings: [(key: [String], value: JSONValue)], in session: Session) throws {
    let workspace = session.focus.workspace
    let bytes = try workspace.settings.setting(settings)
    try FileAccess(WorkspaceSettings.name, in: workspace.folder).replace(with: bytes)
    try session.focus.readSettings()
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
