import PostilKit

/// Finds an article's title: that of the front matter, else the headline at the start of the text
/// after it. An article that begins with its lede has no title.
package enum Headline {
  /// The title; nil if there is none.
  package static func find(_ lines: TextLines) -> String? {
    if let title = lines[frontMatter: "title"], !title.isEmpty { return title }
    guard let first = lines.lines.first,
      let bytes = Sections.title(of: lines.text, from: first.bytes.lowerBound)
    else { return nil }
    let title = lines.text[bytes: bytes]
    return title.hasPrefix("# ") ? String(title.drop { $0 == "#" || $0 == " " }) : title
  }
}
