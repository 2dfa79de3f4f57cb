import PostilKit
import PostilStore
import PostilSystem

/// A pipeline whose plugins are started. Several threads may ask it at once.
package struct RunningPipeline: Sendable {
  package let steps: [Pipeline.Step]
  private let hosts: [any HostedAnnotator]
  /// The plugins whose suggestions in boilerplate and in a title's repetition are wanted too.
  private let everywhere: Set<String>

  init(steps: [Pipeline.Step], hosts: [any HostedAnnotator], everywhere: Set<String>) {
    self.steps = steps
    self.hosts = hosts
    self.everywhere = everywhere
  }

  /// The plugins it runs, in order.
  package var manifests: [Manifest] { steps.map(\.manifest) }

  /// Runs all plugins on one article. A plugin that fails costs its own annotations and those of
  /// plugins that require them.
  ///
  /// - Parameter existing: The article's annotations in all states.
  package func annotate(_ article: Article, existing: [Annotation] = []) async -> PipelineResult {
    let result = try? await Threads.wait {
      annotateNow(article, existing: existing, cancellation: $0)
    }
    return result ?? PipelineResult(runs: [])
  }

  /// Runs all plugins on one article and waits for them.
  package func annotateNow(
    _ article: Article, existing: [Annotation] = [], cancellation: Cancellation = Cancellation()
  ) -> PipelineResult {
    var result = PipelineResult(runs: [])
    var given = Given(existing)
    let sections = Sections(article.text)
    for (step, host) in zip(steps, hosts) {
      let run = run(
        step, host, article, given, result.runs,
        everywhere.contains(step.manifest.name) ? nil : sections, cancellation)
      given.replace(step.manifest.name, with: run)
      result.runs.append(run)
    }
    return result
  }

  /// Ends all plugins.
  package func stop() async { _ = try? await Threads.wait { _ in stopNow() } }

  /// Ends all plugins and waits for it.
  package func stopNow() { for host in hosts { host.stopNow() } }

  private func run(
    _ step: Pipeline.Step, _ host: any HostedAnnotator, _ article: Article, _ given: Given,
    _ earlier: [PluginRun], _ sections: Sections?, _ cancellation: Cancellation
  ) -> PluginRun {
    let manifest = step.manifest
    var run = PluginRun(manifest: manifest, isWanted: step.isWanted)
    if let failed = earlier.first(where: { $0.failure != nil && $0.feeds(manifest) }),
      let failure = failed.failure
    {
      run.failure = PluginFailure(
        manifest.name, failure.kind, "it requires '\(failed.manifest.name)', which failed")
      return run
    }
    let start = Platform.milliseconds()
    do throws(PluginFailure) {
      // A native plugin cannot be stopped at its work, but it need not begin.
      if cancellation.isCancelled {
        throw PluginFailure(manifest.name, .cancelled, "it was cancelled")
      }
      let given = given.annotations(on: manifest.given)
      let answer = try host.annotateNow(
        AnnotateRequest(article: article, given: given), cancellation: cancellation)
      let check = ResultCheck(
        answer, text: article.text, manifest: manifest, known: Set(given.map(\.id)),
        sections: sections)
      run.annotations = check.annotations
      run.dropped = check.dropped.sorted { $0.key < $1.key }.map {
        PluginRun.Dropped(reason: $0.key, count: $0.value)
      }
    } catch {
      run.failure = error
    }
    run.milliseconds = Platform.milliseconds() - start
    return run
  }
}

/// What a pipeline made of one article.
package struct PipelineResult: Sendable {
  /// What each plugin made, in the order in which they ran.
  package var runs: [PluginRun]

  /// What stopped plugins that were asked for, or that those require.
  package var failures: [PluginFailure] { runs.compactMap(\.failure) }

  /// What the plugins that were asked for made, in reading order.
  ///
  /// A role that names an annotation that is neither among them nor known otherwise keeps its words
  /// and loses the name.
  package func wanted(knowing isKnown: (String) -> Bool = { _ in false }) -> [Annotation] {
    let wanted = runs.filter(\.isWanted)
    var annotations = wanted.flatMap(\.annotations)
    if wanted.count > 1 { annotations.sort(by: Self.precedes) }
    if wanted.count < runs.count {
      let ids = Set(annotations.map(\.id))
      for index in annotations.indices {
        annotations[index].unlink { !ids.contains($0) && !isKnown($0) }
      }
    }
    return annotations
  }

  private static func precedes(_ left: Annotation, _ right: Annotation) -> Bool {
    left.spans == right.spans
      ? (left.layer, left.label, left.id) < (right.layer, right.label, right.id)
      : left.spans.lexicographicallyPrecedes(right.spans)
  }
}

/// What one plugin made of one article.
package struct PluginRun: Sendable {
  /// Annotations that were left out for one reason.
  package struct Dropped: Sendable, Hashable {
    /// Why.
    package let reason: String
    /// How many.
    package let count: Int
  }

  /// The plugin.
  package let manifest: Manifest
  /// Whether it was asked for; else it ran only because another one requires it.
  package let isWanted: Bool
  /// Its suggestions, checked, with ids, surface strings and annotator, in reading order.
  package var annotations: [Annotation] = []
  /// What was left out.
  package var dropped: [Dropped] = []
  /// How long it took.
  package var milliseconds = 0.0
  /// Why it made nothing, if it failed.
  package var failure: PluginFailure?

  package init(manifest: Manifest, isWanted: Bool) {
    self.manifest = manifest
    self.isWanted = isWanted
  }

  /// Whether it makes a layer that another plugin requires.
  func feeds(_ other: Manifest) -> Bool {
    manifest.produces.contains { other.requires.contains($0) }
  }
}

/// The annotations that plugins may see: suggested and accepted ones, by layer.
private struct Given {
  private var current: [Annotation]
  private let rejected: Set<String>
  private let decided: Set<String>

  init(_ existing: [Annotation]) {
    current = existing.filter { $0.state != .rejected }
    rejected = Set(existing.filter { $0.state == .rejected }.map(\.id))
    decided = Set(existing.filter { $0.state == .accepted }.map(\.id))
  }

  /// Puts what a plugin has just made in the place of what it suggested before. What a person
  /// accepted stays as it is, what a person rejected stays away.
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
  /// Whether any version of a plugin made it.
  func isMade(by plugin: String) -> Bool {
    annotator.hasPrefix(plugin) && annotator.dropFirst(plugin.count).first == "@"
  }
}
