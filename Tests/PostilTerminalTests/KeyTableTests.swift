import Testing

@testable import PostilTerminal

@Suite struct KeyTableTests {
  /// Collects what the keys do.
  private final class Log { var text = "" }

  private static let table = KeyTable<Log>(
    [
      KeyBinding("?", help: "list the keys", hint: "keys") { $0.text += "help " },
      KeyBinding("a", "\r", "\n", help: "accept", hint: "accept") { $0.text += "accept " },
      KeyBinding(" ", help: "skip") { $0.text += "skip " },
    ],
    [
      KeyBinding("1", "2", "3", help: "a label", hint: "label") { $0.text += "\($1) " },
      KeyBinding("]", help: "right edge", hint: "edge") { $0.text += "right " },
      KeyBinding("[", help: "left edge", hint: "edge") { $0.text += "left " },
      KeyBinding("j", "\u{8}", help: "down") { $0.text += "down " },
    ])

  @Test func performsTheActionOfAKey() throws {
    let log = Log()
    for key in "a\n 3[j?" { try Self.table[key]?.action(log, key) }
    #expect(log.text == "accept accept skip 3 left down help ")
    #expect(Self.table["x"] == nil)
  }

  @Test func listsTheKeysInOneColumn() {
    let wide = Self.table.lines(labels: ["1 PER", "2 ORG"], width: 80).map(\.text)
    #expect(
      wide == [
        "  ?                   list the keys",
        "  a, Enter            accept",
        "  space               skip",
        "  1-3                 a label",
        "  ]                   right edge",
        "  [                   left edge",
        "  j, down, backspace  down",
        "  1 PER   2 ORG",
      ])
  }

  @Test func putsWhatAKeyDoesBelowItOnANarrowTerminal() {
    let narrow = Self.table.lines(labels: ["1 PER", "2 ORG"], width: 24).map(\.text)
    #expect(narrow.prefix(4) == ["  ?", "      list the keys", "  a, Enter", "      accept"])
    #expect(narrow.suffix(1) == ["  1 PER   2 ORG"])
  }

  @Test func breaksEntriesBeforeKeysAreCut() {
    for width in 24...120 {
      for line in Self.table.lines(labels: ["1 PER"], width: width) {
        #expect(line.text.columns <= width, "\(line.text)")
      }
    }
  }

  @Test func listsItsEntriesForHelp() {
    #expect(Self.table.entries.map(\.keys).suffix(2) == ["[", "j, down, backspace"])
    #expect(Self.table.entries.map(\.does).suffix(2) == ["left edge", "down"])
  }

  @Test func hintsShareTheirWords() {
    #expect(Self.table.hints == ["? keys", "a accept", "1-3 label", "][ edge"])
  }

  @Test func keepsTheFirstOfTwoBindings() throws {
    let log = Log()
    let table = KeyTable<Log>(
      [KeyBinding("a", help: "one") { $0.text += "1" }],
      [KeyBinding("a", help: "two") { $0.text += "2" }])
    try table["a"]?.action(log, "a")
    #expect(log.text == "1" && table.keys == ["a", "a"])
  }
}
