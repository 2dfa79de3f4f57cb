import PostilKit

/// One article of a workspace: the paths of its text and its annotations.
package struct ArticleFile: Hashable, Sendable {
  /// The path relative to the workspace's root, without `.txt` or `.md` and with components joined
  /// by `/`: `2023/03/wire`.
  package let name: String
  /// The path of the text.
  package let textPath: String
  /// The path of the sidecar, whether it exists or not.
  package let sidecarPath: String
  /// The day of publication given in `published.tsv`, if any.
  package let listedPublished: CalendarDate?

  /// Creates an article file; the paths are not checked.
  package init(
    name: String, textPath: String, sidecarPath: String, listedPublished: CalendarDate? = nil
  ) {
    self.name = name
    self.textPath = textPath
    self.sidecarPath = sidecarPath
    self.listedPublished = listedPublished
  }

  /// Whether a file with that name can be an article: `.txt` or `.md`, in any case.
  package static func isText(_ path: String) -> Bool { stem(path) != nil }

  /// The path without its `.txt` or `.md`; nil if it has another extension.
  package static func stem(_ path: String) -> String? {
    for ending in [".txt", ".md"] where path.lowercased().hasSuffix(ending) {
      let stem = String(path.dropLast(ending.count))
      return stem.isEmpty || stem.hasSuffix("/") ? nil : stem
    }
    return nil
  }
}
