import PostilSchema
import PostilSystem
import PostilIndex
import PostilKit
import PostilPointing
import PostilStore
import PostilTerminal
import PostilWorkbench

/// Statistics for the screen: a line with a bar for each label, then progress, then the most frequent
/// entities and speakers.
package struct StatisticsView {
  package let statistics: Statistics
  package let schema: Schema
  package let display: Display
  /// The maximum number of entities, and of speakers, to list.
  package let most: Int

  package init(statistics: Statistics, schema: Schema, display: Display, most: Int) {
    self.statistics = statistics
    self.schema = schema
    self.display = display
    self.most = most
  }

  private static let states: [Annotation.State] = [.accepted, .suggested, .rejected]
  /// The narrowest and the widest bar, in columns.
  private static let bars = 8...40

  /// The lines for the screen.
  package var lines: [StyledLine] {
    labelLines + progressLines + names("Most frequent entities", statistics.entities(most: most))
      + names("Most frequent speakers", statistics.speakers(most: most))
  }

  /// The statistics as JSON objects, to be printed one per line.
  package var json: [JSONValue] {
    statistics.labels(in: schema).map(Self.json) + [progressJSON]
      + statistics.entities(most: most).map { Self.json("entity", $0) }
      + statistics.speakers(most: most).map { Self.json("speaker", $0) }
  }

  // MARK: Labels

  private var labelLines: [StyledLine] {
    let labels = statistics.labels(in: schema)
    guard !labels.isEmpty else { return [] }
    let width = max(10, labels.map { $0.label.columns + 2 }.max() ?? 0)
    let head = Self.states.map { Self.right($0.rawValue, 10) }.joined()
    let room = display.columns - width - head.columns - 2
    let largest = max(1, labels.map(\.alive).max() ?? 1)
    var lines = [StyledLine("".padded(width) + head, .dim)]
    var layer: Layer?
    for entry in labels {
      if entry.layer != layer { lines.append(StyledLine(entry.layer.rawValue, .strong)) }
      layer = entry.layer
      var line = StyledLine("  ")
      line.append(entry.label, .label(entry.label))
      line.append("".padded(width - 2 - entry.label.columns))
      line.append(Self.states.map { Self.right("\(entry.count($0))", 10) }.joined())
      append(bar: entry, room: room, largest: largest, to: &line)
      lines.append(line)
    }
    return lines
  }

  /// Appends the bar of a label: solid for accepted, light for suggested annotations. There is no bar if
  /// it does not fit, nor in the list view, which is for screen readers.
  private func append(
    bar entry: Statistics.LabelCount, room: Int, largest: Int, to line: inout StyledLine
  ) {
    guard !display.isList, room >= Self.bars.lowerBound else { return }
    let width = min(room, Self.bars.upperBound)
    let whole = Self.cells(entry.alive, largest, width)
    let solid = min(whole, Self.cells(entry.count(.accepted), largest, width))
    let (full, part) = display.isASCII ? ("#", ".") : ("█", "░")
    let bar = String(repeating: full, count: solid) + String(repeating: part, count: whole - solid)
    if !bar.isEmpty { line.append("  " + bar, .label(entry.label)) }
  }

  /// The length of a bar in columns; at least 1 unless the count is 0.
  private static func cells(_ count: Int, _ largest: Int, _ width: Int) -> Int {
    count == 0 ? 0 : max(1, Int((Double(count) / Double(largest) * Double(width)).rounded()))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  // MARK: Progress and frequencies

  private var progressLines: [StyledLine] {
    let parts = Statistics.Progress.allCases.map {
      "\(statistics.progress[$0] ?? 0) \($0.rawValue)"
    }
    let count = counted(statistics.articles, "article")
    return [StyledLine("\(count): \(parts.joined(separator: ", "))", .strong)]
  }

  private func names(_ heading: String, _ names: [Statistics.Frequency]) -> [StyledLine] {
    guard !names.isEmpty else { return [] }
    return [StyledLine(heading, .strong)]
      + names.map {
        StyledLine("\(Self.right("\($0.count)", 6))  \(Snippet.shortened($0.name, to: 60))")
      }
  }

  // MARK: As JSON

  private static func json(_ entry: Statistics.LabelCount) -> JSONValue {
    var object = JSONObject()
    object["count"] = "label"
    object["layer"] = .string(entry.layer.rawValue)
    object["label"] = .string(entry.label)
    for state in states { object[state.rawValue] = .int(entry.count(state)) }
    return .object(object)
  }

  private static func json(_ kind: String, _ frequency: Statistics.Frequency) -> JSONValue {
    ["count": .string(kind), "name": .string(frequency.name), "times": .int(frequency.count)]
  }

  private var progressJSON: JSONValue {
    var object = JSONObject()
    object["count"] = "articles"
    object["all"] = .int(statistics.articles)
    for progress in Statistics.Progress.allCases {
      object[progress.rawValue] = .int(statistics.progress[progress] ?? 0)
    }
    return .object(object)
  }
}
