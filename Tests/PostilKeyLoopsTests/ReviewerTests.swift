import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import TestSupport
import Testing

@testable import PostilKeyLoops

/// Two people decide about the same suggestions.
@Suite struct ReviewerTests {
  /// Keys, before one of which someone else acts.
  private final class Interrupted: KeySource {
    private var keys: [Character]
    private var act: (() throws -> Void)?

    init(_ keys: String, first act: @escaping () throws -> Void) {
      self.keys = Array(keys)
      self.act = act
    }

    func next() -> Key? {
      if let act {
        self.act = nil
        do { try act() } catch { Issue.record(error) }
      }
      return keys.isEmpty ? nil : .character(keys.removeFirst())
    }

    let pressed = ""
    func putBack(_ key: Key) {
      if case .character(let character) = key { keys.insert(character, at: 0) }
    }
    func amend(_ pressed: String) {}
    func suspend() {}
    func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
  }

  /// What ben does with the suggestion that anna looks at.
  enum Change: CaseIterable {
    case relabel, accept, reject, note, edge, remove

    func apply(_ stored: StoredAnnotation) -> PostilStore.Change {
      var annotation = stored.annotation
      switch self {
      case .relabel: annotation.label = "ORG"
      case .accept: annotation.state = .accepted
      case .reject: annotation.state = .rejected
      case .note: annotation.attributes["note"] = "not a name"
      case .edge: annotation.spans = [Span(0, 4)]
      case .remove: return .remove(id: stored.id)
      }
      return .put(annotation)
    }
  }

  private func workspace() throws -> TestWorkspace {
    let workspace = try TestWorkspace(text: "Rosa Lind met Tom Lind.")
    let store = try workspace.session.focus.article().store
    let suggestions = [Span(0, 9), Span(14, 22)].map { span in
      var annotation = Annotation(layer: .entity, label: "PER", spans: [span])
      annotation.annotator = "tagger@1"
      annotation.state = .suggested
      annotation.id = "suggestion\(span.start)"
      return annotation
    }
    try store.commit(
      suggestions.map { .put($0) }, by: .plugin(name: "tagger", version: "1"))
    return workspace
  }

  private func review(_ workspace: TestWorkspace, _ keys: String, _ change: Change) throws {
    let article = try workspace.session.focus.article()
    let ben = try AnnotationStore.open(article.store.file)
    let keys = Interrupted(keys) {
      try ben.commit([change.apply(ben.annotations[0])], by: .person("ben"))
    }
    let reviewer = try #require(
      Reviewer(
        session: workspace.session, request: workspace.request("review"), article: article,
        annotations: article.store.annotations, byScore: false, keys: keys, isLive: false))
    _ = try reviewer.run()
  }

  @Test(arguments: Change.allCases, ["a", "x", "2", "]", "f"])
  func aKeyDoesNotUndoWhatAColleagueDidMeanwhile(_ change: Change, _ key: String) throws {
    let workspace = try workspace()
    let before = try workspace.session.focus.article().store.annotations[0]
    try review(workspace, key, change)
    let store = try workspace.session.focus.article().store
    guard case .put(let wanted) = change.apply(before) else {
      #expect(store.annotations.map(\.number) == [2])
      return
    }
    var found = store.annotations[0].annotation
    #expect(found.text == (change == .edge ? "Rosa" : "Rosa Lind"))
    found.text = wanted.text
    #expect(found == wanted && store.annotations[0].by == "ben")
    #expect(store.findings.isEmpty)
  }

  /// The second key decides about what is shown after the first.
  @Test func theNextKeyDecidesAboutTheNewRevision() throws {
    let workspace = try workspace()
    try review(workspace, "aa", .relabel)
    let first = try workspace.session.focus.article().store.annotations[0]
    #expect(first.annotation.label == "ORG" && first.annotation.state == .accepted)
    #expect(first.by == workspace.session.author)
    #expect(try workspace.session.focus.article().store.findings.isEmpty)
  }

  @Test func goesOnAfterWhatAColleagueRemoved() throws {
    let workspace = try workspace()
    try review(workspace, "aa", .remove)
    let all = try workspace.session.focus.article().store.annotations
    #expect(all.map(\.annotation.state) == [.accepted] && all.map(\.number) == [2])
  }
}
