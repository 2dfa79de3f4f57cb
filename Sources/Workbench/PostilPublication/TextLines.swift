import PostilKit

/// The first lines of a text, in which front matter, headline and byline are looked for.
package struct TextLines {
  /// A line: its range of bytes in the text without surrounding white space, and its string.
  struct Line {
    let bytes: Range<Int>
    let string: String
    var isEmpty: Bool { bytes.isEmpty }
  }

  let text: Text
  /// Members of the front matter (`name: value` between two lines `---`), with names in lower case.
  let frontMatter: [(name: String, value: String)]
  /// The lines after the front matter, at most 200.
  let lines: [Line]

  /// Reads the first lines of a text.
  package init(_ text: Text) {
    self.text = text
    var lines: [Line] = []
    var start = text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < text.utf8.count, lines.count < 200 {
      let end = text.utf8[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.utf8.count
      lines.append(Self.trimmed(text, start..<end))
      let isPair = text.utf8[end...].starts(with: [0x0D, 0x0A])
      start = end + (isPair ? 2 : 1)
    }
    let (matter, count) = Self.frontMatter(lines)
    frontMatter = matter
    self.lines = Array(lines.dropFirst(count))
  }

  /// The value of a member of the front matter.
  subscript(frontMatter name: String) -> String? { frontMatter.first { $0.name == name }?.value }

  private static func trimmed(_ text: Text, _ range: Range<Int>) -> Line {
    var (low, high) = (range.lowerBound, range.upperBound)
    // A no-break space is C2 A0 in UTF-8.
    while low < high {
      if text.utf8[low] <= 0x20 {
        low += 1
      } else if high - low >= 2, text.utf8[low] == 0xC2, text.utf8[low + 1] == 0xA0 {
        low += 2
      } else if text.utf8[high - 1] <= 0x20 {
        high -= 1
      } else if high - low >= 2, text.utf8[high - 2] == 0xC2, text.utf8[high - 1] == 0xA0 {
        high -= 2
      } else {
        break
      }
    }
    return Line(bytes: low..<high, string: text[bytes: low..<high])
  }

  private static func frontMatter(_ lines: [Line]) -> ([(name: String, value: String)], Int) {
    guard lines.first?.string == "---",
      let end = lines.dropFirst().firstIndex(where: { $0.string == "---" || $0.string == "..." })
    else { return ([], 0) }
    var members: [(name: String, value: String)] = []
    for line in lines[1..<end] where !line.isEmpty && !line.string.hasPrefix("#") {
      guard let colon = line.string.firstIndex(of: ":") else { return ([], 0) }
      let value = line.string[line.string.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      members.append((line.string[..<colon].lowercased(), unquoted(value)))
    }
    return (members, end + 1)
  }

  private static func unquoted(_ value: Substring) -> String {
    guard value.count >= 2, let first = value.first, first == "\"" || first == "'",
      value.last == first
    else { return String(value) }
    return String(value.dropFirst().dropLast())
  }
}
