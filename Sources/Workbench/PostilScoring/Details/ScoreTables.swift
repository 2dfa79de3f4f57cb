import PostilKit
import PostilSystem

/// The details of a score as tables, for a terminal, Markdown and a page.
package struct ScoreTables: Sendable {
  /// A table: its title, the heads of its columns, and its rows.
  package struct Table: Hashable, Sendable {
    package let title: String
    package let heads: [String]
    package let rows: [[String]]
    /// For each row a share from 0 to 1 that a page draws as a bar; empty for none.
    package var bars: [Double] = []
  }

  package private(set) var tables: [Table] = []

  /// - Parameters:
  ///   - second: Another prediction that is compared with the first, if there is one.
  ///   - worst: The number of articles listed.
  ///   - hasMistakes: Whether each mistake is listed.
  package init(
    _ details: ScoreDetails, second: ScoreDetails? = nil, worst: Int = 10, hasMistakes: Bool = true
  ) {
    tables.append(Self.labels(details))
    if let second, let comparison = details.compared(with: second) {
      tables.append(Self.comparison(details, second, comparison))
    }
    tables.append(Self.confusion(details))
    let bad = details.worst(worst)
    if !bad.isEmpty { tables.append(Self.worst(bad)) }
    if hasMistakes, !details.mistakes.isEmpty { tables.append(Self.mistakes(details)) }
  }

  private static func percent(_ value: Double) -> String { Decimals.fixed(100 * value, 1) }

  private static func labels(_ details: ScoreDetails) -> Table {
    let rows =
      [("all", details.overall)]
      + details.labels.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let interval = Bootstrap().interval(of: details.articles.map(\.counts)).map {
      "\(percent($0.lowerBound))–\(percent($0.upperBound))"
    }
    return Table(
      title: "Precision, recall and F1 in per cent",
      heads: ["label", "P", "R", "F1", "95 % of F1", "right", "spurious", "missing"],
      rows: rows.enumerated().map { place, row in
        let (name, counts) = row
        return [
          name, percent(counts.precision), percent(counts.recall), percent(counts.f1),
          place == 0 ? interval ?? "" : "", "\(counts.right)", "\(counts.spurious)",
          "\(counts.missing)",
        ]
      }, bars: rows.map(\.1.f1))
  }

  private static func comparison(
    _ first: ScoreDetails, _ second: ScoreDetails, _ comparison: Bootstrap.Comparison
  ) -> Table {
    Table(
      title: "The second prediction against the first (paired bootstrap over articles)",
      heads: ["first F1", "second F1", "difference", "95 %", "p"],
      rows: [
        [
          percent(first.overall.f1), percent(second.overall.f1), percent(comparison.difference),
          "\(percent(comparison.interval.lowerBound)) to \(percent(comparison.interval.upperBound))",
          Decimals.fixed(comparison.p, 3),
        ]
      ])
  }

  private static func confusion(_ details: ScoreDetails) -> Table {
    let columns = Set(details.confusion.values.flatMap(\.keys)).sorted { rank($0) < rank($1) }
    let rows = details.confusion.keys.sorted { rank($0) < rank($1) }
    return Table(
      title: "Labels of gold (rows) and predicted ones (columns)",
      heads: ["gold"] + columns.map { $0.isEmpty ? "none" : $0 },
      rows: rows.map { gold in
        [gold.isEmpty ? "none" : gold]
          + columns.map { details.confusion[gold]?[$0].map(String.init) ?? "" }
      })
  }

  /// Labels by name, none last.
  private static func rank(_ label: String) -> String { label.isEmpty ? "\u{10FFFF}" : label }

  private static func worst(_ articles: [(name: String, counts: MatchCounts)]) -> Table {
    Table(
      title: "Articles with the most mistakes", heads: ["article", "F1", "spurious", "missing"],
      rows: articles.map {
        [$0.name, percent($0.counts.f1), "\($0.counts.spurious)", "\($0.counts.missing)"]
      }, bars: articles.map(\.counts.f1))
  }

  private static func mistakes(_ details: ScoreDetails) -> Table {
    func shown(_ item: ScoredItem?) -> String {
      guard let item else { return "-" }
      let places = item.spans.map { "@\($0)" }.joined(separator: "+")
      return "\(item.label) \(details.words(item).map { "\"\($0.prefix(40))\"" } ?? places)"
    }
    return Table(
      title: "Mistakes", heads: ["article", "what", "gold", "predicted"],
      rows: details.mistakes.map {
        [$0.article, $0.outcome.rawValue, shown($0.gold), shown($0.predicted)]
      })
  }

  // MARK: Forms

  /// The tables in Markdown.
  package var markdown: String {
    tables.map { table in
      let lines = [table.heads, table.heads.map { _ in "---" }] + table.rows
      return "## \(table.title)\n\n"
        + lines.map { row in
          "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// The tables as lines of text.
  package var lines: [String] {
    tables.flatMap { table -> [String] in
      let all = [table.heads] + table.rows
      let widths = table.heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
      return [table.title]
        + all.map { row in
          var line = " "
          for (column, cell) in row.enumerated() {
            let room = String(repeating: " ", count: widths[column] - cell.count)
            line += " " + (column == 0 || Double(row[column]) == nil ? cell + room : room + cell)
          }
          while line.last == " " { line.removeLast() }
          return line
        }
    }
  }

  /// The tables as a page of HTML, with bars for the shares.
  package var html: String {
    let style = """
      body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em}
      table{border-collapse:collapse;margin-bottom:2em}td,th{padding:.2em .7em;text-align:left;border-bottom:1px solid #ddd}
      """
    return "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Score</title>\n"
      + "<style>\(style)</style>\n" + tables.map(Self.html).joined(separator: "\n") + "</html>\n"
  }

  private static func html(_ table: Table) -> String {
    let heads = (table.heads + (table.bars.isEmpty ? [] : [""])).map { "<th>\(escaped($0))</th>" }
    let rows = table.rows.enumerated().map { place, row in
      let bar = table.bars.isEmpty ? "" : "<td>\(bar(table.bars[place]))</td>"
      return "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + bar + "</tr>\n"
    }
    return "<h2>\(escaped(table.title))</h2>\n<table><tr>\(heads.joined())</tr>\n"
      + rows.joined() + "</table>\n"
  }

  private static func bar(_ share: Double) -> String {
    let width = Decimals.fixed(160 * min(1, max(0, share)), 0)
    return "<svg width=\"160\" height=\"12\"><rect width=\"160\" height=\"12\" fill=\"#eee\"/>"
      + "<rect width=\"\(width)\" height=\"12\" fill=\"#3a78b5\"/></svg>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
