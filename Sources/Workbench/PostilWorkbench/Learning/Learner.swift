import PostilKit
import PostilPlugins
import PostilSystem
import SequenceLabeling

/// Adapts a plugin's model to people's decisions.
package struct Learner {
  private let plugin: Manifest
  private let learning: Manifest.Learning

  package init(plugin: Manifest, learning: Manifest.Learning) {
    self.plugin = plugin
    self.learning = learning
  }

  /// The new model and its labels.
  ///
  /// - Throws: `refused` if the plugin's model cannot be read or adapted.
  package func adapted(to decisions: Decisions) throws -> (bytes: [UInt8], labels: [String]) {
    do {
      let model = try SequenceModel(Resource(path: "\(plugin.folder)/\(learning.model)"))
      let adapter = try Adapter(model, adding: decisions.labels)
      let articles = decisions.training(adapter.labels, known: model.tags.labels.count)
      return (try adapter.adapt(articles), adapter.labels)
    } catch let error as AnnotatorError {
      throw PostilError.plugin(.refused(name: plugin.name, reason: error.description))
    }
  }
}
