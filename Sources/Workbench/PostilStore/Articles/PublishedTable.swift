import PostilKit
import PostilSettings
import PostilSystem

/// `published.tsv` in a workspace's root: one line per article with its name, a tab and its day.
package struct PublishedTable: Sendable {
  /// The name of the file.
  package static let name = "published.tsv"

  private var dates: [String: CalendarDate] = [:]

  subscript(name: String) -> CalendarDate? { dates[name] }

  /// Reads the table; a missing file is an empty table. Lines that begin with `#` are comments, and
  /// a first line without a number in its second column is a heading.
  ///
  /// - Throws: `badSettings` with the invalid line, `cannotRead`.
  static func read(_ file: FileAccess) throws(PostilError) -> PublishedTable {
    var table = PublishedTable()
    let path = file.path
    guard let bytes = try file.readIfPresent(limit: 256 << 20) else { return table }
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      var line = String(decoding: line, as: UTF8.self)
      if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, let date = CalendarDate(String(columns[1])) else {
        if index == 0, columns.count >= 2, !columns[1].contains(where: \.isNumber) { continue }
        throw .settings(
          .bad(
            at: FilePlace(path, line: index + 1),
            reason: "each line must be a name, a tab and a day such as 2023-03-13"))
      }
      table.dates[ArticleFile.stem(String(columns[0])) ?? String(columns[0])] = date
    }
    return table
  }
}
