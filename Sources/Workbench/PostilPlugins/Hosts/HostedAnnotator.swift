import PostilKit
import PostilSystem

/// A running plugin, in this process or in another.
///
/// Its methods block the calling thread; several threads may call them at once.
package protocol HostedAnnotator: Sendable {
  /// The plugin's manifest.
  var manifest: Manifest { get }

  /// Annotates one article.
  ///
  /// - Parameter cancellation: Ends the wait early, as far as the plugin can be stopped.
  func annotate(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult

  /// Ends the plugin; no request may follow.
  func stop()
}

/// The answer of a plugin before it is checked.
package struct HostedResult: Sendable {
  /// The annotations as the plugin made them.
  package var annotations: [Annotation]
  /// Why elements of its answer are not annotations.
  package var malformed: [String]
  /// How long it took.
  package var milliseconds: Double
  /// What making them has used, such as 812 `tokens`.
  package var usage: [String: Double] = [:]

  /// Creates a result.
  package init(annotations: [Annotation], malformed: [String] = [], milliseconds: Double = 0) {
    self.annotations = annotations
    self.malformed = malformed
    self.milliseconds = milliseconds
  }

  /// The annotations of an answer, if it is not an error.
  ///
  /// - Parameters:
  ///   - answer: The answer, in which a list of annotations may be empty.
  ///   - read: What that list had.
  init(
    _ answer: JSONValue, _ read: AnnotateResult.Reading, of plugin: String, since start: Double
  ) throws(PluginFailure) {
    if let reason = AnnotateResult.error(of: answer) {
      throw PluginFailure(plugin, .error, reason, mayPass: answer["retryable"] == true)
    }
    self.init(
      annotations: read.annotations, malformed: read.malformed,
      milliseconds: Platform.milliseconds() - start)
    for member in answer["usage"]?.object?.members ?? [] {
      if let used = member.value.double, used.isFinite { usage[member.name] = used }
    }
  }
}

/// Why a plugin did not process an article.
package struct PluginFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; its raw value is the error code of a stream's answer.
  package enum Kind: String, Sendable {
    /// It did not answer in time, and its process was ended.
    case timeout = "plugin_timeout"
    /// Its process ended.
    case crash = "plugin_crash"
    /// It answered with an error, or with an invalid answer.
    case error = "plugin_error"
    /// It failed too often and is disabled.
    case disabled = "plugin_disabled"
    /// The user cancelled the request.
    case cancelled
  }

  /// The plugin's name.
  package let plugin: String
  /// The kind of failure.
  package let kind: Kind
  /// The reason, as the end of a sentence.
  package let reason: String
  /// Whether the plugin says of its error that it may pass.
  private let mayPass: Bool

  /// Creates a failure.
  package init(_ plugin: String, _ kind: Kind, _ reason: String, mayPass: Bool = false) {
    self.plugin = plugin
    self.kind = kind
    self.reason = reason
    self.mayPass = mayPass
  }

  /// The sentence.
  package var description: String {
    PluginFact.failed(name: plugin, reason: reason).description
  }

  /// Whether the same article may succeed if it is tried again.
  package var isRetryable: Bool {
    mayPass || kind == .timeout || kind == .crash || kind == .cancelled
  }
}
