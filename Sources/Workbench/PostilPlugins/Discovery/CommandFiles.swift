import PostilStore
import PostilSystem

/// The files outside a plugin's folder that its command names.
///
/// The words are looked at as paths, also the parts of a word such as `--config=../site.ini`. What a
/// program reads besides is not known.
struct CommandFiles {
  private let name: String
  private let words: [String]
  private let folder: String

  /// - Parameter folder: The real path of the plugin's folder.
  init(_ manifest: Manifest, in folder: String) {
    name = manifest.name
    self.folder = folder
    if case .command(let words) = manifest.start { self.words = words } else { words = [] }
  }

  /// The real paths of the files, sorted.
  ///
  /// - Throws: `refused` for a folder outside the plugin's, whose content is not known.
  func outside() throws(PostilError) -> [String] {
    var paths: Set<String> = []
    for path in words.flatMap(Self.candidates) {
      guard let real = Folders.real(path.hasPrefix("/") ? path : "\(folder)/\(path)"),
        real != folder, !real.hasPrefix(folder + "/"), real != "/"
      else { continue }
      switch Folders.kind(real) {
      case .file: paths.insert(real)
      case .other where real.hasPrefix("/dev/"): continue
      default:
        throw .plugin(
          .refused(
            name: name,
            reason: "its command names '\(path)' outside its folder, which is not a file"))
      }
    }
    return paths.sorted()
  }

  /// A word, and what may be paths in it: only those with `/` or `..` can lead out of the folder.
  private static func candidates(_ word: String) -> [String] {
    let parts = word.split { $0.isWhitespace || separators.contains($0) }.map(String.init)
    return ([word] + parts).filter { $0.contains("/") || $0 == ".." }
  }

  private static let separators: Set<Character> = [
    "=", ",", ":", ";", "\"", "'", "(", ")", "<", ">", "|", "&",
  ]
}
