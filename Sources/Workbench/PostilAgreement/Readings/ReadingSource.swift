import PostilKit
import PostilSystem

/// Where the readings of one person are.
package enum ReadingSource: Hashable, Sendable {
  /// A folder of sidecars.
  case folder(String)
  /// One sidecar.
  case file(String)
  /// A person who has written lines in the sidecars of the workspace.
  case author(String)
  /// A branch or another revision of the repository that the workspace is in, as typed and as a hash.
  case revision(String, hash: String)

  /// The person's name in tables: the author, the revision, or the last part of the path.
  package var name: String {
    switch self {
    case .folder(let path): path.split(separator: "/").last.map(String.init) ?? path
    case .file(let path): Self.stem(path.split(separator: "/").last.map(String.init) ?? path)
    case .author(let name): name
    case .revision(let name, _): name
    }
  }
}

extension ReadingSource {
  /// What was typed.
  package var path: String {
    switch self {
    case .folder(let path), .file(let path): path
    case .author(let name), .revision(let name, _): name
    }
  }
}

/// One sidecar: the name of its article, and its lines.
struct SourceSidecar {
  let article: String
  let file: FileAccess
}

extension ReadingSource {
  /// The sidecars of a folder, or the one of a path.
  static func sidecars(in path: String) throws(PostilError) -> [SourceSidecar] {
    guard Folders.exists(path + "/.") else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return [SourceSidecar(article: stem(name), file: FileAccess(path: path))]
    }
    let opening = Array("{\"postil\":".utf8)
    var sidecars: [SourceSidecar] = []
    for name in try Folders.files(path, where: { $0.hasSuffix(".jsonl") }) {
      let file = FileAccess(name, in: FolderAccess(path), path: "\(path)/\(name)")
      // Other JSON Lines in the folder are about no article.
      guard try file.start(opening.count) == opening else { continue }
      sidecars.append(SourceSidecar(article: stem(name), file: file))
    }
    return sidecars
  }

  static func stem(_ name: String) -> String {
    name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
  }
}
