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

  /// The last bytes of a model that `train` wrote; readers of models ignore them.
  private static let signature = Array("\nwritten by postil train\n".utf8)

  /// Whether a file is a model that `train` wrote.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  package static func wrote(_ file: FileAccess) throws(PostilError) -> Bool {
    try file.end(signature.count) == signature
  }

  /// The new model, as a file, and its labels.
  ///
  /// - Throws: `refused` if the plugin's model cannot be read or adapted.
  package func adapted(to decisions: Decisions) throws -> (bytes: [UInt8], labels: [String]) {
    do {
      let model = try SequenceModel(Resource(path: "\(plugin.folder)/\(learning.model)"))
      let adapter = try Adapter(model, adding: decisions.labels)
      let articles = decisions.training(adapter.labels, known: model.tags.labels.count)
      return (try adapter.adapt(articles) + Self.signature, adapter.labels)
    } catch let error as AnnotatorError {
      throw PostilError.plugin(.refused(name: plugin.name, reason: error.description))
    }
  }
}
