import PostilKit
import PostilSystem

/// `published.tsv` in a workspace's root: a line an article, its name, a tab, its day.
struct PublishedTable: Sendable {
  private var dates: [String: CalendarDate] = [:]

  subscript(name: String) -> CalendarDate? { dates[name] }

  /// Reads the table; no file is an empty table. Lines that begin with `#` are comments, and a first
  /// line whose second column has no number is its heading.
  ///
  /// - Throws: `badSettings` with the line that is wrong, `cannotRead`.
  static func read(_ path: String) throws(PostilError) -> PublishedTable {
    var table = PublishedTable()
    guard Folders.exists(path) else { return table }
    let bytes = try Files.read(path, limit: 256 << 20, onlyRegular: true)
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      var line = String(decoding: line, as: UTF8.self)
      if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 2, let date = CalendarDate(String(columns[1])) else {
        if index == 0, columns.count >= 2, !columns[1].contains(where: \.isNumber) { continue }
        throw .badSettings(
          path: "\(path):\(index + 1)",
          reason: "a line is a name, a tab and a day such as 2023-03-13")
      }
      table.dates[ArticleFile.stem(String(columns[0])) ?? String(columns[0])] = date
    }
    return table
  }
}
