import PostilKit
import PostilPlugins
import PostilSystem
import TestSupport
import Testing

@testable import PostilStream

struct PluginCountsTests {
  @Test func ninetyNineOfAHundredAreNotSlower() throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.plugin("names")
    var counts = PluginCounts()
    #expect(counts.p99 == 0)
    for number in 1...200 {
      var run = PluginRun(manifest: manifest, isWanted: true)
      run.milliseconds = number == 200 ? 5000 : number == 1 ? 0 : 20
      run.usage = ["tokens": 2]
      counts.add(PluginShare(run))
    }
    #expect((20...21).contains(counts.p99))
    #expect(counts.json["usage"]?["tokens"]?.int == 400)
    #expect(counts.json["errors"] == 0 && counts.json["ms"]?.int == 198 * 20 + 5000)
  }

  @Test func aShardIsOneOfEqualParts() throws {
    let shards = try (1...4).map { try #require(Shard("\($0)/4")) }
    let names = (0..<1000).map { "record-\($0)" }
    for name in names { #expect(shards.count { $0.holds(name) } == 1) }
    for shard in shards { #expect((200...300).contains(names.count { shard.holds($0) })) }
    #expect("\(shards[1])" == "2/4")
    for text in ["0/4", "5/4", "1", "a/b", "1/4/2", ""] { #expect(Shard(text) == nil) }
  }
}
