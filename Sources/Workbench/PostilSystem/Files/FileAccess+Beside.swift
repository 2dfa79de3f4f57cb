import PostilKit

/// The files beside a file that belong to it.
extension FileAccess {
  /// Keeps the content of the file beside it under a free name, `harbour.jsonl.old` or
  /// `harbour.jsonl.old2`.
  ///
  /// - Parameter bytes: The content.
  /// - Returns: The path of the copy.
  /// - Throws: `exists` if all names are taken, `linkLeaves`, `cannotWrite`.
  package func keep(_ bytes: [UInt8]) throws(PostilError) -> String {
    for number in 1...999 {
      let old = adding(".old\(number == 1 ? "" : String(number))")
      if try old.exists() { continue }
      // Not a second name of the file: a kill would leave the file with both.
      try old.replace(with: bytes, replacing: false)
      return old.path
    }
    throw .file(.exists(path: path + ".old"))
  }

  /// Deletes temporary files that a killed ``replace(with:replacing:making:)`` of this file left beside
  /// it, and no file of another name. The caller must hold the file's lock.
  package func sweep() {
    guard let place = try? folder.place(name) else { return }
    for entry in system.names(in: place.folder) where Files.isTemporary(entry, of: place.name) {
      _ = system.remove(entry, in: place.folder, isFolder: false)
    }
  }
}
