import PostilKit
import PostilSystem
import PostilTOML

extension WorkspaceSettings {
  /// The file with keys set to values; all else in it stays as it is.
  ///
  /// - Throws: `badSettings` if a key is a table or cannot be written.
  package func setting(_ values: [(key: [String], value: JSONValue)]) throws(PostilError) -> [UInt8]
  {
    do throws(TOMLFailure) {
      var changed = if let document { document } else { try TOMLDocument("") }
      for (key, value) in values { changed = try changed.setting(key, to: value) }
      return changed.bytes
    } catch {
      throw .settings(
        .bad(
          at: FilePlace(path, line: error.place.line, column: error.place.column),
          reason: error.reason))
    }
  }
}
