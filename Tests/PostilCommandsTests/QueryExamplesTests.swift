import PostilKit
import PostilStore
import PostilSystem
import TestSupport
import Testing

/// The examples of the documentation of queries find what it says.
@Suite struct QueryExamplesTests {
  private static let page = "Sources/Kit/PostilKit/PostilKit.docc/Queries.md"

  private let parts: [Substring]
  private let workspace: TestWorkspace

  init() throws {
    let root = Transcript.folder.split(separator: "/").dropLast(2).joined(separator: "/")
    let page = String(decoding: try Files.read("/\(root)/\(Self.page)"), as: UTF8.self)
    parts = page.split(separator: "```\n")
    let text = try String(
      decoding: Files.read("\(Transcript.folder)/files/query/tehran.txt"), as: UTF8.self)
    #expect(parts.count == 5 && parts[1] == text)
    workspace = try TestWorkspace(text: text)
    for line in parts[3].split(separator: "\n") {
      let command = line.drop { $0 != " " }.dropFirst()
      let isQuote = command.hasPrefix("direct")
      let answer = workspace.run(
        (isQuote ? "quote" : "tag") + command.drop { $0 != " " }
          + (isQuote ? "" : " " + command.prefix { $0 != " " }))
      #expect(answer.hasPrefix("+ \(line.prefix { $0 != " " }) "), "\(answer)")
    }
  }

  @Test func theyFindWhatItSays() throws {
    let rows = parts[4].split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map {
        $0.split(separator: "|").map {
          $0.filter { $0 != "`" }.split(separator: " ").joined(separator: " ")
        }
      }
    #expect(rows.count > 20)
    for row in rows where row.count == 3 {
      let found = workspace.run("list \(row[0])").split(separator: "\n").map {
        String($0.prefix { $0 != " " })
      }
      #expect(found.joined(separator: " ") == row[1], "\(row[0])")
    }
  }
}
