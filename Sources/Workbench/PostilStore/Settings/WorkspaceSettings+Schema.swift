import PostilKit
import PostilSchema
import PostilSystem
import PostilTOML

extension WorkspaceSettings {
  /// The settings as a file, with another schema; everything else stays as it is written.
  ///
  /// - Throws: `badSettings` if the file cannot be changed.
  package func text(with schema: Schema) throws(PostilError) -> [UInt8] {
    do throws(TOMLFailure) {
      var document = if let document { document } else { try TOMLDocument("") }
      let isOwn = document.place(of: ["layers"]) != nil
      for rules in schema.layers {
        // Without layers of its own a workspace has those of the news schema, which are written, too.
        if isOwn, self.schema[rules.layer] == rules { continue }
        try document.write(rules)
      }
      return document.bytes
    } catch {
      let place = FilePlace(path, line: error.place.line, column: error.place.column)
      throw .store(.badSettings(at: place, reason: error.reason))
    }
  }
}

extension TOMLDocument {
  fileprivate mutating func write(_ rules: Schema.LayerRules) throws(TOMLFailure) {
    let key = ["layers", rules.layer.rawValue]
    self = try setting(key + ["labels"], to: .array(rules.labels.map { .string($0) }))
    if !rules.roles.isEmpty {
      self = try setting(key + ["roles"], to: .array(rules.roles.map { .string($0) }))
    }
    for (name, type) in rules.attributes.sorted(by: { $0.key < $1.key }) {
      self = try setting(key + ["attributes", name], to: type.setting)
    }
  }
}
