/// A line for the screen: pieces of text, each with a style. Styles only emphasize; the text alone
/// carries all information.
package struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The kind of a piece; ``Output`` maps it to a colour or weight.
  package enum Style: Hashable, Sendable {
    case plain, dim, strong, good, bad
    /// Text that may run from right to left, isolated from the text around it.
    case isolated
    /// A label, in its colour of the palette.
    case label(String)
  }

  /// The pieces in order.
  package private(set) var pieces: [(text: String, style: Style)] = []

  package init(_ text: String = "", _ style: Style = .plain) { append(text, style) }

  package init(stringLiteral value: String) { self.init(value) }

  /// Adds a piece.
  package mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = pieces.last, last.style == style {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append((text, style))
    }
  }

  /// The line wrapped at spaces to at most `width` columns; a longer word is not broken.
  ///
  /// - Parameter indent: The number of spaces before each line except the first.
  package func wrapped(to width: Int, indent: Int) -> [StyledLine] {
    guard text.columns > width else { return [self] }
    var lines = [StyledLine()]
    var column = 0
    for piece in pieces {
      for (gap, word) in Self.words(piece.text) {
        let columns = gap.count + word.columns
        if column > indent, column + columns > width {
          lines.append(StyledLine(String(repeating: " ", count: indent)))
          column = indent + word.columns
        } else {
          lines[lines.count - 1].append(gap, piece.style)
          column += columns
        }
        lines[lines.count - 1].append(word, piece.style)
      }
    }
    return lines
  }

  /// A row of a list in two columns, wrapped to at most `width` columns: what the row is about, and a
  /// text that starts at `column`. Where that leaves little room, the text is below the head.
  package static func row(
    _ head: StyledLine, _ text: String, _ style: Style = .plain, at column: Int, width: Int
  ) -> [StyledLine] {
    guard width - column >= leastRoom else {
      return head.wrapped(to: width, indent: 8)
        + StyledLine("      \(text)", style).wrapped(to: width, indent: 6)
    }
    var line = head
    line.append(String(repeating: " ", count: max(2, column - head.text.columns)))
    line.append(text, style)
    return line.wrapped(to: width, indent: column)
  }

  /// The least number of columns for the second column of a list.
  private static let leastRoom = 18

  /// Entries side by side while they fit; the lines are broken between entries only.
  package static func flow(_ entries: [String], indent: Int, width: Int) -> [StyledLine] {
    var lines: [String] = []
    for entry in entries {
      if let line = lines.last, line.columns + 3 + entry.columns <= width {
        lines[lines.count - 1] += "   " + entry
      } else {
        lines.append(String(repeating: " ", count: indent) + entry)
      }
    }
    return lines.map { StyledLine($0) }
  }

  /// A name followed by comma-separated parts, wrapped between parts to at most `width` columns; a part
  /// that is longer is wrapped at its spaces.
  package static func list(
    _ parts: [String], after name: String, width: Int, _ style: Style
  ) -> [StyledLine] {
    let indent = name.columns + 1
    var lines = [name]
    for (index, part) in parts.enumerated() {
      let part = " " + part + (index + 1 < parts.count ? "," : "")
      let isFirst = lines[lines.count - 1].columns < indent
      if !isFirst, lines[lines.count - 1].columns + part.columns > width {
        lines.append(String(repeating: " ", count: indent - 1) + part)
      } else {
        lines[lines.count - 1] += part
      }
    }
    return lines.flatMap { StyledLine($0, style).wrapped(to: width, indent: indent + 2) }
  }

  /// The words of the text, each with the spaces before it.
  private static func words(_ text: String) -> [(gap: String, word: String)] {
    var words: [(gap: String, word: String)] = []
    for character in text {
      if words.isEmpty || character == " " && !words[words.count - 1].word.isEmpty {
        words.append(("", ""))
      }
      if character == " " {
        words[words.count - 1].gap.append(" ")
      } else {
        words[words.count - 1].word.append(character)
      }
    }
    return words
  }

  /// The line without styles.
  package var text: String { pieces.map(\.text).joined() }

  package static func == (left: StyledLine, right: StyledLine) -> Bool {
    left.pieces.elementsEqual(right.pieces) { $0.text == $1.text && $0.style == $1.style }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
