import Foundation
import PostilExchange
import PostilKit
import Testing

@testable import PostilFormats

/// Tables for spreadsheets.
@Suite struct TableTests {
  private func export(_ name: String, _ text: String) -> (rows: [String], losses: [String]) {
    let span = Span(0, text.unicodeScalars.count)
    let annotation = Annotation(
      id: "a", layer: .entity, label: "PER", spans: [span], text: text, state: .accepted)
    let outcome = TableExporter(name).export(Article(id: "n", text: Text(text)), [annotation])
    let rows = String(decoding: outcome.files[0].bytes, as: UTF8.self)
    return (rows.split(separator: "\r\n").map(String.init), outcome.losses.map(\.what))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]) func formulasAreDefused(
    _ text: String
  ) {
    for name in ["csv", "tsv"] {
      let (rows, losses) = export(name, text)
      #expect(rows[0].contains("'"), "\(rows)")
      #expect(losses.contains("an apostrophe before what looks like a formula"))
    }
  }

  @Test func cellsAreQuoted() {
    #expect(export("csv", "a,b").rows == ["n,a,entity,PER,0,3,\"a,b\",accepted,,,,,"])
    #expect(export("csv", "a\"b").rows[0].contains("\"a\"\"b\""))
    #expect(export("tsv", "a\tb").losses == ["tabs and line breaks replaced by spaces"])
  }

  @Test func theHeadIsWrittenOnce() throws {
    try withFolder { folder in
      var runner = ExportRunner(TableExporter("csv"), to: "\(folder)/all.csv")
      for id in ["a", "b"] {
        runner.add(Article(id: id, text: Samples.article.text), Samples.annotations)
      }
      _ = try runner.finish()
      let file = try String(contentsOfFile: "\(folder)/all.csv", encoding: .utf8)
      #expect(file.hasPrefix("article,id,"))
      #expect(file.components(separatedBy: "article,id").count == 2)
    }
  }
}
