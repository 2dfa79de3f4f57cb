import Foundation
import TestSupport
import Testing

/// `facts` on texts whose differences were listed before: those that it finds, and what it flags besides.
@Suite(.enabled(if: Staged.exists)) struct ListedDifferencesTests {
  /// A difference that stands in the texts, with the words of each article; `same` is none.
  private struct Listed {
    let kind: String
    let about: String
    let cells: [(article: String, words: String)]

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count > 2, !line.hasPrefix("#") else { return nil }
      (kind, about) = (fields[0], fields[1])
      cells = fields.dropFirst(2).compactMap { field in
        field.firstIndex(of: ":").map {
          (String(field[..<$0]), String(field[field.index(after: $0)...]))
        }
      }
    }
  }

  private struct Flagged {
    let cells: [(article: String, words: String)]

    /// Whether it has the words of two places of a difference that are not the same words.
    func shows(_ listed: Listed) -> Bool {
      let found = listed.cells.filter { cell in
        cells.contains {
          $0.article == cell.article
            && ($0.words.contains(cell.words) || cell.words.contains($0.words))
        }
      }
      return Set(found.map(\.words)).count > 1
    }
  }

  /// What the staged program prints.
  private static func postil(_ words: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    (process.executableURL, process.arguments) = (Staged.executable, words)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(words)")
    return String(decoding: data, as: UTF8.self)
  }

  private static let folder = Staged.root.appending(path: "Tests/Cases/Facts")

  private func figures(
    _ list: String, texts: URL, published: String
  ) throws -> (found: Int, listed: Int, right: Int, flagged: Int, missed: [String]) {
    let table = try String(contentsOf: Self.folder.appending(path: list), encoding: .utf8)
    let listed = table.split(separator: "\n").compactMap(Listed.init)
    let copy = try TemporaryFolder()
    for file in try FileManager.default.contentsOfDirectory(
      at: texts, includingPropertiesForKeys: nil)
    where file.pathExtension == "txt" {
      try FileManager.default.copyItem(
        at: file, to: URL(filePath: copy.path).appending(path: file.lastPathComponent))
    }
    _ = try Self.postil(["annotate", "--published", published, copy.path])
    let output = try Self.postil(["-C", copy.path, "facts", "differ", "--json"])
    let flagged = try output.split(separator: "\n").map { line -> Flagged in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let cells = object?["says"] as? [[String: Any]] ?? []
      return Flagged(
        cells: cells.map { ($0["article"] as? String ?? "", $0["words"] as? String ?? "") })
    }
    let differences = listed.filter { $0.kind != "same" }
    let found = differences.filter { one in flagged.contains { $0.shows(one) } }
    let right = flagged.filter { row in differences.contains { row.shows($0) } }
    let missed = differences.filter { one in !flagged.contains { $0.shows(one) } }
    return (found.count, differences.count, right.count, flagged.count, missed.map(\.about))
  }

  /// The sample corpus, with which the comparison was made.
  @Test func seeds() throws {
    let figures = try figures(
      "seeds.tsv", texts: Staged.root.appending(path: "seeds"), published: "2023-03-13")
    #expect(figures.listed == 22)
    #expect(figures.found >= 12, "missed: \(figures.missed)")
    #expect(figures.right * 10 >= figures.flagged * 8, "\(figures.right) of \(figures.flagged)")
    print("facts, seeds: \(figures)")
  }

  /// Five reports that were written before they were compared; eight of nineteen were found the first time.
  @Test func ferry() throws {
    let figures = try figures(
      "ferry.tsv", texts: Self.folder.appending(path: "ferry"), published: "2024-06-04")
    #expect(figures.listed == 19)
    #expect(figures.found >= 11, "missed: \(figures.missed)")
    #expect(figures.right * 10 >= figures.flagged * 8, "\(figures.right) of \(figures.flagged)")
    print("facts, ferry: \(figures)")
  }
}

/// The staged program.
private enum Staged {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let executable = root.appending(path: ".build/testing/stage/bin/postil")
  static let exists = FileManager.default.isExecutableFile(atPath: executable.path)
}
