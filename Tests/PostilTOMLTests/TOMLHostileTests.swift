import PostilKit
import PostilTOML
import TestSupport
import Testing

/// No text traps, and the time grows with its length only.
@Suite struct TOMLHostileTests {
  /// A document that is changed at random is read, or refused at a place in it; the keys of one that is
  /// read can be changed.
  @Test func mutationsAreReadOrRefused() {
    var numbers = SplitMix(seed: 2023)
    let seeds = ValidDocuments.all.map { Array($0.toml.utf8) }.filter { $0.count < 150 }
    let pieces = Array("[]{}\"'\\.,=#\n\r 0x-1eT:_truefé\u{0}".utf8)
    for _ in 0..<6000 {
      var bytes = seeds.randomElement(using: &numbers) ?? []
      for _ in 0...Int.random(in: 0..<4, using: &numbers) {
        let start = Int.random(in: 0...bytes.count, using: &numbers)
        let end = min(bytes.count, start + Int.random(in: 0..<4, using: &numbers))
        let new = (0..<Int.random(in: 0..<3, using: &numbers)).map { _ in
          pieces.randomElement(using: &numbers) ?? 0
        }
        bytes.replaceSubrange(start..<end, with: new)
      }
      check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) {
    do throws(TOMLFailure) {
      let document = try TOMLDocument(bytes)
      let members = document.root.members
      #expect(members.map(\.offset).allSatisfy { $0 < bytes.count })
      _ = try document.setting(["new key"], to: 1)
      for member in members where !member.value.range.isEmpty {
        let changed = try document.setting([member.name], to: 1)
        #expect(changed.root[member.name]?.json == 1 || members.count > 1)
      }
    } catch {
      #expect((0...bytes.count).contains(error.place.offset) && !error.reason.isEmpty)
    }
  }

  /// Texts of that many bytes that are hard to read.
  private static let hostile: [(name: String, text: @Sendable (Int) -> [UInt8])] = [
    ("keys", { lines($0) { "k\($0) = \($0)\n" } }),
    ("headers", { lines($0) { "[t\($0)]\na=1\n" } }),
    ("lists", { lines($0) { _ in "[[a]]\n" } }),
    ("deep keys", { Array((deep + "\n").utf8) + lines($0) { "k\($0)=1\n" } }),
    ("deep headers", { lines($0) { "[\(deep.dropFirst().dropLast()).k\($0)]\n" } }),
    ("one array", { Array("a=[".utf8) + lines($0) { _ in "{a=1,b.c=2}," } + Array("]".utf8) }),
    ("one string", { Array("a=\"".utf8) + lines($0) { _ in "\\u00e9x" } + Array("\"".utf8) }),
    ("quotes", { Array("a='''".utf8) + lines($0) { _ in "''x" } + Array("'''".utf8) }),
    ("blanks", { lines($0) { _ in " \t\r\n#\n" } }), ("brackets", { lines($0) { _ in "[" } }),
    ("dots", { lines($0) { _ in "a." } }),
    ("open arrays", { Array("a=".utf8) + lines($0) { _ in "[" } }),
    ("one number", { Array("a=".utf8) + lines($0) { _ in "1" } }),
    ("backslashes", { Array("a=\"\"\"".utf8) + lines($0) { _ in "\\ " } }),
  ]

  private static let deep = "[\((0..<95).map { "d\($0)" }.joined(separator: "."))]"

  private static func lines(_ count: Int, _ line: (Int) -> String) -> [UInt8] {
    var bytes: [UInt8] = []
    var number = 0
    while bytes.count < count {
      bytes.append(contentsOf: line(number).utf8)
      number += 1
    }
    return bytes
  }

  /// Eight times the length takes less than 24 times the time: linear, with room for a busy machine.
  @Test(.serialized, arguments: hostile.indices) func timeIsLinear(_ index: Int) {
    let (name, text) = Self.hostile[index]
    let short = text(64 << 10)
    let long = text(512 << 10)
    let times = (0..<3).map { _ in (Self.time(short), Self.time(long)) }
    let first = times.map(\.0).min() ?? .zero
    let second = times.map(\.1).min() ?? .zero
    #expect(second < first * 24 + .milliseconds(20), "\(name): \(first), \(second)")
  }

  private static func time(_ bytes: [UInt8]) -> Duration {
    ContinuousClock().measure { _ = try? TOMLDocument(bytes) }
  }
}
