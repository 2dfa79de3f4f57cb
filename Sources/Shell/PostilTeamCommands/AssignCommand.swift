import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `assign`: says who annotates which articles.
struct AssignCommand: SimpleCommand {
  let name = "assign"
  let group = CommandGroup.articles
  let takesArticle = false
  let scope = ScopeRule.articles(default: .all)
  let writes = true
  let summary = "Give articles to people, a part of them to all."
  let usage = "PERSON… [--overlap=20%] [--gold=FOLDER]"
  let details = """
    It writes assignments.tsv, a line for each article with its people, which you may edit and put under git.
    Articles that somebody has already stay with them. `articles --mine` lists one's own.

    People who work on the same article should not see each other's work: each works with sidecars of their own, such
    as `postil --sidecars people/anna`, or on a branch. `agree` and `curate` take these folders or branches
    (`help curate`).

    The articles that have a sidecar in the folder of --gold go to all, and nothing tells them apart;
    `stats people` says how good each person is in them.
    """
  let examples: [Example] = [
    ("assign anna ben --overlap=20%", "a fifth to both, the others to one of them"),
    ("assign anna ben cem --gold=gold", "with articles whose gold is known"),
  ]
  let flags = [
    Flag("overlap", "P%", "the part of the articles that all get; default 0%"),
    Flag("gold", "FOLDER", "sidecars of articles that all get, to score people", [.paths]),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let names = arguments.words.map(\.text)
    guard !names.isEmpty, arguments.pairs.isEmpty else {
      throw PostilError.usage(.missing("a person", Synopsis(self)))
    }
    let workspace = session.focus.workspace
    let overlap = try overlap(arguments)
    var assignments = try Assignments(in: workspace)
    if let gold = arguments.value("gold") { assignments.gold = gold }
    let gold = assignments.gold.map { "\(workspace.root)/\($0)" }
    let articles = try arguments.scope.files(in: &session.focus).map(\.name)
    let count = assignments.assign(articles, to: names, overlap: overlap) { name in
      gold.map { Folders.exists("\($0)/\(name).jsonl") } ?? false
    }
    for name in names {
      let own = assignments.people.values.filter { $0.contains(name) }
      let shared = own.count { $0.count > 1 }
      try session.console.out.print(
        "\(name): \(counted(own.count, "article")), \(shared) of them with others")
    }
    if request.isDryRun { return }
    try assignments.write(in: workspace)
    try session.console.out.print(
      "wrote \(Assignments.name): \(counted(count, "article")) new; each works with sidecars of their own: "
        + "postil --sidecars people/\(names[0])")
  }

  private func overlap(_ arguments: Arguments) throws(PostilError) -> Double {
    guard let text = arguments.value("overlap") else { return 0 }
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : nil
    guard let number, (0...1).contains(number) else {
      throw .value(.invalid(name: "overlap", value: text, form: "--overlap=20%"))
    }
    return number
  }
}
