import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilSystem

extension Arguments {
  /// The layer that `--layer` names; nil without the flag.
  ///
  /// - Throws: `unknownLayer`.
  func layer(in schema: Schema) throws(PostilError) -> Layer? {
    guard let name = value("layer") else { return nil }
    let known = schema.layers.map(\.layer.rawValue)
    guard known.contains(name) else { throw .pointing(.unknownLayer(name: name, known: known)) }
    return Layer(rawValue: name)
  }
}
