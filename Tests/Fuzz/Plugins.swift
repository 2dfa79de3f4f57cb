import PostilKit

extension Target {
  /// The annotations in a plugin's answer.
  static let pluginMessage = Target(name: "plugin-message") { bytes in
    guard let value = try? JSONParser.parse(bytes) else { return }
    for one in value.object?["annotations"]?.array ?? value.array ?? [value] {
      _ = try? Annotation(json: one)
    }
  }
}
