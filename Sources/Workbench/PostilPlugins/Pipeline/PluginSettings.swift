import PostilKit
import PostilStore
import PostilSystem

/// What a user has set for one plugin, `[plugins.NAME]`: its own settings, and those of the host.
struct PluginSettings {
  /// The key of the limits of its process, `[plugins.NAME.limits]`.
  static let limits = "limits"
  /// Whether its process is confined, `[plugins.NAME] sandbox = true`.
  static let sandbox = "sandbox"
  /// Labels by those of the plugin, `[plugins.NAME.labels]`.
  private static let labels = "labels"
  /// The keys that the host reads, unless the plugin has a setting of that name.
  static let hostKeys = [WorkspaceSettings.everywhere, limits, sandbox, labels]

  /// The replacements of labels among the settings of a plugin; nil if there are none.
  static func labels(_ manifest: Manifest, _ settings: JSONObject?) -> JSONValue? {
    manifest.settings[labels] == nil ? settings?[labels] : nil
  }

  /// The settings that the plugin gets.
  let own: JSONObject
  /// The manifest with the limits that the user has set.
  let manifest: Manifest

  /// - Throws: `badLimits`.
  init(_ manifest: Manifest, _ changed: JSONObject) throws(PostilError) {
    var manifest = manifest
    let known = manifest.settings.members.map(\.name)
    let isHosts = { (name: String) in
      !known.contains(name) && Self.hostKeys.contains(name)
    }
    own = JSONObject(changed.members.filter { !isHosts($0.name) })
    if let limits = changed[Self.limits], isHosts(Self.limits) {
      do throws(AnnotationFailure) {
        manifest.limits = try ManifestReader.limits(limits, changing: manifest.limits)
      } catch {
        throw .plugin(.badLimits(plugin: manifest.name, reason: error.reason))
      }
    }
    manifest.isSandboxed = isHosts(Self.sandbox) && changed[Self.sandbox] == .bool(true)
    self.manifest = manifest
  }
}
