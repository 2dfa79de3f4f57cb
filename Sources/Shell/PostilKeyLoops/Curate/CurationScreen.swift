import PostilCuration
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// The drawing of a place where readings differ.
extension LiveScreen {
  /// Shows a place in its surroundings, each reading with its people, a message, and the prompt.
  func show(
    _ item: CurationItem, place: Int, of count: Int, hints: [String], message: String
  ) throws {
    try clear()
    var lines = surroundings(item.spans)
    if let heading = heading(item) { lines.append(cut(heading)) }
    lines += item.options.enumerated().map { cut(line($0.element, $0.offset + 1, item)) }
    if !item.absent.isEmpty {
      lines.append(cut(StyledLine("        nothing  \(item.absent.joined(separator: ", "))", .dim)))
    }
    if !message.isEmpty { lines += wrapped(StyledLine("      \(message)", .strong)) }
    var prompt = StyledLine(" [\(place)/\(count)]", isLive ? .strong : .plain)
    if isLive {
      prompt.append(" " + fitting(hints, after: prompt.text.columns + 2) + " ", .dim)
      prompt = cut(prompt)
    }
    try draw(lines + [prompt])
  }

  /// The annotation whose attribute or role is decided.
  private func heading(_ item: CurationItem) -> StyledLine? {
    guard let part = item.subject.part, let annotation = item.options.first?.annotation else {
      return nil
    }
    var line = StyledLine("      ")
    line.append(annotation.label, .label(annotation.label))
    line.append(" \(Snippet.quoted(words(annotation.spans), to: 40))  \(part)")
    return line
  }

  private func line(
    _ option: CurationItem.Option, _ number: Int, _ item: CurationItem
  ) -> StyledLine {
    var line = StyledLine("      \(number) ", .strong)
    // People first, so that a long value cannot push them off the line.
    line.append("\(option.people.joined(separator: ", "))  ", .dim)
    if item.subject.head != nil {
      line.append(option.value.map { Snippet.flat($0) } ?? "none")
    } else if let annotation = option.annotation {
      line.append(annotation.label, .label(annotation.label))
      if !annotation.spans.isEmpty {
        line.append(" \(Snippet.quoted(words(annotation.spans), to: 40))")
        line.append(" \(article.grid.name(annotation.spans))", .dim)
      }
      if let links = option.value { line.append(" \(Snippet.flat(links))") }
      for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
        line.append(" \(name)=\(Word.typed(value.plain))")
      }
      if annotation.state != .accepted { line.append(" \(annotation.state.rawValue)") }
    } else {
      line.append("removed")
    }
    return line
  }

  private func words(_ spans: [Span]) -> String { article.store.article.text[spans] }
}
