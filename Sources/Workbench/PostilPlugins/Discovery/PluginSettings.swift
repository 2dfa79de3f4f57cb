import PostilKit
import PostilSettings
import PostilStore
import PostilSystem

/// What a user has set for one plugin, `[plugins.NAME]`: its own settings, and those of the host.
package struct PluginSettings {
  /// The key of the limits of its process, `[plugins.NAME.limits]`.
  private static let limits = "limits"
  /// Whether its process is confined, `[plugins.NAME] sandbox = true`. No plugin can have a setting of
  /// this name, which would switch it off.
  package static let sandbox = "sandbox"
  /// Labels by those of the plugin, `[plugins.NAME.labels]`.
  private static let labels = "labels"
  /// The keys that the host reads, unless the plugin has a setting of that name.
  static let hostKeys = [WorkspaceSettings.everywhere, limits, sandbox, labels, Manifest.base]

  /// Whether a key is read by the host. A table of labels is the host's also where the plugin has a setting
  /// of that name that is no table.
  private static func isHosts(_ member: JSONObject.Member, of manifest: Manifest) -> Bool {
    let own = manifest.settings[member.name]
    return member.name == sandbox || own == nil && hostKeys.contains(member.name)
      || member.name == labels && member.value.object != nil && own?.object == nil
  }

  /// The replacements of labels among the settings of a plugin; nil if there are none.
  static func labels(_ manifest: Manifest, _ settings: JSONObject?) -> JSONValue? {
    settings?.members.first { $0.name == labels && isHosts($0, of: manifest) }?.value
  }

  /// Why the value of a key that the host reads is not valid; nil if it is.
  static func objection(to member: JSONObject.Member, of manifest: Manifest) -> String? {
    guard isHosts(member, of: manifest) else { return nil }
    switch member.name {
    case sandbox: return member.value.bool == nil ? "must be true or false" : nil
    case labels:
      let values = member.value.object?.members.map(\.value)
      return values?.allSatisfy { $0.string != nil } == true
        ? nil : "must be a table of labels by those of the plugin"
    default: return nil
    }
  }

  /// The settings that the plugin gets.
  let own: JSONObject
  /// The manifest with the limits that the user has set.
  let manifest: Manifest

  /// - Throws: `badLimits`.
  init(_ manifest: Manifest, _ changed: JSONObject) throws(PostilError) {
    var manifest = manifest
    let plugin = manifest
    own = JSONObject(changed.members.filter { !Self.isHosts($0, of: plugin) })
    if manifest.settings[Self.limits] == nil, let limits = changed[Self.limits] {
      do throws(AnnotationFailure) {
        manifest.limits = try ManifestReader.limits(limits, changing: manifest.limits)
      } catch {
        throw .plugin(.badLimits(plugin: manifest.name, reason: error.reason))
      }
    }
    manifest.isSandboxed = changed[Self.sandbox] == .bool(true)
    self.manifest = manifest
  }
}
