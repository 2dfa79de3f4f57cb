import PostilPointing
import PostilShell
import PostilTerminal
import PostilViews

extension Session {
  /// Makes an article the open one and prints its summary, unless it is open already.
  package func turn(to article: OpenArticle) throws {
    guard article !== focus.open else { return }
    focus.turn(to: article)
    try console.out.print(lines(of: article).summary)
  }
}
