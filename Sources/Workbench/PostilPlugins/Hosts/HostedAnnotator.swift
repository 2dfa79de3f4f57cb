import PostilKit
import PostilSystem

/// A plugin that is running, however it is carried.
///
/// Asking blocks the asking thread; several threads may ask at once. The asynchronous form waits on a
/// thread of its own, so that nobody's tasks starve.
package protocol HostedAnnotator: Sendable {
  /// The plugin's manifest.
  var manifest: Manifest { get }

  /// Asks for one article and waits for the answer.
  ///
  /// - Parameter cancellation: Ends the waiting early, as far as the plugin can be stopped.
  func annotateNow(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult

  /// Ends the plugin; no question may follow.
  func stopNow()
}

extension HostedAnnotator {
  /// Asks for one article. Cancelling the task ends the waiting.
  package func annotate(
    _ article: Article, given: [Annotation] = []
  ) async throws -> HostedResult {
    let request = AnnotateRequest(article: article, given: given)
    return try await Threads.wait { try annotateNow(request, cancellation: $0) }
  }

  /// Ends the plugin.
  package func stop() async { _ = try? await Threads.wait { _ in stopNow() } }
}

/// What a plugin answered, before it is checked.
package struct HostedResult: Sendable {
  /// The annotations as the plugin made them.
  package var annotations: [Annotation]
  /// Why elements of its answer are no annotations at all.
  package var malformed: [String]
  /// How long it took.
  package var milliseconds: Double

  /// Makes a result.
  package init(annotations: [Annotation], malformed: [String] = [], milliseconds: Double = 0) {
    self.annotations = annotations
    self.malformed = malformed
    self.milliseconds = milliseconds
  }

  /// Reads an answer's bytes.
  init(
    _ answer: JSONValue, of plugin: String, since start: Double
  ) throws(PluginFailure) {
    let (result, malformed) = AnnotateResult.read(answer)
    switch result {
    case .error(let reason): throw PluginFailure(plugin, .error, reason)
    case .annotations(let annotations):
      self.init(
        annotations: annotations, malformed: malformed,
        milliseconds: Platform.milliseconds() - start)
    }
  }
}

/// Why a plugin did not do one article.
package struct PluginFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, as the stream's error codes name it.
  package enum Kind: String, Sendable {
    /// It did not answer in time, and its process was ended.
    case timeout = "plugin_timeout"
    /// Its process ended.
    case crash = "plugin_crash"
    /// It answered with an error, or with what is no answer.
    case error = "plugin_error"
    /// It failed too often and is not asked any more.
    case disabled = "plugin_disabled"
    /// The user did not want to wait any longer.
    case cancelled
  }

  /// The plugin's name.
  package let plugin: String
  /// What kind it is.
  package let kind: Kind
  /// The reason, as the end of a sentence.
  package let reason: String

  /// Makes a failure.
  package init(_ plugin: String, _ kind: Kind, _ reason: String) {
    self.plugin = plugin
    self.kind = kind
    self.reason = reason
  }

  /// The sentence.
  package var description: String {
    "\(PostilError.pluginFailed(name: plugin, reason: reason))"
  }

  /// Whether the same article may succeed another time.
  package var isRetryable: Bool { kind == .timeout || kind == .crash || kind == .cancelled }
}
