import PostilKit
import PostilSystem

/// What is wrong with a plugin, or with the choice of one.
package enum PluginFact: Fact {
  case unknown(name: String, known: [String])
  /// A manifest that cannot be used, with the reason that its parser gives.
  case badManifest(path: String, reason: String)
  /// A plugin that was not started, with the reason that it or its host gives.
  case refused(name: String, reason: String)
  /// A plugin that failed at an article, with the reason that it or its host gives.
  case failed(name: String, reason: String)
  /// Limits of a process that the user has set, with the reason why they are not valid.
  case badLimits(plugin: String, reason: String)
  case missingLayer(plugin: String, layer: Layer)
  /// A plugin of the workspace, in `folder`, that this person has not trusted.
  case notTrusted(name: String, folder: String)
  /// A plugin that is not of the workspace.
  case needsNoTrust(name: String)
  /// Several plugins that this person has not trusted, whose names start with `prefix`.
  case severalUntrusted(prefix: String, names: [String])
  case noLearner
  case severalLearners([String])
}

extension PostilError {
  package static func plugin(_ fact: PluginFact) -> PostilError { PostilError(fact) }
}
