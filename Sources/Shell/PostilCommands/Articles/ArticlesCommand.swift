import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `articles`: lists the articles with their progress.
struct ArticlesCommand: SimpleCommand {
  let name = "articles"
  let aliases = ["la"]
  let takesArticle = false
  let group = CommandGroup.articles
  let printsJSON = true
  let summary = "List the articles with their status and counts of annotations."
  let usage = "[TEXT] [--todo]"
  let examples: [Example] = [
    ("articles", "all articles"), ("articles 2023 --todo", "those not done with 2023 in the name"),
  ]
  let flags = [Flag("todo", nil, "only articles that are not done")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let part = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    var clashes: [PostilError] = []
    let articles = try session.focus.workspace.articles(clashes: &clashes)
    let width = articles.map(\.name.columns).max() ?? 0
    for (index, file) in articles.enumerated() where part.map(file.name.contains) ?? true {
      let row = Row(file, number: index + 1)
      if arguments.has("todo"), row.isDone { continue }
      if arguments.has("json") {
        try session.console.out.print(json: row.json)
      } else {
        let isOpen = file.name == session.focus.open?.name
        try session.console.out.print(row.line(width: width, isOpen: isOpen))
      }
    }
    for clash in clashes { try session.console.err.print("note: \(ErrorReport.of(clash).text)") }
    if articles.isEmpty {
      try session.console.err.print(
        "no articles: put .txt or .md files into \(session.focus.workspace.root)")
    }
  }

  private struct Row {
    let file: ArticleFile
    let number: Int
    var status: ArticleStatus?
    var accepted = 0
    var suggested = 0
    /// Number of annotations whose place is not certain.
    var moved = 0
    /// The labels of the article, a suggested one with a question mark.
    var labels: [String] = []
    var problem: (any Error)?

    init(_ file: ArticleFile, number: Int) {
      self.file = file
      self.number = number
      do {
        let store = try AnnotationStore.open(file)
        status = store.status
        accepted = store.count(.accepted)
        suggested = store.count(.suggested)
        moved = store.moved.count
        labels = store.annotations.map(\.annotation)
          .filter { $0.spans.isEmpty && $0.roles.isEmpty && $0.state != .rejected }
          .map { $0.label + ($0.state == .suggested ? "?" : "") }
      } catch {
        problem = error
      }
    }

    var isDone: Bool { status == .done }

    var json: JSONValue {
      var object = JSONObject()
      object["article"] = .string(file.name)
      object["status"] = .string(status?.rawValue ?? "error")
      object["accepted"] = .int(accepted)
      object["suggested"] = .int(suggested)
      if moved > 0 { object["moved"] = .int(moved) }
      if !labels.isEmpty { object["labels"] = .array(labels.map { .string($0) }) }
      if let problem { object["error"] = .string("\(problem)") }
      return .object(object)
    }

    private var word: String {
      switch status {
      case nil: "error"
      case .done?: "done"
      case .open?: "not done"
      }
    }

    func line(width: Int, isOpen: Bool) -> StyledLine {
      var line = StyledLine(isOpen ? "* " : "  ")
      line.append("\(file.name.padded(width))  \(word.padded(8))  ")
      line.append(
        problem.map { ErrorReport.of($0).text }
          ?? "\(accepted) accepted, \(suggested) suggested"
          + (moved > 0 ? ", \(moved) moved" : ""), .dim)
      if !labels.isEmpty { line.append("  \(labels.joined(separator: ", "))") }
      return line
    }
  }
}
