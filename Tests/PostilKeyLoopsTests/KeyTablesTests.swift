import PostilCommands
import PostilSchema
import PostilShell
import PostilStore
import PostilTerminal
import Testing

@testable import PostilKeyLoops

/// The tables of `review`, `mark` and `review moved`.
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
  ]

  @Test(arguments: 0..<3) func haveEachKeyOnce(_ index: Int) {
    let keys = Self.tables[index].keys
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: 0..<3) func areExplainedInHelp(_ index: Int) {
    #expect(Self.tables[index].help.allSatisfy { !$0.isEmpty })
    #expect(Self.tables[index].shown == Self.tables[index].help)
  }

  @Test func leaveALetterForEachLabel() {
    let labels = LabelKeys(.news)
    #expect(labels.all.count == Schema.news.layers.map(\.labels.count).reduce(0, +))
    #expect(Set(labels.all.map(\.key)).count == labels.all.count)
    #expect(labels.all.allSatisfy { MarkKeys.table[$0.key] == nil })
  }
}
