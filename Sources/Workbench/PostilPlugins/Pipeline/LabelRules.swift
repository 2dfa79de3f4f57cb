import PostilKit
import PostilSchema
import PostilSystem

/// Which suggestions of a plugin are taken: those whose labels the schema has, after the user's replacements
/// of `[plugins.NAME.labels]`.
struct LabelRules: Sendable {
  /// The value that leaves a label out.
  private static let none = "-"

  /// The labels of each layer of the schema, none for a layer that takes any; nil if all are taken.
  private let known: [Layer: Set<String>]?
  /// The labels of the schema by those of the plugin.
  private let replacements: [String: String]

  /// Makes the rules of one plugin.
  ///
  /// - Parameters:
  ///   - schema: The schema of the workspace; nil to take labels that no schema has.
  ///   - replacements: The value of `labels` among the plugin's settings.
  init(_ manifest: Manifest, schema: Schema?, replacements: JSONValue?) {
    var schema = schema
    schema?.admit(manifest.produces)
    known = schema.map { schema in
      Dictionary(
        schema.layers.map { ($0.layer, Set($0.labels)) }, uniquingKeysWith: { first, _ in first })
    }
    self.replacements = Dictionary(
      (replacements?.object?.members ?? []).map { ($0.name, $0.value.plain) },
      uniquingKeysWith: { $1 })
  }

  /// Gives an annotation its label in the workspace.
  ///
  /// - Returns: The reason why it is left out; nil if it is taken.
  func apply(to annotation: inout Annotation) -> String? {
    if let label = replacements[annotation.label] {
      guard label != Self.none else { return "'\(annotation.label)' is left out by the settings" }
      annotation.label = label
    }
    guard let known else { return nil }
    guard let labels = known[annotation.layer] else {
      return "the schema is closed and has no layer '\(annotation.layer)'"
    }
    return labels.isEmpty || labels.contains(annotation.label)
      ? nil : "the schema has no label '\(annotation.label.prefix(64))' on '\(annotation.layer)'"
  }
}
