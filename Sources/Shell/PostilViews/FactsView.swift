import PostilFacts
import PostilKit
import PostilPointing
import PostilStore
import PostilTerminal

/// What several articles say, side by side: what differs as numbered hits, the rest a line each.
package struct FactsView {
  private let comparisons: [Comparison]
  private let display: Display
  private let place: (Cell) -> String

  /// - Parameter place: The name of a place in its article: `2.5-6`.
  package init(
    _ comparisons: [Comparison], display: Display, place: @escaping (Cell) -> String
  ) {
    (self.comparisons, self.display, self.place) = (comparisons, display, place)
  }

  /// The most comparisons of one kind that are shown though nothing differs in them.
  private static let mostAlike = 12

  private static let headings: [(kind: Comparison.Kind, heading: String)] = [
    (.name, "Names"), (.word, "Words"), (.date, "Dates"), (.number, "Numbers"), (.quote, "Quotes"),
  ]

  /// In the order of the screen: within a kind, what differs comes first.
  private var ordered: [Comparison] {
    Self.headings.flatMap { kind, _ in
      let all = comparisons.filter { $0.kind == kind }
      return all.filter { !$0.differences.isEmpty } + all.filter(\.differences.isEmpty)
    }
  }

  /// The places of what differs, numbered from 1.
  package var hits: [Hit] {
    ordered.filter { !$0.differences.isEmpty }.flatMap(\.cells)
      .map { Hit(article: $0.article, spans: [$0.span]) }
  }

  /// The lines for the screen.
  package var lines: [StyledLine] {
    var number = 0
    var lines: [StyledLine] = []
    for (kind, heading) in Self.headings {
      let all = ordered.filter { $0.kind == kind }
      if all.isEmpty { continue }
      lines.append(StyledLine(heading, .strong))
      let alike = all.filter(\.differences.isEmpty)
      for one in all where !one.differences.isEmpty { lines += differing(one, &number) }
      lines += alike.prefix(Self.mostAlike).map(agreed)
      let rest = alike.count - Self.mostAlike
      if rest > 0 { lines.append(StyledLine("  … \(rest) more that agree", .dim)) }
    }
    return lines
  }

  private func differing(_ one: Comparison, _ number: inout Int) -> [StyledLine] {
    var head = StyledLine("  " + Snippet.shortened(one.topic, to: 48))
    head.append("  " + one.differences.map(\.rawValue).joined(separator: ", "), .dim)
    let width = one.cells.map { source($0).columns }.max() ?? 0
    return [head]
      + one.cells.map { cell in
        number += 1
        var line = StyledLine("    #\(number)".padded(9), .strong)
        line.append(source(cell).padded(width + 2), .dim)
        line.append(Snippet.shortened(cell.words, to: max(20, display.columns - width - 12)))
        return line
      }
  }

  private func source(_ cell: Cell) -> String { "\(cell.article) \(place(cell))" }

  private func agreed(_ one: Comparison) -> StyledLine {
    var line = StyledLine("  " + Snippet.shortened(one.topic, to: 36), .dim)
    var words: [(words: String, places: [String])] = []
    for cell in one.cells {
      let flat = Snippet.shortened(cell.words, to: 30)
      if let index = words.firstIndex(where: { $0.words == flat }) {
        words[index].places.append(source(cell))
      } else {
        words.append((flat, [source(cell)]))
      }
    }
    let said = words.map { "\($0.words) (\($0.places.joined(separator: ", ")))" }
    line.append("  " + said.joined(separator: " = "))
    return line
  }

  /// The comparisons as JSON objects, to be printed one per line.
  package var json: [JSONValue] {
    var number = 0
    return ordered.map { one in
      let cells = one.cells.map { cell -> JSONValue in
        var object = JSONObject()
        object["article"] = .string(cell.article)
        if !one.differences.isEmpty {
          number += 1
          object["number"] = .int(number)
        }
        object["place"] = .string(place(cell))
        object["spans"] = [cell.span].json
        object["words"] = .string(cell.words)
        return .object(object)
      }
      return [
        "compares": .string(one.kind.rawValue), "topic": .string(one.topic),
        "differences": .array(one.differences.map { .string($0.rawValue) }), "says": .array(cells),
      ]
    }
  }
}
