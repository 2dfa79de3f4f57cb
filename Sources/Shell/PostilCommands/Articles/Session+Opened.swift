import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews

extension Session {
  /// Prints the summary of an article that was opened, and its text if that fits the screen.
  func showOpened(_ request: Request) throws {
    let article = try focus.article()
    try console.out.print(lines(of: article).summary)
    try noteEmpty(article)
    for finding in article.store.findings { try console.err.print("note: \(finding)") }
    guard request.origin == .prompt, console.out.isTerminal, article.grid.lineCount <= 40 else {
      return
    }
    let shown = try view(1...article.grid.lineCount)
    if shown.count < Terminal.size.rows - 3 { try console.out.print(shown) }
  }
}
