import PostilKit
import PostilPublication
import PostilSettings
import PostilStore
import PostilSystem

/// A pipeline with its plugins started. Several threads may use it at once.
package struct RunningPipeline: Sendable {
  package let steps: [Pipeline.Step]
  private let hosts: [any HostedAnnotator]
  /// What becomes of the labels of each plugin, in the order of the steps.
  private let labels: [LabelRules]
  /// The plugins whose suggestions in boilerplate and in repeated titles are also wanted.
  private let everywhere: Set<String>
  /// What the user has set for the plugins.
  let settings: [String: JSONObject]
  /// The language that all texts are taken to be in; nil to guess it.
  package let language: String?
  /// The folder to which file names in settings are relative; nil if there is none.
  let workspace: String?
  /// The largest number of questions that a plugin takes at once, if one takes more than one: so many threads are
  /// worth their while; else 0.
  package let width: Int
  /// What the suggestions of each plugin are made of, in the order of the steps.
  private let hashes: [RunHash]
  /// Lets as many native plugins compute at once as there are jobs.
  private let turns: Turns

  init(steps: [Pipeline.Step], hosts: [any HostedAnnotator], options: Pipeline.Options) {
    self.steps = steps
    self.hosts = hosts
    labels = steps.map { step in
      LabelRules(
        step.manifest, schema: options.schema,
        replacements: PluginSettings.labels(step.manifest, options.settings[step.manifest.name]))
    }
    everywhere = Set(
      options.settings.filter { $0.value[WorkspaceSettings.everywhere] == .bool(true) }.keys)
    settings = options.settings
    language = options.language
    workspace = options.workspace
    hashes = steps.map { step in
      RunHash(
        step.manifest, settings: options.settings[step.manifest.name] ?? JSONObject(),
        schema: options.schema, workspace: options.workspace)
    }
    let jobs = max(1, options.jobs)
    let wide = zip(steps, hosts).filter { !($0.1 is NativeHost) && $0.0.manifest.runs.inFlight > 1 }
    width = min(wide.map { $0.0.manifest.runs.width(jobs: jobs) }.max() ?? 0, Self.mostThreads)
    turns = Turns(jobs, isLimited: width > jobs)
  }

  private static let mostThreads = 256

  /// Its plugins, in the order in which they run.
  package var manifests: [Manifest] { steps.map(\.manifest) }

  /// What the suggestions of the requested plugins are made of.
  package var wantedHashes: [(manifest: Manifest, hash: RunHash)] {
    zip(steps, hashes).filter { $0.0.isWanted }.map { ($0.0.manifest, $0.1) }
  }

  /// The requested plugins, in order.
  package var wantedManifests: [Manifest] { steps.filter(\.isWanted).map(\.manifest) }

  /// Runs all plugins on one article. If a plugin fails, its annotations and those of plugins that
  /// require them are missing from the result.
  ///
  /// - Parameters:
  ///   - existing: The article's annotations in all states.
  ///   - due: The names of the requested plugins that are run; nil for all.
  package func annotate(
    _ article: Article, existing: [Annotation] = [], due: Set<String>? = nil,
    cancellation: Cancellation = Cancellation()
  ) -> PipelineResult {
    var result = PipelineResult(runs: [])
    var given = Given(existing)
    let sections = Sections(article.text)
    var guess: TextLanguage?
    for (index, step) in steps.enumerated()
    where !step.isWanted || due?.contains(step.manifest.name) ?? true {
      if let language = unread(article.text, step.manifest, &guess) {
        var run = PluginRun(manifest: step.manifest, isWanted: step.isWanted)
        run.skipped = language
        result.runs.append(run)
        continue
      }
      let run = run(
        index, article, given, result.runs,
        everywhere.contains(step.manifest.name) ? nil : sections, cancellation)
      given.replace(step.manifest.name, with: run)
      result.runs.append(run)
    }
    return result
  }

  /// The language of a text that a plugin does not read; nil if it reads it, or may do so.
  private func unread(_ text: Text, _ manifest: Manifest, _ guess: inout TextLanguage?) -> String? {
    if manifest.languages.isEmpty { return nil }
    if let language { return manifest.languages.contains(language) ? nil : language }
    let guessed = guess ?? TextLanguage(of: text.utf8)
    guess = guessed
    return guessed.isSurelyNone(of: manifest.languages) ? guessed.code : nil
  }

  /// Hands what plugins tell to another listener.
  package func listen(_ listener: @escaping PluginNewsDesk.Listener) {
    for host in hosts {
      (host as? ProcessHost ?? (host as? BorrowedHost)?.host)?.news.listen(listener)
    }
  }

  /// Ends all plugins and waits until they have ended.
  package func stop() { for host in hosts { host.stop() } }

  private func run(
    _ index: Int, _ article: Article, _ given: Given, _ earlier: [PluginRun],
    _ sections: Sections?, _ cancellation: Cancellation
  ) -> PluginRun {
    let (step, host) = (steps[index], hosts[index])
    let manifest = step.manifest
    var run = PluginRun(manifest: manifest, isWanted: step.isWanted)
    run.hash = hashes[index]
    run.failure = Self.failure(of: manifest, after: earlier)
    if run.failure != nil { return run }
    let start = Platform.milliseconds()
    do throws(PluginFailure) {
      // A native plugin cannot be interrupted, but it need not start.
      if cancellation.isCancelled {
        throw PluginFailure(manifest.name, .cancelled, "it was cancelled")
      }
      let given = given.annotations(on: manifest.given)
      let request = AnnotateRequest(article: article, given: given)
      let answer =
        try host is NativeHost
        ? turns.take { () throws(PluginFailure) in
          try host.annotate(request, cancellation: cancellation)
        } : host.annotate(request, cancellation: cancellation)
      let check = ResultCheck(
        answer, text: article.text, manifest: manifest, known: Set(given.map(\.id)),
        sections: sections, labels: labels[index])
      run.annotations = check.annotations
      run.usage = answer.usage
      run.dropped = check.dropped.sorted { $0.key < $1.key }.map {
        PluginRun.Dropped(reason: $0.key, count: $0.value)
      }
    } catch {
      run.failure = error
    }
    run.milliseconds = Platform.milliseconds() - start
    return run
  }

  /// Why a plugin cannot run after those before it; nil if it can.
  private static func failure(of manifest: Manifest, after earlier: [PluginRun]) -> PluginFailure? {
    guard let failed = earlier.first(where: { $0.failure != nil && $0.feeds(manifest) }),
      let failure = failed.failure
    else { return nil }
    return PluginFailure(
      manifest.name, failure.kind, "it requires '\(failed.manifest.name)', which failed")
  }
}

/// The result of a pipeline for one article.
package struct PipelineResult: Sendable {
  /// The result of each plugin, in the order in which they ran.
  package var runs: [PluginRun]

  package init(runs: [PluginRun]) { self.runs = runs }

  /// The failures of requested plugins and of those that they require.
  package var failures: [PluginFailure] { runs.compactMap(\.failure) }

  /// The annotations of the requested plugins, in text order.
  ///
  /// A role that names an annotation that is neither among them nor known otherwise keeps its words
  /// and loses the name.
  package func wanted(knowing isKnown: (String) -> Bool = { _ in false }) -> [Annotation] {
    let wanted = runs.filter(\.isWanted)
    var annotations = wanted.flatMap(\.annotations)
    if wanted.count > 1 {
      annotations = annotations.inTextOrder { Self.precedes(annotations[$0], annotations[$1]) }
    }
    if wanted.count < runs.count {
      let ids = Set(annotations.map(\.id))
      for index in annotations.indices {
        annotations[index].unlink { !ids.contains($0) && !isKnown($0) }
      }
    }
    return annotations
  }

  private static func precedes(_ left: Annotation, _ right: Annotation) -> Bool {
    (left.layer, left.label, left.id) < (right.layer, right.label, right.id)
  }
}

/// The result of one plugin for one article.
package struct PluginRun: Sendable {
  /// Annotations dropped for one reason.
  package struct Dropped: Sendable, Hashable {
    package let reason: String
    /// Number of annotations.
    package let count: Int
  }

  /// The plugin.
  package let manifest: Manifest
  /// Whether it was requested; otherwise it ran only because another plugin requires it.
  package let isWanted: Bool
  /// Its suggestions, checked, with ids, texts and annotator, in text order.
  package var annotations: [Annotation] = []
  /// The annotations that were dropped.
  package var dropped: [Dropped] = []
  /// The time taken.
  package var milliseconds = 0.0
  /// What making them has used, such as 812 `tokens`.
  package var usage: [String: Double] = [:]
  /// What its suggestions are made of; nil if that is not known.
  package var hash: RunHash?
  /// Why it has no result, if it failed.
  package var failure: PluginFailure?
  /// The language of the text, if the plugin was not asked since it does not read that language.
  package var skipped: String?

  /// Whether it has a result.
  package var isAnswered: Bool { failure == nil && skipped == nil }

  package init(manifest: Manifest, isWanted: Bool) {
    self.manifest = manifest
    self.isWanted = isWanted
  }

  /// Whether it produces a layer that another plugin requires.
  func feeds(_ other: Manifest) -> Bool {
    manifest.produces.contains { other.requires.contains($0) }
  }
}

/// The annotations that plugins receive: suggested and accepted ones, by layer.
private struct Given {
  private var current: [Annotation]
  private let rejected: Set<String>
  private let decided: Set<String>

  init(_ existing: [Annotation]) {
    current = existing.filter { $0.state != .rejected }
    rejected = Set(existing.filter { $0.state == .rejected }.map(\.id))
    decided = Set(existing.filter { $0.state == .accepted }.map(\.id))
  }

  /// Replaces a plugin's earlier suggestions by its new ones. Annotations that a person accepted
  /// are kept, and those that a person rejected are not added.
  mutating func replace(_ plugin: String, with run: PluginRun) {
    guard run.failure == nil else { return }
    current.removeAll { $0.state == .suggested && $0.isMade(by: plugin) }
    current += run.annotations.filter { !rejected.contains($0.id) && !decided.contains($0.id) }
  }

  func annotations(on layers: Set<Layer>) -> [Annotation] {
    layers.isEmpty ? [] : current.filter { layers.contains($0.layer) }
  }
}

extension Annotation {
  /// Whether it was made by any version of a plugin.
  func isMade(by plugin: String) -> Bool {
    Author.pluginName(ofAnnotator: annotator) == plugin
  }
}
