import PostilPointing
import PostilSystem
import PostilTerminal
import TestSupport
import Testing

@testable import PostilShell

@Suite struct CompleterTests {
  @Test(arguments: [
    ("revi", "review "), ("open har", "harbour "), ("schem", "schema "),
    ("tag 1.1 PRO", "PRODUCT "),
    ("tag 1.1 DATE val", "value="), ("export co", "conll"), ("export jsonl", "jsonl "),
    ("list --js", "--json "),
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

  /// What TAB inserts is read back as the article's name, whatever is in it.
  @Test(arguments: [
    "-dash", "a;b", "all", "it's \"q\"", "on", "todo", "x#y", "Über Köln", "m=n", "b\\c",
  ])
  func insertsNamesThatAreReadBack(_ name: String) throws {
    let workspace = try TestWorkspace()
    try Files.replace("\(workspace.folder)/\(name).txt", with: Array("Ana left.\n".utf8))
    let completer = Completer(workspace.session, TestWorkspace.table)
    let start = name.prefix(1)
    for line in ["open \"\(start)", "accept PER on \"\(start)"]
      + (start == "-" ? [] : ["open \(start)"])
    {
      let answer = completer.answer(line)
      let replacement = try #require(answer.replacement, "\(line): \(answer.choices)")
      let completed = String(decoding: line.utf8.prefix(answer.start), as: UTF8.self) + replacement
      let words = try CommandParser.statements(completed).first?.words ?? []
      #expect(words.count == (line.hasPrefix("open") ? 2 : 4), "\(completed)")
      let last = try #require(words.last)
      #expect(last.unquoted == name && ScopeRule.isName(last), "\(completed)")
      #expect(last.isQuoted || !last.raw.hasPrefix("-"), "\(completed)")
    }
  }

  /// The command line is offered what the prompt offers.
  @Test(arguments: [
    "export brat ", "export ", "import ", "list label=P", "set view ", "p", "help ", "list ",
    "check consistency ", "accept PER on ", "tag 1.1 DATE val", "run ", "export brat out --layer=",
    "export brat out --layer ",
  ]) func offersTheSameAtBothDoors(_ line: String) throws {
    let workspace = try TestWorkspace()
    let unfinished = CommandParser.unfinished(line)
    func texts(_ isCommandLine: Bool) -> Set<String> {
      let completer = Completer(
        workspace.session, TestWorkspace.table, isCommandLine: isCommandLine)
      let candidates = completer.candidates(unfinished.words, typed: unfinished.typed)
      return Set(candidates.map { $0.text.split(separator: "=").last.map(String.init) ?? $0.text })
    }
    let prompt = texts(false)
    #expect(!prompt.isEmpty)
    let only = Set(TestWorkspace.table.all.filter { $0.insteadOnCommandLine != nil }.map(\.name))
    #expect(
      prompt.subtracting(texts(true)).isSubset(of: only), "\(prompt.subtracting(texts(true)))")
  }

  @Test func offersWhatIsExpectedThere() throws {
    let workspace = try TestWorkspace()
    let completer = Completer(workspace.session, TestWorkspace.table)
    #expect(!completer.answer("export brat ").choices.contains("conll"))
    #expect(completer.answer("help ").choices.contains("annotate"))
    #expect(completer.answer("set view ").choices == ["lanes", "list"])
    #expect(completer.answer("list label=PR").replacement == "PRODUCT ")
    #expect(completer.answer("export brat out --layer=ti").replacement == "--layer=timex ")
    #expect(completer.answer("export brat out --layer ti").replacement == "timex ")
    #expect(
      completer.answer("review --by=").choices
        == ["--by=disagreement", "--by=place", "--by=score", "--by=uncertainty"])
  }
}
