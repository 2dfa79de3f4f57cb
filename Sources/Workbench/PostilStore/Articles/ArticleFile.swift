import PostilKit

/// One article of a workspace: where its text and its annotations lie.
package struct ArticleFile: Hashable, Sendable {
  /// The path below the workspace's root without `.txt` or `.md`, parts joined by `/`: `2023/03/wire`.
  package let name: String
  /// The path of the text.
  package let textPath: String
  /// The path of the sidecar, whether it exists or not.
  package let sidecarPath: String
  /// The day of publication that `published.tsv` gives for it, if it does.
  package let listedPublished: CalendarDate?

  /// Makes an article file; the paths are not looked at.
  package init(
    name: String, textPath: String, sidecarPath: String, listedPublished: CalendarDate? = nil
  ) {
    self.name = name
    self.textPath = textPath
    self.sidecarPath = sidecarPath
    self.listedPublished = listedPublished
  }

  /// Whether a file of that name can be an article: `.txt` and `.md`, whatever the case.
  package static func isText(_ path: String) -> Bool { stem(path) != nil }

  /// The path without its `.txt` or `.md`; nil if it ends otherwise.
  static func stem(_ path: String) -> String? {
    for ending in [".txt", ".md"] where path.lowercased().hasSuffix(ending) {
      let stem = String(path.dropLast(ending.count))
      return stem.isEmpty || stem.hasSuffix("/") ? nil : stem
    }
    return nil
  }
}
