import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `guide`: says what labels mean.
struct GuideCommand: SimpleCommand {
  let name = "guide"
  let takesArticle = false
  let group = CommandGroup.marking
  let leavesPrefixesToLabels = true
  let summary = "Explain what a label means, with its section of the guidelines."
  let usage = "[LABEL]"
  let details = """
    The explanation is about = "…" of the label in postil.toml. The guidelines are the file guidelines.md of
    the workspace, or that of guidelines = "PATH" under [schema]; of them the sections are shown whose
    headings name the label. LABEL ? is the same.
    """
  let examples: [Example] = [
    ("guide PER", "one label"), ("guide", "all labels that are explained"),
  ]
  let completion: [Completion] = [.labels]

  /// The most lines of a section that are shown.
  private static let most = 30

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("a label", for: self).text
    try arguments.end(self)
    let schema = session.focus.schema
    guard let name else {
      let text = SchemaText(schema, width: session.preferences.display.columns)
      let explained = schema.layers.filter { $0.facts.contains { $0.value.about != nil } }
      guard !explained.isEmpty else {
        return try session.console.out.print("no label is explained")
      }
      return try session.console.page(explained.flatMap(text.details))
    }
    let known = try session.focus.label(name)
    try session.console.page(try lines(known.label, on: known.layer, session))
  }

  private func lines(
    _ label: String, on layer: Layer, _ session: Session
  ) throws -> [StyledLine] {
    var head = StyledLine(label, .label(label))
    head.append(" (\(layer))", .dim)
    let about = session.focus.schema.facts(of: label, on: layer).about
    head.append(about.map { "  \($0)" } ?? "")
    let path = session.focus.schema.guidelines ?? "guidelines.md"
    let file = FileAccess(path, in: session.focus.workspace.folder)
    let bytes = try file.readIfPresent(limit: 1 << 20) ?? []
    let sections = Guidelines(String(decoding: bytes, as: UTF8.self)).sections(naming: label)
    let width = session.preferences.display.columns
    var lines = head.wrapped(to: width, indent: 2)
    for section in sections {
      lines.append(StyledLine("\(file.path):\(section.line)", .dim))
      lines += section.lines.prefix(Self.most).map { StyledLine("  " + $0) }
      if section.lines.count > Self.most { lines.append("  …") }
    }
    if about == nil, sections.isEmpty {
      lines.append(StyledLine("nothing is said about it; add about = \"…\" to postil.toml", .dim))
    }
    return lines
  }
}

/// Guidelines in Markdown.
struct Guidelines {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The sections whose headings have the label as a word, each with its line, from 1.
  func sections(naming label: String) -> [(line: Int, lines: [String])] {
    lines.indices.filter { index in
      level(lines[index]) > 0
        && lines[index].split(whereSeparator: {
          !$0.isLetter && !$0.isNumber && !"_-.".contains($0)
        })
        .contains { $0 == label }
    }.map { start in
      let depth = level(lines[start])
      let rest = lines[(start + 1)...]
      let end = rest.firstIndex { (1...depth).contains(level($0)) } ?? lines.endIndex
      var section = lines[start..<end].map(String.init)
      while section.last?.isEmpty == true { section.removeLast() }
      return (start + 1, section)
    }
  }

  /// The level of a heading; 0 for any other line.
  private func level(_ line: Substring) -> Int {
    let marks = line.prefix { $0 == "#" }.count
    return line.dropFirst(marks).first == " " ? marks : 0
  }
}
