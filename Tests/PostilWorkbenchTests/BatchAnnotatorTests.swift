import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilWorkbench

@Suite(.enabled(if: hasPython, "python3 is missing")) struct BatchAnnotatorTests {
  private let marks = """
    if "crash" in text: os._exit(1)
    if "slow" in text: time.sleep(30)
    return [{"layer":"entity","label":"PER","spans":[[0,1]]}] if text else []
    """

  private func run(
    _ workspace: TemporaryFolder, _ plugins: TemporaryFolder, _ options: BatchOptions = .init(),
    cancellation: Cancellation = Cancellation(),
    report: @escaping @Sendable (BatchProgress) -> Void = { _ in }
  ) throws -> BatchSummary {
    let catalog = PluginCatalog(folders: [.init(plugins.path)])
    let running = try Pipeline(catalog: catalog).start()
    defer { running.stop() }
    let articles = BatchPaths([workspace.path]).articles
    return BatchAnnotator(running, options: options).run(
      articles, cancellation: cancellation, report: report)
  }

  private func sidecar(_ folder: TemporaryFolder, _ name: String) -> String {
    String(decoding: (try? Files.read("\(folder.path)/\(name).jsonl")) ?? [], as: UTF8.self)
  }

  @Test func oneBadArticleStopsNothing() throws {
    let (workspace, plugins) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try plugins.pythonPlugin("names", marks)
    for name in ["a", "b", "sub/c"] { try workspace.write("\(name).txt", "Zoë left.\n") }
    try workspace.write("bad.txt", "crash\n")
    try workspace.write("nul.txt", "\0")
    let total = BatchProgressProbe()
    let summary = try run(workspace, plugins) { total.note($0) }
    #expect(summary.annotated == 3 && summary.counts.written == 3 && summary.failed == 2)
    #expect(summary.failures.map(\.article) == ["bad", "nul"])
    // No dates are marked, so nobody needs to know the day.
    #expect(summary.undatedCount == 0)
    #expect(summary.status == .failure)
    #expect(total.last?.done == 5 && total.last?.total == 5 && total.last?.errors == 2)
    #expect(sidecar(workspace, "sub/c").contains(#""annotator":"names@0.1.0""#))
    #expect(sidecar(workspace, "bad") == "")
  }

  @Test func whatIsDoneIsSkipped() throws {
    let (workspace, plugins) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try plugins.pythonPlugin("names", marks)
    try workspace.write("a.txt", "Zoë left.\n")
    try workspace.write("empty.txt", "")
    #expect(try run(workspace, plugins).annotated == 2)
    let before = sidecar(workspace, "a")
    #expect(try run(workspace, plugins).skipped == 2)
    var options = BatchOptions()
    options.repeats = true
    let again = try run(workspace, plugins, options)
    #expect(again.annotated == 2 && again.counts.written == 0 && again.counts.known == 1)
    #expect(sidecar(workspace, "a") == before)
    // Another day of publication, another plugin: not done yet.
    options = BatchOptions()
    options.published = CalendarDate("2013-02-12")
    #expect(try run(workspace, plugins, options).annotated == 2)
    _ = try plugins.pythonPlugin("more", "return []")
    #expect(try run(workspace, plugins, options).annotated == 2)
    #expect(try run(workspace, plugins, options).skipped == 2)
    let store = try AnnotationStore.open(Workspace(root: workspace.path).article(named: "a"))
    #expect(store.findings == [] && store.annotations.count == 1)
  }

  @Test func aDecisionIsNeverOverridden() throws {
    let (workspace, plugins) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try plugins.pythonPlugin("names", marks)
    try workspace.write("a.txt", "Zoë left.\n")
    _ = try run(workspace, plugins)
    let store = try AnnotationStore.open(Workspace(root: workspace.path).article(named: "a"))
    var annotation = try #require(store.annotations.first?.annotation)
    annotation.state = .rejected
    try store.commit([.put(annotation)], by: .person("anna"))
    var options = BatchOptions()
    options.repeats = true
    #expect(try run(workspace, plugins, options).counts.known == 1)
    try store.refresh()
    #expect(store.annotations.map(\.annotation.state) == [.rejected])
  }

  @Test func oneUndoTakesBackAWholeBatch() throws {
    let (workspace, plugins) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try plugins.pythonPlugin("names", marks)
    _ = try plugins.pythonPlugin("more", marks.replacing("PER", with: "ORG"))
    try workspace.write("a.txt", "Zoë left.\n")
    try workspace.write("sub/b.txt", "Zoë came.\n")
    try workspace.write("empty.txt", "")
    var options = BatchOptions()
    options.person = "anna"
    #expect(try run(workspace, plugins, options).counts.written == 4)
    let articles = try Workspace(root: workspace.path)
    let store = try AnnotationStore.open(articles.article(named: "empty"))
    let receipts = try articles.undo(in: store, by: .person("anna"))
    #expect(receipts.map(\.removed.count).sorted() == [0, 2, 2])
    #expect(
      Set(
        try articles.articles().flatMap {
          try AnnotationStore.open($0).log(limit: nil).filter { $0.undoes == nil }.map(\.op)
        }
      ).count == 1)
    // What was taken back is offered again, also where nothing was found.
    options.op = AnnotationID.random()
    let again = try run(workspace, plugins, options)
    #expect(again.annotated == 3 && again.counts.written == 4 && again.counts.known == 0)
    #expect(try run(workspace, plugins, options).skipped == 3)
  }

  @Test func cancellingEndsItSoon() throws {
    let (workspace, plugins) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try plugins.pythonPlugin("names", marks)
    for name in ["a", "b", "c", "d", "e", "f"] { try workspace.write("\(name).txt", "slow\n") }
    let cancellation = Cancellation()
    // The progress thread plays the user: Ctrl-C at the first report.
    let summary = try run(workspace, plugins, cancellation: cancellation) { _ in
      cancellation.cancel()
    }
    #expect(summary.isCancelled && summary.status == .interrupted)
    #expect(summary.annotated == 0 && summary.failed == 0)
    #expect(sidecar(workspace, "a") == "")
  }
}

/// Keeps the last report.
private final class BatchProgressProbe: @unchecked Sendable {
  // Written by the progress thread, read after it has ended.
  private(set) var last: BatchProgress?
  func note(_ progress: BatchProgress) { last = progress }
}
