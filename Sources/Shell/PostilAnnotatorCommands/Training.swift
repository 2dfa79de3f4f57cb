import PostilKit
import PostilLearning
import PostilPlugins
import PostilSystem

/// Which plugin learns which layer, and the settings that make it use a model.
package struct Training {
  private let plugin: Manifest
  private let learning: Manifest.Learning
  package let layer: Layer
  /// The name under which the model is used: the plugin's, or that of the layer.
  let name: String

  /// - Parameters:
  ///   - plugin: The name of a plugin; nil for one that learns the layer, else the only one that learns.
  ///   - layer: The layer; nil for that of the plugin.
  /// - Throws: What `PluginCatalog.learner` throws; `refused` if it cannot learn that layer.
  package init(_ catalog: PluginCatalog, plugin word: String?, layer: Layer?) throws(PostilError) {
    let makers = catalog.manifests.filter { manifest in
      manifest.learning != nil && layer.map(manifest.produces.contains) ?? false
    }
    let base = catalog.manifests.filter { $0.learning != nil && $0.produces == [.entity] }
    let known = word ?? makers.first?.name ?? (base.count == 1 ? base[0].name : nil)
    (plugin, learning) = try catalog.learner(named: known)
    self.layer = layer ?? plugin.produces[0]
    let isOwn = plugin.produces.contains(self.layer)
    guard isOwn || learning.layer != nil else {
      throw .plugin(
        .refused(name: plugin.name, reason: "it cannot learn the layer '\(self.layer)'"))
    }
    name = isOwn ? plugin.name : "\(self.layer.rawValue)-tagger"
  }

  package func learner() throws(PostilError) -> Learner {
    try Learner(plugin: plugin, learning: learning, layer: layer)
  }

  /// The settings that make it use a model.
  func settings(model: String) -> [(key: [String], value: JSONValue)] {
    let table = ["plugins", name]
    let isOwn = name == plugin.name
    let base: [(key: [String], value: JSONValue)] =
      isOwn
      ? []
      : [
        (table + [Manifest.base], .string(plugin.name)),
        (table + [learning.layer ?? ""], .string(layer.rawValue)),
      ]
    return base + [(table + [learning.setting], .string(model))]
  }
}
