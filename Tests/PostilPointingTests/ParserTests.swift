import PostilSystem
import Testing

@testable import PostilPointing

@Suite struct ParserTests {
  @Test(arguments: [
    ("per 1.8-9", [["per", "1.8-9"]]),
    ("a 1 ; x 2", [["a", "1"], ["x", "2"]]),
    ("a 1;x 2 # the rest; is a comment", [["a", "1"], ["x", "2"]]),
    ("# nothing", []),
    ("tag \"Ana Duarte\"#2 PER", [["tag", "Ana Duarte#2", "PER"]]),
    ("note 3 it's fine; q", [["note", "3", "it's", "fine"], ["q"]]),
    ("note 3 'it\\'s; here'", [["note", "3", "it's; here"]]),
    ("per “Duarte”", [["per", "“Duarte”"]]),
    ("set 3 entity=\"A B\"", [["set", "3", "entity=A B"]]),
    ("a \"We\"..\"storm\"!", [["a", "We..storm!"]]),
    ("per \"a \\\"b\\\"\"", [["per", "a \"b\""]]),
    ("a $HOME `x` *", [["a", "$HOME", "`x`", "*"]]),
    ("", []), (";;", []), ("a\\ b", [["a b"]]),
  ])
  func splits(_ line: String, _ expected: [[String]]) throws {
    #expect(try CommandParser.statements(line).map { $0.words.map(\.text) } == expected)
  }

  @Test func refusesAnOpenQuotation() {
    #expect(throws: PostilError.self) { try CommandParser.statements("per \"Duarte") }
    #expect(throws: PostilError.self) { try CommandParser.statements("per 'Duarte") }
  }

  @Test func keepsTheSource() throws {
    #expect(
      try CommandParser.statements("a 1 ;  per \"x y\" ").map(\.source) == ["a 1", "per \"x y\""])
  }

  @Test(arguments: [
    ("\"Duarte\"#2", "\"Duarte\"#2"), ("a b; c # d", "a b; c # d"), ("say \"hi\"", "say \"hi\""),
    ("\"open", "\"open"), ("", ""),
  ])
  func takesArgumentsWhole(_ argument: String, _ expected: String) {
    #expect(CommandParser.argument(argument).text == expected)
  }
}
