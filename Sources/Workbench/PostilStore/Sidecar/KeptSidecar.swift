import PostilKit
import PostilSystem

/// The sidecar that `anchor` has replaced and kept beside the new one, for its undo.
package struct KeptSidecar: Hashable, Sendable {
  /// What its name has after that of the sidecar: `.old`, `.old2`.
  let ending: String
  /// SHA-256 of its bytes, in lower-case hexadecimal digits.
  let sha256: String

  init(ending: String, sha256: String) {
    self.ending = ending
    self.sha256 = sha256
  }

  /// Reads the members of a line; nil if it names none, or a file that `anchor` does not make.
  init?(_ object: JSONObject) {
    guard let kept = object["kept"]?.object, let ending = kept["ending"]?.string,
      let sha256 = kept["sha256"]?.string, ending.hasPrefix(".old"),
      ending.dropFirst(4).allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    self.init(ending: ending, sha256: sha256)
  }

  var json: JSONValue { ["ending": .string(ending), "sha256": .string(sha256)] }
}
