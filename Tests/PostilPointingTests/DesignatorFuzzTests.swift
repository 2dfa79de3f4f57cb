import PostilKit
import PostilShell
import PostilSystem
import TestSupport
import Testing

@testable import PostilPointing

/// Random designators against odd texts: nothing traps, what is found lies in the text, and every
/// error is a sentence that names what was typed.
@Suite struct DesignatorFuzzTests {
  private static let pieces = [
    "1", "2", "0", "9", "17", "4294967295", "99999999999999999999", ".", "..", "-", ":", "@", "#",
    "*",
    "last", "!", "+", "\"Ana\"", "\"a\"", "'o'", "\"\"", "\" \"", "/a/", "/\\w+/i", "/(/", "/a*/s",
    "e", "?",
    "k3f9q2m7x1ab", "x", "é", "‹", "\\", "#2", "#*", "..\"o\"", "3:1-2", "1.1-2", "@0:3",
  ]

  @Test(arguments: [
    "Ana Duarte (52) met \"Rui\".\n\nto go, é\u{301}🇳🇴 東京\r\n", "", "\n", "a",
    "\u{FEFF}a b\u{2028}c",
  ])
  func neverTraps(_ text: String) throws {
    let workspace = try TestWorkspace(text: text)
    _ = try workspace.session.focus.article()
    let length = Text(text).count
    for _ in 0..<1500 {
      let typed = (0..<Int.random(in: 1...5)).map { _ in Self.pieces.randomElement() ?? "" }
        .joined()
      guard let word = try? CommandParser.statements("x \(typed)").first?.words.dropFirst().first
      else { continue }
      do {
        for target in try workspace.session.focus.resolver().targets(word) {
          #expect(
            target.spans.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= length })
          #expect(target.spans == target.spans.sorted(), "\(typed)")
        }
      } catch let error as PostilError {
        #expect("\(error)".count > 12, "\(typed): \(error)")
      }
    }
  }

  @Test func staysAWholeCommandLine() throws {
    let workspace = try TestWorkspace(text: "Ana met Rui.\n")
    for _ in 0..<1500 {
      let words = (0..<Int.random(in: 1...4)).map { _ in Self.pieces.randomElement() ?? "" }
      let verb = ["tag", "list", "find", "edge", "relabel", "rm", "quote", "show", ""]
        .randomElement()
      let line = ([verb ?? ""] + words + ["PER"]).joined(separator: " ")
      _ = workspace.run(line)
    }
    #expect(!workspace.run("show").isEmpty)
  }
}
