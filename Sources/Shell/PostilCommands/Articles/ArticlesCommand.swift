import PostilIndex
import PostilKit
import PostilPointing
import PostilPublication
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `articles`: lists the articles with their progress.
struct ArticlesCommand: SimpleCommand {
  let name = "articles"
  let aliases = ["la"]
  let takesArticle = false
  let group = CommandGroup.articles
  let printsJSON = true
  let summary = "List the articles with their status and counts of annotations."
  let usage = "[TEXT] [--todo] [--mine] [--stale]"
  let examples: [Example] = [
    ("articles", "all articles"), ("articles 2023 --todo", "those not done with 2023 in the name"),
    ("articles --mine --todo", "what is left for me"),
    ("articles --stale", "those that `run --stale on all` would change, and why"),
  ]
  let details = """
    After the counts are the labels of the article, and its language if it surely is not English.
    """
  let flags = [
    Flag("todo", nil, "only articles that are not done"),
    Flag("mine", nil, "only articles that `assign` has given to you"),
    Flag("stale", nil, "only articles where suggestions are out of date, with the plugins and why"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let part = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    var clashes: [PostilError] = []
    let articles = try session.focus.workspace.articles(clashes: &clashes)
    let width = articles.map(\.name.columns).max() ?? 0
    let people = try arguments.has("mine") ? Assignments(in: session.focus.workspace).people : nil
    let listed = articles.filter { file in
      (part.map(file.name.contains) ?? true)
        && (people.map { $0[file.name]?.contains(session.author) ?? false } ?? true)
    }
    if arguments.has("stale") { return try StaleArticles(arguments).print(listed, in: session) }
    let scan = WorkspaceScan(session.focus.workspace)
    try scan.forEach(listed, isWhole: listed.count == articles.count) { file, result in
      try session.focus.checkInterrupt()
      let row = Row(file, result)
      if arguments.has("todo"), row.isDone { return }
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
    private var facts = ArticleFacts()
    private var problem: (any Error)?
    /// The language of the text, if it surely is not English.
    private let language: String?

    init(_ file: ArticleFile, _ result: Result<ArticleFacts, any Error>) {
      self.file = file
      let start = try? file.text.start(4096)
      language = start.flatMap { TextLanguage(of: $0).code }.flatMap { $0 == "en" ? nil : $0 }
      switch result {
      case .success(let facts): self.facts = facts
      case .failure(let error): problem = error
      }
    }

    private var status: ArticleStatus? { problem == nil ? facts.status : nil }

    /// The labels of the article, a suggested one with a question mark.
    private var labels: [String] { facts.labels.map { $0.label + ($0.isSuggested ? "?" : "") } }

    var isDone: Bool { status == .done }

    var json: JSONValue {
      var object = JSONObject()
      object["article"] = .string(file.name)
      object["status"] = .string(status?.rawValue ?? "error")
      object["accepted"] = .int(facts.accepted)
      object["suggested"] = .int(facts.suggested)
      if facts.moved > 0 { object["moved"] = .int(facts.moved) }
      if !labels.isEmpty { object["labels"] = .array(labels.map { .string($0) }) }
      if let language { object["language"] = .string(language) }
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
          ?? "\(facts.accepted) accepted, \(facts.suggested) suggested"
          + (facts.moved > 0 ? ", \(facts.moved) moved" : ""), .dim)
      if let language {
        line.append("  in \(language == "und" ? "another language" : language)", .dim)
      }
      if !labels.isEmpty { line.append("  \(labels.joined(separator: ", "))") }
      return line
    }
  }
}
