import PostilCore
import PostilKit
import SequenceLabeling

/// `train`: a tagger learns from what a person decided.
struct TrainCommand: Command {
  let name = "train"
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary = "Let a tagger learn from what you accepted and rejected."
  let usage = "[PLUGIN]"
  let details = """
    The model that a plugin came with goes on learning with the articles of this workspace: all of an
    article that is done, of others what you decided in them. Labels that are new to it are learnt too.
    The new model is a file of the workspace; the plugin uses it once postil.toml says so.
    """
  let examples: [Example] = [
    ("train", "writes a model into the workspace and says how to use it")
  ]
  let flags = [Flag("out", "FILE", "where the model goes, as seen from the workspace")]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("a plugin", for: self).text
    try arguments.end(self)
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let (plugin, learning) = try catalog.learner(named: name)
    let decisions = try decisions(plugin.produces[0], session)
    let start = ContinuousClock.now
    let model = try adapted(plugin, learning, decisions)
    let out = arguments.value("out") ?? "\(plugin.name).model"
    try Files.replace("\(session.workspace.root)/\(out)", with: model.bytes)
    let seconds = Session.tenths(Double(start.duration(to: .now).milliseconds) / 1000)
    for line in [
      "learnt from \(Session.count(decisions.articles.count, "article")), "
        + "\(decisions.accepted) accepted and \(decisions.rejected) rejected, in \(seconds) s",
      "labels: \(model.labels.joined(separator: " "))",
      "wrote \(out); to use it, put this into postil.toml:",
      "[plugins.\(plugin.name)]",
      "\(learning.setting) = \"\(out)\"",
    ] {
      try session.output.print(line)
    }
  }

  private func decisions(_ layer: Layer, _ session: Session) throws -> Decisions {
    var decisions = Decisions(layer: layer)
    for file in try session.workspace.articles() where Folders.exists(file.sidecarPath) {
      decisions.add(try AnnotationStore.open(file))
    }
    guard decisions.accepted + decisions.rejected > 0 else {
      throw PostilError.usage(
        reason: "there is nothing to learn from",
        next: "accept or reject suggestions first, with `review` or `accept`")
    }
    return decisions
  }

  private func adapted(
    _ plugin: Manifest, _ learning: Manifest.Learning, _ decisions: Decisions
  ) throws -> (bytes: [UInt8], labels: [String]) {
    do {
      let model = try SequenceModel(Resource(path: "\(plugin.folder)/\(learning.model)"))
      let adapter = try Adapter(model, adding: decisions.labels)
      let articles = decisions.training(adapter.labels, known: model.tags.labels.count)
      return (try adapter.adapt(articles), adapter.labels)
    } catch let error as AnnotatorError {
      throw PostilError.pluginRefused(name: plugin.name, reason: error.description)
    }
  }
}

/// What people decided on a layer in articles, as training takes it.
struct Decisions {
  /// The articles with a decision in them.
  private(set) var articles: [(text: Text, isDone: Bool, annotations: [Annotation])] = []
  private(set) var accepted = 0
  private(set) var rejected = 0
  private let layer: Layer

  init(layer: Layer) { self.layer = layer }

  /// Takes up an article; nothing of one without decisions that is not done.
  mutating func add(_ store: AnnotationStore) {
    let decided = store.annotations.map(\.annotation).filter {
      $0.layer == layer && $0.state != .suggested && $0.spans.count == 1 && !$0.extent.isEmpty
    }
    let isDone = store.status == .done
    guard !decided.isEmpty || isDone else { return }
    accepted += decided.count { $0.state == .accepted }
    rejected += decided.count { $0.state == .rejected }
    articles.append((store.article.text, isDone, decided))
  }

  /// The labels that were accepted, by name.
  var labels: [String] {
    Set(articles.flatMap(\.annotations).filter { $0.state == .accepted }.map(\.label)).sorted()
  }

  /// The articles with what each of their words may be.
  ///
  /// - Parameter known: How many of the labels the model has, the first ones.
  func training(_ labels: [String], known: Int) -> [TrainingArticle] {
    let open = (UInt64(1) << UInt64(known)) - 1
    func bit(_ label: String) -> UInt64 {
      labels.firstIndex(of: label).map { 1 << UInt64($0) } ?? 0
    }
    return articles.map { article in
      var names: [MarkedName] = []
      let accepted = article.annotations.filter { $0.state == .accepted }
      for annotation in accepted.sorted(by: { $0.extent < $1.extent }) {
        // Of names inside each other the outer one is learnt.
        if let last = names.last, last.span.end > annotation.extent.start { continue }
        names.append(MarkedName(annotation.extent, labels: bit(annotation.label)))
      }
      for annotation in article.annotations where annotation.state == .rejected {
        // Where something else was accepted, that says it all.
        let span = annotation.extent
        guard !names.contains(where: { $0.span.start < span.end && span.start < $0.span.end })
        else {
          continue
        }
        names.append(MarkedName(span, labels: bit(annotation.label), isRefused: true))
      }
      // What nobody has decided may be anything that the model knows, unless the article is done. It
      // is of no new label: no suggestion of one could have been rejected.
      return TrainingArticle(
        text: article.text, sources: [names], unmarked: article.isDone ? 0 : open)
    }
  }
}
