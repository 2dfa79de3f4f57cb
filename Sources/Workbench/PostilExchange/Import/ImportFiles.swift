import PostilKit
import PostilStore
import PostilSystem

/// The files of an import: a file, or all files with the endings of a format in a folder and below it.
struct ImportFiles {
  /// Reads a file when it is its turn.
  typealias Source = () throws -> ImportSource

  private let path: String
  private let endings: [String]
  private let workspace: Workspace
  private let input: ImportInput

  /// The largest file that is imported, in bytes.
  private static let largest = 512 << 20

  /// - Parameters:
  ///   - endings: Endings of names without the dot, the most usual one first.
  ///   - input: The standard input.
  init(_ path: String, _ endings: [String], for workspace: Workspace, _ input: ImportInput) {
    self.input = input
    self.path = path
    self.endings = endings
    self.workspace = workspace
  }

  /// The files, none of which has been read.
  ///
  /// - Throws: `noFiles` for a folder without files of the format, and what listing a folder throws.
  func sources() throws(PostilError) -> [Source] {
    if path == Self.standardInput { return [{ try standardInput() }] }
    let isFolder = Folders.kind(path) == .folder || Folders.exists(path + "/.")
    guard isFolder else {
      let path = annotations(of: path)
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return [{ try single(path, name: stem(last)) }]
    }
    let folder = FolderAccess(path)
    let names = try files(path)
    guard !names.isEmpty else {
      throw PostilError.format(.noFiles(path: path, ending: endings[0]))
    }
    return names.map { name in
      {
        let file = FileAccess(name, in: folder, path: "\(path)/\(name)")
        return try Self.source(file, name: stem(name), try file.read(limit: Self.largest))
      }
    }
  }

  /// The path of the standard input, as other programs have it.
  private static let standardInput = "-"

  private func standardInput() throws(PostilError) -> ImportSource {
    let name = "stdin"
    return try Self.source(
      FileAccess(path: name), name: name, try input.read(limit: Self.largest, name))
  }

  /// A file, expanded if it is compressed.
  private static func source(
    _ file: FileAccess, name: String, _ bytes: [UInt8]
  ) throws(PostilError) -> ImportSource {
    ImportSource(
      file: file, name: name,
      bytes: Gzip.isCompressed(bytes)
        ? try Gzip.expand(bytes, limit: largest, path: file.path) : bytes)
  }

  /// The file of annotations beside a text, if the text's path is given: `d1.ann` for `d1.txt`.
  private func annotations(of path: String) -> String {
    guard let stem = ArticleFile.stem(path) else { return path }
    return endings.map { "\(stem).\($0)" }.first { Folders.exists($0) } ?? path
  }

  /// One file. Outside the workspace it may be a person's own link.
  private func single(_ path: String, name: String) throws(PostilError) -> ImportSource {
    let file = workspace.file(atPath: path)
    if file.folder == workspace.folder {
      return try Self.source(file, name: name, try file.read(limit: Self.largest))
    }
    return try Self.source(
      FileAccess(path: path), name: name,
      try Files.read(path, limit: Self.largest, onlyRegular: true))
  }

  private func stem(_ name: String) -> String {
    let isCompressed = name.lowercased().hasSuffix(Gzip.ending)
    let name = isCompressed ? String(name.dropLast(Gzip.ending.count)) : name
    let ending = endings.map { "." + $0 }.first { name.lowercased().hasSuffix($0) }
    return String(name.dropLast(ending?.count ?? 0))
  }

  private func files(_ path: String) throws(PostilError) -> [String] {
    try Folders.files(path) { isOfFormat($0.lowercased()) }
  }

  private func isOfFormat(_ name: String) -> Bool {
    endings.contains { name.hasSuffix("." + $0) || name.hasSuffix(".\($0)\(Gzip.ending)") }
  }
}

/// The standard input, which can be read once: what was read is kept for those who read it again.
package final class ImportInput {
  private var bytes: [UInt8]?

  /// Makes an input that has not been read.
  package init() {}

  /// The whole input.
  func read(limit: Int, _ name: String) throws(PostilError) -> [UInt8] {
    if let bytes { return bytes }
    let read = try Files.readAll(STDIN_FILENO, limit: limit, path: name)
    bytes = read
    return read
  }
}
