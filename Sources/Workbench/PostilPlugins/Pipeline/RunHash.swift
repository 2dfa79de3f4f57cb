import PostilKit
import PostilSchema
import PostilSettings
import PostilStore
import PostilSystem

/// What a plugin's suggestions are made of besides the text and its day: two hashes, joined by a point. The first
/// is of the plugin, its settings, the labels of the schema and the files that the settings name, such as a
/// model; the second, if it is given annotations, of those. No path and no time is part of them, so that two
/// copies of a workspace have the same.
package struct RunHash: Hashable, Sendable {
  /// The hash of the plugin and its settings.
  package let plugin: String
  private let given: Set<Layer>

  /// The hash of a plugin in a workspace.
  ///
  /// - Parameters:
  ///   - changed: What the user has set for it.
  ///   - schema: The schema whose labels are taken; nil to take all.
  ///   - workspace: The folder to which file names in settings are relative.
  package init(
    _ manifest: Manifest, settings changed: JSONObject, schema: Schema?, workspace: String?
  ) {
    given = manifest.given
    var facts = [manifest.annotator, Self.text(manifest.settings)]
    let settings = JSONObject(changed.members.filter { !Self.isIrrelevant($0.name) })
    facts.append(Self.text(settings))
    for layer in manifest.produces {
      let rules = schema?.layers.first { $0.layer == layer && !$0.isAdmitted }
      facts.append("\(layer) \(rules?.labels.sorted().joined(separator: " ") ?? "")")
    }
    facts += Self.named(settings, manifest, workspace)
    if manifest.origin != .builtin { facts += Self.files(manifest) }
    if manifest.produces.contains(.entity), let workspace {
      facts.append(Self.content("\(workspace)/\(KnownEntity.file)") ?? "")
    }
    plugin = Self.short(facts)
  }

  /// The hash of a run for an article with these annotations.
  package func hash(with annotations: some Sequence<Annotation>) -> String {
    guard !given.isEmpty else { return plugin }
    let known = annotations.filter { $0.state != .rejected && given.contains($0.layer) }
    let facts = Set(
      known.map { one in
        "\(one.layer) \(one.label) "
          + one.spans.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
      })
    return "\(plugin).\(Self.short(facts.sorted()))"
  }

  /// Settings that do not change what a plugin suggests.
  private static func isIrrelevant(_ name: String) -> Bool {
    ["limits", PluginSettings.sandbox].contains(name)
  }

  private static func text(_ object: JSONObject) -> String {
    let sorted = JSONObject(object.members.sorted { $0.name < $1.name })
    return String(decoding: JSONWriter.bytes(.object(sorted)), as: UTF8.self)
  }

  private static func short(_ facts: [String]) -> String {
    String(SHA256.hex(facts.joined(separator: "\n").utf8).prefix(16))
  }

  /// The contents of the files that settings name, in the workspace or in the plugin's folder.
  private static func named(
    _ settings: JSONObject, _ manifest: Manifest, _ workspace: String?
  ) -> [String] {
    settings.members.flatMap(\.value.strings).filter { !$0.isEmpty }.compactMap { name in
      let paths =
        name.hasPrefix("/")
        ? [name] : [workspace, manifest.folder].compactMap { $0.map { "\($0)/\(name)" } }
      return paths.lazy.compactMap(content).first.map { "\(name) \($0)" }
    }
  }

  /// The files beside the manifest of a plugin that somebody may be working on; large ones by their size.
  private static func files(_ manifest: Manifest) -> [String] {
    let entries = (try? Folders.entries(manifest.folder)) ?? []
    return entries.filter { $0.kind == .file && !$0.name.hasPrefix(".") }.map(\.name).sorted()
      .compactMap { name in
        let path = "\(manifest.folder)/\(name)"
        return (content(path, limit: largest) ?? Files.stamp(path).map { "\($0.size)" })
          .map { "\(name) \($0)" }
      }
  }

  /// The largest file of a plugin that is read, in bytes.
  private static let largest = 1 << 20

  private static func content(_ path: String) -> String? { content(path, limit: 1 << 30) }

  private static func content(_ path: String, limit: Int) -> String? {
    guard let bytes = try? Files.read(path, limit: limit, onlyRegular: true) else { return nil }
    return SHA256.hex(bytes)
  }
}

extension JSONValue {
  /// The strings in a setting, each of which may name a file.
  var strings: [String] { string.map { [$0] } ?? array?.compactMap(\.string) ?? [] }
}
