import PostilTerminal
import TestSupport
import Testing

@testable import PostilShell

@Suite struct CompleterTests {
  @Test(arguments: [
    ("revi", "review "), ("open har", "harbour "), ("schem", "schema "),
    ("tag 1.1 PRO", "PRODUCT "),
    ("tag 1.1 DATE val", "value="), ("export co", "conll "), ("list --js", "--json "),
    ("a 1 ; revi", "review "), ("set view li", "list "),
    ("list sugg", "suggested "), ("date 1.1 mod=AP", "APPROX "), ("direct 1.1 neg", "negated="),
    ("direct 1.1 negated=t", "true "), ("per 1.1 val", nil), ("pe 1.1 ent", "entity="),
  ])
  func completes(_ line: String, _ expected: String?) throws {
    let workspace = try TestWorkspace()
    #expect(Completer(workspace.session, TestWorkspace.table).answer(line).replacement == expected)
  }

  @Test func offersWhatFits() throws {
    let workspace = try TestWorkspace()
    let answer = Completer(workspace.session, TestWorkspace.table).answer("re")
    #expect(answer.choices.contains("review") && answer.choices.contains("reject"))
    #expect(answer.start == 0 && answer.replacement == nil)
    #expect(CompletionAnswer.columns(["one", "two", "three"], width: 14) == "one    three\ntwo\n")
  }
}
