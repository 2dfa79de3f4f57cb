import PostilKit
import PostilSystem

/// The ids of annotations and of ops: 12 lower-case base-32 characters, 60 bits.
package enum AnnotationID {
  /// A new id, for what a person makes and for an op; nobody needs to be asked.
  package static func random() -> String {
    spelled(UInt64.random(in: 0 ... .max))
  }

  /// The id of a plugin's annotation: the same words, label and annotator give the same id on every
  /// run, on every machine and in every branch.
  ///
  /// - Parameters:
  ///   - layer: The layer it stands on.
  ///   - label: Its label.
  ///   - spans: Its spans, in code points.
  ///   - name: The plugin's name without its version, so that an update does not offer everything
  ///     again.
  ///   - ordinal: 0 for the first annotation that agrees in all of this, 1 for the second.
  package static func derived(
    layer: Layer, label: String, spans: [Span], annotator name: String, ordinal: Int
  ) -> String {
    let places = spans.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    // A tab cannot be part of a layer, a label or a name, so that no two keys run together.
    let key = [layer.rawValue, label, places, name, String(ordinal)].joined(separator: "\t")
    return spelled(SHA256.digest(key.utf8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Whether a string has the form of an id of Postil's own; others are kept as they are.
  package static func isWellFormed(_ id: String) -> Bool {
    id.utf8.count == 12 && id.utf8.allSatisfy(letters.contains)
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  private static func spelled(_ bits: UInt64) -> String {
    let characters = (0..<12).map { letters[Int(bits >> (59 - 5 * UInt64($0)) & 31)] }
    return String(decoding: characters, as: UTF8.self)
  }
}
