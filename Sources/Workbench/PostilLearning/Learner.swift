import PostilKit
import PostilPlugins
import PostilSystem
import SequenceLabeling

/// Adapts a plugin's model to people's decisions.
package struct Learner: Sendable {
  private let name: String
  private let model: SequenceModel
  private let layer: Layer

  /// A learner for a layer.
  ///
  /// - Throws: `refused` if the plugin's model cannot be read.
  package init(
    plugin: Manifest, learning: Manifest.Learning, layer: Layer
  ) throws(PostilError) {
    name = plugin.name
    self.layer = layer
    do {
      model = try SequenceModel(Resource(path: "\(plugin.folder)/\(learning.model)"))
    } catch {
      throw .plugin(.refused(name: plugin.name, reason: "\(error)"))
    }
  }

  /// The last bytes of a model that `train` wrote; readers of models ignore them.
  private static let signature = Array("\nwritten by postil train\n".utf8)

  /// Whether a file is a model that `train` wrote.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  package static func wrote(_ file: FileAccess) throws(PostilError) -> Bool {
    try file.end(signature.count) == signature
  }

  /// Whether the plugin's own model knows some of the labels, so that training continues from it; otherwise only
  /// its lists of words are used.
  package func continues(with labels: [String]) -> Bool {
    layer == .entity && labels.contains(where: model.tags.labels.contains)
  }

  /// The new model, as a file, and its labels.
  ///
  /// - Throws: `refused` if the plugin's model cannot be adapted.
  package func adapted(
    to decisions: Decisions, labels: [String]? = nil
  ) throws -> (bytes: [UInt8], labels: [String]) {
    let labels = labels ?? decisions.labels
    do {
      let adapter = try adapter(labels)
      let known = continues(with: labels) ? model.tags.labels.count : 0
      let articles = decisions.training(adapter.labels, known: known)
      return (try adapter.adapt(articles) + Self.signature, adapter.labels)
    } catch {
      throw PostilError.plugin(.refused(name: name, reason: "\(error)"))
    }
  }

  private func adapter(_ labels: [String]) throws(AnnotatorError) -> Adapter {
    if continues(with: labels) { return try Adapter(model, adding: labels) }
    return try Adapter(listsOf: model, labels: labels)
  }

  /// What the plugin's own model finds, without the plugin's rules; nothing for labels that it does not know.
  package func own(labels: [String]) -> TrainedTagger? {
    continues(with: labels) ? TrainedTagger(model) : nil
  }
}
