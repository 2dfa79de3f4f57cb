import PostilKit
import PostilSystem

/// The ids of annotations and of ops: 12 lower-case base-32 characters, 60 bits.
package enum AnnotationID {
  /// A new random id, for a person's annotation and for an op; unique without coordination.
  package static func random() -> String {
    spelled(UInt64.random(in: 0 ... .max))
  }

  /// The id of a plugin's annotation: the same words, label and annotator give the same id on every
  /// run, every machine and every branch.
  ///
  /// - Parameters:
  ///   - layer: Its layer.
  ///   - label: Its label.
  ///   - spans: Its spans, in code points.
  ///   - name: The plugin's name without its version, so that an update does not suggest everything
  ///     again.
  ///   - ordinal: 0 for the first annotation with all these values, 1 for the second.
  package static func derived(
    layer: Layer, label: String, spans: [Span], annotator name: String, ordinal: Int
  ) -> String {
    let places = spans.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    // A tab cannot occur in a layer, a label or a name, so that distinct fields give distinct keys.
    let key = [layer.rawValue, label, places, name, String(ordinal)].joined(separator: "\t")
    return spelled(SHA256.digest(key.utf8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Whether a string has the format of Postil's own ids; others are kept unchanged.
  package static func isWellFormed(_ id: String) -> Bool {
    id.utf8.count == 12 && id.utf8.allSatisfy(letters.contains)
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  private static func spelled(_ bits: UInt64) -> String {
    let characters = (0..<12).map { letters[Int(bits >> (59 - 5 * UInt64($0)) & 31)] }
    return String(decoding: characters, as: UTF8.self)
  }
}
