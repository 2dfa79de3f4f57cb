import PostilKit
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// A recorded session: `> ` and a command, then exactly what it prints.
package struct Transcript {
  package static let folder =
    #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Transcripts"

  /// The names of all transcripts.
  package static let names =
    (try? Folders.entries(folder))?.map(\.name)
    .filter { $0.hasSuffix(".transcript") }.sorted() ?? []

  package let path: String
  package let text: String

  package init(_ name: String) throws {
    path = "\(Self.folder)/\(name)"
    text = String(decoding: try Files.read(path), as: UTF8.self)
  }

  /// The comment at the head.
  private var head: [Substring] {
    Array(
      text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("> ") })
  }

  /// The folder of the articles that the session works on, in addition to the default ones: `# files: NAME`.
  private var files: String? {
    head.first { $0.hasPrefix("# files: ") }.map { "\(Self.folder)/files/\($0.dropFirst(9))" }
  }

  /// The transcript of a run.
  package func replayed() throws -> String {
    let workspace = try TestWorkspace(files: files)
    var result = head.map { $0 + "\n" }.joined()
    for line in text.split(separator: "\n") where line.hasPrefix("> ") {
      let command = line.dropFirst(2).replacing("FOLDER", with: workspace.folder)
      let output = workspace.run(String(command))
      result += line + "\n" + Self.steady(output, workspace.folder)
    }
    return result
  }

  /// Output without what differs between runs: times, ids, the folder.
  private static func steady(_ output: String, _ folder: String) -> String {
    output.replacing(folder, with: "FOLDER")
      // Outside the workspace a command is logged with the name of a file alone.
      .replacing(folder.split(separator: "/").last ?? "", with: "FOLDER")
      .replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d /#, with: "YYYY-MM-DD HH:MM ")
      .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/#, with: "YYYY-MM-DDTHH:MM:SSZ")
      .replacing(#/\b\d+ ms\b/#, with: "N ms")
      .replacing(#/\b[0-9a-f]{64}\b/#, with: "HASH")
  }
}
