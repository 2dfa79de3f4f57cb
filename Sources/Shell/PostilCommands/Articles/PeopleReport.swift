import PostilKit
import PostilPointing
import PostilScoring
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `stats people`: what each person has done, and how good they are where gold is known.
struct PeopleReport {
  let isJSON: Bool

  /// The figures of one person.
  private struct Figures {
    var (assigned, done, accepted, rejected) = (0, 0, 0, 0)
    var times: [Int] = []
    /// The counts of each article with gold that is done.
    var gold: [MatchCounts] = []
  }

  func print(in session: Session) throws {
    let workspace = session.focus.workspace
    let assignments = try Assignments(in: workspace)
    for person in assignments.everybody {
      try session.focus.checkInterrupt()
      try print(person, figures(of: person, assignments, workspace), session)
    }
    if assignments.people.isEmpty, !isJSON {
      try session.console.out.print("no articles are assigned; use assign PERSON…")
    }
  }

  private func figures(
    of person: String, _ assignments: Assignments, _ workspace: Workspace
  ) throws -> Figures {
    let folder = "\(workspace.root)/people/\(person)"
    let own =
      Folders.exists(folder) ? try Workspace(root: workspace.root, sidecars: folder) : workspace
    let gold = try assignments.gold.map {
      try Workspace(root: workspace.root, sidecars: "\(workspace.root)/\($0)")
    }
    var figures = Figures()
    for (name, people) in assignments.people where people.contains(person) {
      figures.assigned += 1
      guard let file = try? own.article(named: name), try file.sidecar.exists() else { continue }
      let store = try AnnotationStore.open(file)
      let decided = store.annotations.filter { $0.author == .person(person) }
      figures.done += store.status == .done ? 1 : 0
      figures.accepted += decided.count { $0.annotation.state == .accepted }
      figures.rejected += decided.count { $0.annotation.state == .rejected }
      figures.times += decided.compactMap(\.annotation.decisionTime)
      if store.status == .done, let counts = try counts(store, gold, name) {
        figures.gold.append(counts)
      }
    }
    return figures
  }

  /// The counts against gold; nil if the article has none.
  private func counts(
    _ store: AnnotationStore, _ gold: Workspace?, _ name: String
  ) throws -> MatchCounts? {
    guard let gold, let file = try? gold.article(named: name), try file.sidecar.exists() else {
      return nil
    }
    func said(_ store: AnnotationStore) -> Set<Sameness> {
      Set(store.annotations.map(\.annotation).filter { $0.state == .accepted }.map(Sameness.init))
    }
    let (own, right) = (said(store), said(try AnnotationStore.open(file)))
    let both = own.intersection(right).count
    return MatchCounts(right: both, spurious: own.count - both, missing: right.count - both)
  }

  private func print(_ person: String, _ figures: Figures, _ session: Session) throws {
    let times = DecisionTimes(figures.times)
    let sum = MatchCounts(sum: figures.gold)
    if isJSON {
      return try session.console.out.print(
        json: [
          "person": .string(person), "assigned": .int(figures.assigned),
          "done": .int(figures.done), "accepted": .int(figures.accepted),
          "rejected": .int(figures.rejected), "decisions": .int(times.count),
          "median_ms": .int(times.median), "total_ms": .int(times.total),
          "gold_articles": .int(figures.gold.count),
          "gold_f1": figures.gold.isEmpty ? .null : .double(sum.f1),
        ])
    }
    var line =
      "\(person.padded(12)) \(figures.done) of \(counted(figures.assigned, "article")) done, "
      + "\(figures.accepted) accepted, \(figures.rejected) rejected"
    if times.count > 0 { line += "; \(times.words)" }
    if !figures.gold.isEmpty {
      line +=
        "; F1 \(Decimals.fixed(100 * sum.f1, 1)) in \(counted(figures.gold.count, "article")) with gold"
    }
    try session.console.out.print(line)
  }
}
