import PostilKit

/// Finds an article's title. A headline is known by its form; an article that begins with its lede
/// has none.
enum Headline {
  private static let longest = 160

  /// The title: of the front matter, else the first line if it is a headline: `# …`, or short,
  /// without the end of a sentence, and followed by an empty line or by itself again.
  static func find(_ lines: TextLines) -> String? {
    if let title = lines[frontMatter: "title"], !title.isEmpty { return title }
    guard let index = lines.lines.firstIndex(where: { !$0.isEmpty }) else { return nil }
    let first = lines.lines[index].string
    if first.hasPrefix("# ") {
      let title = first.drop { $0 == "#" || $0 == " " }
      return title.isEmpty ? nil : String(title)
    }
    let rest = lines.lines[(index + 1)...]
    guard let next = rest.first(where: { !$0.isEmpty }), isShort(first) else { return nil }
    guard rest.first?.isEmpty == true || next.string == first else { return nil }
    return PublishedFacts.isDateOrByline(lines.lines[index], of: lines.text) ? nil : first
  }

  private static func isShort(_ line: String) -> Bool {
    guard line.unicodeScalars.count <= longest else { return false }
    let closing: Set<Character> = ["\"", "'", "”", "’", ")", "»"]
    let last = line.reversed().first { !closing.contains($0) }
    // A line of dashes is a rule between parts.
    return last.map { !".;:,…".contains($0) } ?? false
      && line.contains { $0.isLetter || $0.isNumber }
  }
}
