import PostilKit
import PostilStore
import PostilSystem

/// What the answers of a pipeline depend on besides the articles.
extension RunningPipeline {
  /// For each plugin its settings, its limits and the state of its files, those that its settings name
  /// included, such as a trained model: `settings of NAME`, `limits of NAME`, `files of NAME`.
  package var signature: JSONObject {
    var signature = JSONObject()
    signature["plugins"] = .array(manifests.map { .string($0.annotator) })
    for manifest in manifests {
      let changed = settings[manifest.name] ?? JSONObject()
      let sorted = JSONObject(changed.members.sorted { $0.name < $1.name })
      signature["settings of \(manifest.name)"] = .string(
        SHA256.hex(JSONWriter.bytes(.object(sorted))))
      let limits = manifest.limits
      signature["limits of \(manifest.name)"] = .array(
        [limits.start, limits.article, limits.memory, limits.processor].map { .int($0) })
      signature["files of \(manifest.name)"] = .string(files(manifest, changed))
    }
    return signature
  }

  /// A hash of the stamps of a plugin's files.
  private func files(_ manifest: Manifest, _ changed: JSONObject) -> String {
    var stamps = PluginFiles.stamps(manifest.folder)
    for name in changed.members.flatMap(\.value.strings) where !name.isEmpty {
      for folder in [manifest.folder, workspace].compactMap({ $0 }) {
        let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        stamps[path] = Files.stamp(path)
      }
    }
    if let workspace {
      let path = "\(workspace)/\(KnownEntity.file)"
      stamps[path] = Files.stamp(path)
    }
    let lines = stamps.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.summary)\n" }
    return SHA256.hex(lines.joined().utf8)
  }
}
