import PostilKit

/// What is wrong with a file.
struct WebAnnoFailure: Error {
  /// The line, from 1.
  let line: Int
  /// The end of a sentence.
  let reason: String
}

/// The layers, tokens and text of a file of WebAnno TSV 3.
struct WebAnnoFile {
  /// A layer with the columns that it has.
  struct LayerColumns {
    /// What its columns are.
    enum Kind { case span, relation, chain }

    let kind: Kind
    /// The type: `webanno.custom.Event`.
    let type: String
    /// The features, a column each; a layer without features has one column.
    let features: [String]
    /// The first of its columns, from 0 after the words.
    let first: Int
    /// Number of its columns.
    var count: Int { max(1, features.count) }
  }

  /// A token, or a part of one.
  struct Unit {
    let line: Int
    /// `1-3`, or `1-3.1` for a part.
    let id: String
    /// UTF-16 units.
    let span: Span
    let form: String
    let cells: [Substring]
  }

  private(set) var layers: [LayerColumns] = []
  private(set) var units: [Unit] = []
  /// The text, its length as the offsets have it.
  private(set) var text = ""
  private var length = 0
  /// The lines of the sentence that has begun.
  private var sentence: [String] = []
  private var columns = 0

  /// Reads the lines of a file.
  init(_ lines: [Substring]) throws(WebAnnoFailure) {
    guard let first = lines.first, first.hasPrefix("#FORMAT=WebAnno TSV 3") else {
      throw WebAnnoFailure(line: 1, reason: "it does not begin with '#FORMAT=WebAnno TSV 3'")
    }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("#") {
        takeComment(line)
      } else if !line.isEmpty {
        try takeUnit(line, index + 1)
      }
    }
  }

  private mutating func takeComment(_ line: Substring) {
    if line.hasPrefix("#Text=") {
      sentence.append(WebAnnoCell.plain(line.dropFirst("#Text=".count)))
    }
    for (prefix, kind) in [
      ("#T_SP=", LayerColumns.Kind.span), ("#T_RL=", .relation), ("#T_CH=", .chain),
    ]
    where line.hasPrefix(prefix) {
      let parts = line.dropFirst(prefix.count).split(separator: "|").map(String.init)
      guard let type = parts.first else { continue }
      let layer = LayerColumns(
        kind: kind, type: type, features: Array(parts.dropFirst()), first: columns)
      columns += layer.count
      layers.append(layer)
    }
  }

  private mutating func takeUnit(_ line: Substring, _ number: Int) throws(WebAnnoFailure) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    let ends = parts.count > 2 ? parts[1].split(separator: "-").map { Int($0) } : []
    guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end else {
      throw WebAnnoFailure(line: number, reason: "it has no token number, offsets and word")
    }
    if !sentence.isEmpty { begin(at: start) }
    var cells = parts.dropFirst(3)
    // A line ends with a tab.
    if cells.count == columns + 1, cells.last?.isEmpty == true { cells.removeLast() }
    guard cells.count == columns else {
      throw WebAnnoFailure(
        line: number, reason: "it has \(cells.count) columns of layers, and the head \(columns)")
    }
    units.append(
      Unit(
        line: number, id: String(parts[0]), span: Span(start, end),
        form: WebAnnoCell.plain(parts[2]), cells: Array(cells)))
  }

  /// Adds the sentence that has begun, after line breaks up to where it stands.
  private mutating func begin(at start: Int) {
    let gap = start - length
    if gap > 0 { text += String(repeating: "\n", count: gap) }
    let words = sentence.joined(separator: "\n")
    text += words
    length = max(length, start) + words.utf16.count
    sentence = []
  }
}

/// The cells of WebAnno TSV.
enum WebAnnoCell {
  /// A value of a cell with its number: `PER[2]`.
  struct Value {
    /// The text; nil for `*`, no value.
    let text: String?
    /// What tells it from others on its token; nil where there is no need.
    let number: Int?
  }

  /// The values of a cell, of which there are several on stacked annotations; none for `_`.
  static func values(_ cell: Substring) -> [Value] {
    if cell == "_" || cell.isEmpty { return [] }
    return split(cell, at: "|").map { part in
      guard part.last == "]", let open = part.lastIndex(of: "["),
        let number = Int(part[part.index(after: open)...].dropLast())
      else { return Value(text: part == "*" ? nil : plain(part), number: nil) }
      let text = part[..<open]
      return Value(text: text == "*" ? nil : plain(text), number: number)
    }
  }

  /// The parts of a cell between a character that is not escaped.
  static func split(_ cell: Substring, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var (start, isEscaped) = (cell.startIndex, false)
    for index in cell.indices {
      if cell[index] == separator, !isEscaped {
        parts.append(cell[start..<index])
        start = cell.index(after: index)
      }
      isEscaped = cell[index] == "\\" && !isEscaped
    }
    return parts + [cell[start...]]
  }

  /// A text without its escapes: `\t`, `\n`, `\r`, and any other character after a backslash.
  static func plain(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var plain = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        plain.append(["t": "\t", "n": "\n", "r": "\r"][character] ?? character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        plain.append(character)
      }
    }
    return plain
  }
}
