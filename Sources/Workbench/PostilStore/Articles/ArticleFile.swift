import PostilKit
import PostilSystem

/// One article of a workspace: the paths of its text and its annotations.
package struct ArticleFile: Hashable, Sendable {
  /// The path relative to the workspace's root, without `.txt` or `.md` and with components joined
  /// by `/`: `2023/03/wire`.
  package let name: String
  /// The text, in the folder of its workspace.
  package let text: FileAccess
  /// The sidecar, whether it exists or not, in the folder of the sidecars.
  package let sidecar: FileAccess
  /// The day of publication given in `published.tsv`, if any.
  package let listedPublished: CalendarDate?

  package var textPath: String { text.path }
  package var sidecarPath: String { sidecar.path }

  /// Creates an article file; whether the files exist is not checked.
  package init(
    name: String, text: FileAccess, sidecar: FileAccess, listedPublished: CalendarDate? = nil
  ) {
    self.name = name
    self.text = text
    self.sidecar = sidecar
    self.listedPublished = listedPublished
  }

  /// Creates an article file of two paths, each reached through the folder that holds it.
  package init(
    name: String, textPath: String, sidecarPath: String, listedPublished: CalendarDate? = nil
  ) {
    self.init(
      name: name, text: FileAccess(path: textPath), sidecar: FileAccess(path: sidecarPath),
      listedPublished: listedPublished)
  }

  /// The article by a sidecar's path without links, so that nothing that uses the path is led elsewhere.
  ///
  /// - Throws: `linkLeaves` for a sidecar outside its folder, or a link to nothing; `irregularSidecar` if
  ///   it is not a regular file.
  func checked() throws(PostilError) -> ArticleFile {
    let found: FileAccess
    do throws(PostilError) { found = try sidecar.withoutLinks() } catch {
      guard case FileFact.notRegular(let path) = error.fact else { throw error }
      throw .store(.irregularSidecar(path: path))
    }
    guard found != sidecar else { return self }
    return ArticleFile(name: name, text: text, sidecar: found, listedPublished: listedPublished)
  }

  /// Whether a file with that name can be an article: `.txt` or `.md`, in any case.
  package static func isText(_ path: String) -> Bool { stem(path) != nil }

  /// The path without its `.txt` or `.md`; nil if it has another extension.
  package static func stem(_ path: String) -> String? {
    // Byte by byte, since a workspace may have hundreds of thousands of files.
    for ending in [".txt", ".md"] as [StaticString] {
      let count = ending.utf8CodeUnitCount
      let isEnding = path.utf8.suffix(count).enumerated()
        .allSatisfy { ($1 >= 0x41 && $1 <= 0x5A ? $1 | 0x20 : $1) == ending.utf8Start[$0] }
      guard path.utf8.count > count, isEnding else { continue }
      let stem = Substring(path.utf8.dropLast(count))
      return stem.utf8.last == UInt8(ascii: "/") ? nil : String(stem)
    }
    return nil
  }

  /// A name as typed, without the `./` before it.
  package static func name(ofTyped word: String) -> String {
    word.hasPrefix("./") ? String(word.dropFirst(2)) : word
  }

  /// Whether a word is the path of a text below a folder, or its name there, without its ending.
  package static func exists(named word: String, below folder: String = "") -> Bool {
    (isText(word) ? [""] : [".txt", ".md"]).contains { Folders.kind(folder + word + $0) == .file }
  }
}
