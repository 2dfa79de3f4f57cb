import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import TestSupport
import Testing

@testable import PostilKeyLoops

@Suite struct TypedLineTests {
  /// Keys that come one by one, as from a terminal.
  private final class Typing: KeySource {
    private var keys: [Key]
    private(set) var pressed = ""

    init(_ keys: [Key]) { self.keys = keys }

    func next() -> Key? {
      guard !keys.isEmpty else { return nil }
      let key = keys.removeFirst()
      if case .character(let typed) = key { pressed.append(typed == "\u{8}" ? "z" : typed) }
      return key
    }

    func putBack(_ key: Key) { keys.insert(key, at: 0) }
    func amend(_ pressed: String) { self.pressed = pressed }
    func suspend() {}
    func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
  }

  /// What is recorded of a line can be played again: corrected, and ended by a character.
  @Test func isRecordedAsItWasInTheEnd() throws {
    let workspace = try TestWorkspace(text: "Rosa met Tom on Monday.")
    let article = try workspace.session.focus.article()
    let typed: [Key] = "a2025\u{8}6\rq".map { .character($0) }
    let keys = Typing(typed)
    let loop = try #require(
      MarkLoop(
        session: workspace.session, request: workspace.request("mark"), article: article,
        start: Span(16, 22), keys: keys,
        isLive: false))
    try loop.run()
    #expect(keys.pressed == "a2026;q")
    #expect(article.store.annotations.first?.annotation.attributes["value"] == "2026")
  }

  @Test func isForgottenWhenItWasLeft() throws {
    let workspace = try TestWorkspace(text: "Rosa met Tom on Monday.")
    let keys = Typing([.character("/"), .character("T"), .escape, .character("1"), .character("q")])
    let loop = try #require(
      MarkLoop(
        session: workspace.session, request: workspace.request("mark"),
        article: try workspace.session.focus.article(), start: nil,
        keys: keys, isLive: false))
    try loop.run()
    #expect(keys.pressed == "1q")
  }

  @Test func passesOverWhatIsMarked() throws {
    let workspace = try TestWorkspace(text: "Rosa Lind met Tom Lind and Ada.")
    _ = workspace.run("per \"Rosa Lind met Tom\"; per \"Tom Lind\"")
    _ = workspace.run("mark --keys=\" 2q\"")
    #expect(workspace.run("list ORG") == "e3 ORG \"Ada\" 1.7\n")
  }
}
