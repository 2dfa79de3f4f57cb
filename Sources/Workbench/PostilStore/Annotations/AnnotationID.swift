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
    // A tab cannot occur in a layer, a label or a name, so that distinct fields give distinct keys.
    var key: [UInt8] = []
    key.reserveCapacity(120)
    for field in [layer.rawValue, label] {
      key.append(contentsOf: field.utf8)
      key.append(UInt8(ascii: "\t"))
    }
    for (index, span) in spans.enumerated() {
      if index > 0 { key.append(UInt8(ascii: ",")) }
      key.append(decimal: span.start)
      key.append(UInt8(ascii: "-"))
      key.append(decimal: span.end)
    }
    key.append(UInt8(ascii: "\t"))
    key.append(contentsOf: name.utf8)
    key.append(UInt8(ascii: "\t"))
    key.append(decimal: ordinal)
    return spelled(SHA256.firstBits(key))
  }

  /// Whether a string has the format of Postil's own ids; others are kept unchanged.
  package static func isWellFormed(_ id: String) -> Bool {
    id.utf8.count == 12 && id.utf8.allSatisfy(letters.contains)
  }

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  private static func spelled(_ bits: UInt64) -> String {
    String(unsafeUninitializedCapacity: 12) { characters in
      for place in 0..<12 {
        characters[place] = letters[Int(bits >> (59 - 5 * UInt64(place)) & 31)]
      }
      return 12
    }
  }
}
