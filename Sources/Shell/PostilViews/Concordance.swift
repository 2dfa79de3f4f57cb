import PostilKit
import PostilPointing
import PostilStore
import PostilTerminal

/// A hit in its context: one line of a concordance (keyword in context).
package struct Concordance {
  private let hit: Hit
  /// Its number in the list of hits, from 1.
  package var number: Int
  /// The name of the article, if it is shown.
  private let name: String?
  /// The place of the hit, `5.17`.
  private let place: String
  private let before: String
  private let words: String
  private let after: String
  /// The annotation of the hit, `e3 PER`, or the proposed label, `GPE?`.
  private let mark: String

  package init(_ hit: Hit, number: Int, _ article: OpenArticle, showsName: Bool) {
    let text = article.store.article.text
    let spans = hit.spans.map(text.bytes)
    let extent = (spans.first?.lowerBound ?? 0)..<(spans.last?.upperBound ?? 0)
    self.hit = hit
    self.number = number
    place = article.grid.name(hit.spans)
    name = showsName ? article.name : nil
    (before, after) = Snippet(text: text).sides(extent)
    words = Snippet.shortened(text[hit.spans], to: 40)
    let stored = hit.id.flatMap { article.store[id: $0] }
    mark =
      stored.map { "  \($0.annotation.state.letter)\($0.number) \($0.annotation.label)" }
      ?? hit.proposal.map { "  \($0.label)?" } ?? ""
  }

  /// The start of the line, `harbour #3 5.17`.
  private var head: String {
    "\(name.map { $0 + " " } ?? "")#\(number)\(place.isEmpty ? "" : " ")\(place)"
  }

  package var json: JSONValue {
    var object = JSONObject()
    object["article"] = .string(hit.article)
    object["number"] = .int(number)
    object["place"] = .string(place)
    object["spans"] = hit.spans.json
    if let id = hit.id { object["id"] = .string(id) }
    object["before"] = .string(String(before.suffix(40)))
    object["words"] = .string(words)
    object["after"] = .string(String(after.prefix(40)))
    return .object(object)
  }

  /// The lines, aligned so that the words found are in one column.
  package static func lines(_ all: [Concordance], width: Int) -> [StyledLine] {
    let head = min(all.map(\.head.columns).max() ?? 0, max(8, width / 3))
    let left = max(4, (width - head) / 3)
    return all.map { one in
      var line = StyledLine(one.head.padded(head) + "  ", .strong)
      let before = one.before.trailing(columns: left)
      line.append(String(repeating: " ", count: left - before.columns) + before)
      line.append("‹\(one.words)›", .strong)
      let room = width - line.text.columns - one.mark.columns
      line.append(one.after.leading(columns: max(0, room)))
      line.append(one.mark, .dim)
      return line
    }
  }
}

extension String {
  /// The longest prefix that fits a width in columns.
  fileprivate func leading(columns width: Int) -> String {
    var left = width
    return String(
      prefix { character in
        left -= String(character).columns
        return left >= 0
      })
  }

  /// The longest suffix that fits a width in columns.
  fileprivate func trailing(columns width: Int) -> String {
    String(String(reversed()).leading(columns: width).reversed())
  }
}
