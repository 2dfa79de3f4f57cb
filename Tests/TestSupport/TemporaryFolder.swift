import PostilKit
import PostilStore
import PostilSystem

/// A folder for one test, removed with its contents when the test ends.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    var template = Array("/tmp/postil-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw PostilError.file(.cannotWrite(path: "/tmp", errno: errno))
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    chmod(path, 0o700)
    if let folder = opendir(path) {
      var names: [String] = []
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(folder)
      for name in names where unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }

  /// Writes a file, with the folders above it.
  @discardableResult package func write(_ name: String, _ content: String) throws -> String {
    try write(name, Array(content.utf8))
  }

  @discardableResult package func write(_ name: String, _ content: [UInt8]) throws -> String {
    let path = "\(path)/\(name)"
    try Folders.create(String(path[..<path.lastIndex(of: "/")!]))
    // Not `Files.replace`: it waits for the disk, which thousands of test files need not.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw PostilError.file(.cannotWrite(path: path, errno: errno)) }
    defer { close(descriptor) }
    try Files.write(content, to: descriptor, path: path)
    return path
  }

  package func read(_ name: String) throws -> [UInt8] { try Files.read("\(path)/\(name)") }

  package func string(_ name: String) throws -> String {
    String(decoding: try read(name), as: UTF8.self)
  }

  /// The lines of a file.
  package func lines(_ name: String) throws -> [String] {
    try string(name).split(separator: "\n").map(String.init)
  }
}

extension TemporaryFolder {
  /// The words that most tests annotate.
  package static let text = "Ana Duarte flew to Lisbon on Monday.\nShe met Rui Costa there.\n"

  /// An article of this folder.
  package func article(_ name: String = "wire", _ text: String? = TemporaryFolder.text) throws
    -> ArticleFile
  {
    if let text { try write("\(name).txt", text) }
    return ArticleFile(
      name: name, textPath: "\(path)/\(name).txt", sidecarPath: "\(path)/\(name).jsonl")
  }

  package func store(_ name: String = "wire", _ text: String? = TemporaryFolder.text) throws
    -> AnnotationStore
  {
    try AnnotationStore.open(article(name, text))
  }
}

extension Annotation {
  /// An accepted mention, as a person makes it.
  package static func mention(
    _ start: Int, _ end: Int, _ label: String = "PER", id: String = "", state: State = .accepted,
    by: String = "anna"
  ) -> Annotation {
    Annotation(
      id: id, layer: .entity, label: label, spans: [Span(start, end)], state: state, annotator: by)
  }
}

/// In tests, a string literal is a person's name.
extension Author: ExpressibleByStringInterpolation {
  /// A person of that name.
  public init(stringLiteral name: String) { self = .person(name) }
}
