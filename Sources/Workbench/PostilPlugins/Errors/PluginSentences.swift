import PostilKit
import PostilSystem

extension PluginFact {
  package var description: String {
    switch self {
    case .unknown(let name, _): "no plugin '\(name)'"
    case .badManifest(let path, let reason): "'\(path)': \(reason)"
    case .refused(let name, let reason): "the plugin '\(name)' was refused: \(reason)"
    case .failed(let name, let reason): "the plugin '\(name)' failed: \(reason)"
    case .badLimits(let plugin, let reason): "the limits of the plugin '\(plugin)': \(reason)"
    case .missingLayer(let plugin, let layer):
      "the plugin '\(plugin)' requires the layer '\(layer)', which no available plugin produces"
    case .notTrusted(let name, _):
      "the plugin '\(name)' comes with this workspace and is not trusted"
    case .needsNoTrust(let name):
      "the plugin '\(name)' is installed, not the workspace's, and needs no trust"
    case .severalUntrusted(let prefix, let names):
      "several plugins that are not trusted start with '\(prefix)': "
        + names.joined(separator: " and ")
    case .noLearner: "no plugin can be trained"
    case .severalLearners(let names):
      "several plugins can be trained: \(names.joined(separator: ", "))"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .unknown, .refused, .failed, .missingLayer: .unavailable
    case .badManifest, .badLimits: .badData
    case .notTrusted: .permission
    case .needsNoTrust, .noLearner, .severalLearners, .severalUntrusted: .usage
    }
  }
}
