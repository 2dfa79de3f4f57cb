import PostilCommands
import PostilKit
import PostilSchema
import PostilShell
import PostilStore
import PostilTerminal
import Testing

@testable import PostilKeyLoops

/// The tables of `review`, `mark`, `review moved` and `curate`.
@Suite struct KeyTablesTests {
  private static let tables: [(keys: [Character], help: [String], shown: [String])] = [
    (
      ReviewKeys.table.keys, ReviewKeys.table.groups.joined().map(\.help),
      CommandList.all.first { $0.name == "review" }?.keys.map(\.does) ?? []
    ),
    (
      MarkKeys.table.keys, MarkKeys.table.groups.joined().map(\.help),
      CommandList.all.first { $0.name == "mark" }?.keys.map(\.does) ?? []
    ),
    (
      MovedKeys.table.keys, MovedKeys.table.groups.joined().map(\.help),
      CommandList.all.first { $0.name == "moved" }?.keys.map(\.does) ?? []
    ),
    (
      CurateKeys.table.keys, CurateKeys.table.groups.joined().map(\.help),
      CommandList.all.first { $0.name == "curate" }?.keys.map(\.does) ?? []
    ),
  ]

  @Test(arguments: 0..<4) func haveEachKeyOnce(_ index: Int) {
    let keys = Self.tables[index].keys
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: 0..<4) func areExplainedInHelp(_ index: Int) {
    #expect(Self.tables[index].help.allSatisfy { !$0.isEmpty })
    #expect(Self.tables[index].shown == Self.tables[index].help)
  }

  @Test func theirLettersAreThoseThatNoLabelCanHave() {
    let letters = Set((ReviewKeys.table.keys + MarkKeys.table.keys).filter(\.isLetter))
    #expect(letters == LabelFacts.usedKeys.filter(\.isLetter))
  }

  @Test func aLabelHasTheKeyThatItAsksFor() {
    var rules = Schema.LayerRules("a", labels: ["WAR", "AXE"])
    rules.facts["AXE"] = LabelFacts(key: "w")
    let keys = LabelKeys(Schema([Schema.LayerRules("first", labels: ["X"]), rules]))
    #expect(keys.key(of: "AXE", on: "a") == "w" && keys.key(of: "WAR", on: "a") == "a")
  }

  @Test func leaveALetterForEachLabel() {
    let labels = LabelKeys(.news)
    #expect(labels.all.count == Schema.news.layers.map(\.labels.count).reduce(0, +))
    #expect(Set(labels.all.map(\.key)).count == labels.all.count)
    #expect(labels.all.allSatisfy { MarkKeys.table[$0.key] == nil })
  }
}
