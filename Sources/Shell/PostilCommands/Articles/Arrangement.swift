import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal

/// How `find` and `list` show what a query finds: in an order (`sort=left`), or counted (`count by entity`).
struct Arrangement {
  let order: QueryOrder?
  private(set) var counts: QueryCounts?

  /// Takes the words out of a command's arguments.
  init(_ arguments: inout Arguments, _ session: Session) throws {
    order = try QueryOrder.take(from: &arguments.pairs)
    counts = try QueryCounts.take(from: &arguments.words, session.focus.schema)
  }

  /// Counts a result; false if results are not counted but shown.
  mutating func count(
    _ spans: [Span], _ stored: StoredAnnotation?, in article: QueryArticle
  ) -> Bool {
    counts?.add(spans, stored, in: article)
    return counts != nil
  }

  /// Shows the counts, if there are any; `none` if there is nothing to count.
  func showCounts(asJSON: Bool, _ session: Session) throws {
    guard let counts else { return }
    let width = String(counts.all.first?.count ?? 0).count
    for (value, count) in counts.all {
      if asJSON {
        try session.console.out.print(json: [
          "count": .string(counts.name), "name": value.isEmpty ? .null : .string(value),
          "times": .int(count),
        ])
      } else {
        let number = "\(count)"
        let padding = String(repeating: " ", count: width - number.count)
        try session.console.out.print("\(padding)\(number)  \(value.isEmpty ? "none" : value)")
      }
    }
  }
}
