import Foundation
import Testing

/// What commands print with `--json` has the keys that `Documentation/JSON.md` lists, all of them and no others.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct JSONKeysTests {
  /// The keys of each command.
  private static let listed: [String: Set<String>] = {
    let page = Postil.root.appending(path: "Documentation/JSON.md")
    let lines = (try? String(contentsOf: page, encoding: .utf8))?.split(separator: "\n") ?? []
    let rows = lines.filter { $0.hasPrefix("| `") }.map { line in
      line.matches(of: #/`([^`]+)`/#).map { String($0.1) }
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Set($0.dropFirst())) })
  }()

  /// Members whose own keys are data: `attributes.*`.
  private static let open: Set = [
    "about", "attributes", "roles", "role_rules", "variants", "by_type", "labels", "direct",
    "indirect", "mixed", "skipped_languages", "usage",
  ]

  @Test func areThoseOfThePage() throws {
    let workspace = try Workspace([:])
    let script = Postil.root.appending(path: "Tests/SystemTests/json.sh").path
    let outcome = try Postil.run(
      URL(filePath: "/bin/sh"),
      ["-c", "cd '\(workspace.folder.path)' && sh '\(script)' '\(Postil.executable.path)'"])
    var found: [String: Set<String>] = [:]
    for line in outcome.output.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      let object = try JSONSerialization.jsonObject(with: Data(parts[1].utf8))
      found[parts[0], default: []].formUnion(Self.keys(object))
    }
    for (command, keys) in found.sorted(by: { $0.key < $1.key }) where keys != Self.listed[command]
    {
      Issue.record("| `\(command)` | \(keys.sorted().map { "`\($0)`" }.joined(separator: " ")) |")
    }
    #expect(Set(found.keys) == Set(Self.listed.keys))
    for key in Self.listed.values.joined() {
      #expect(key.split(separator: ".").allSatisfy { $0.wholeMatch(of: #/[a-z0-9_]+|\*/#) != nil })
    }
  }

  /// All keys of a value with those above them: `flags.name`.
  private static func keys(_ value: Any, below path: [String] = []) -> Set<String> {
    switch value {
    case let members as [String: Any]:
      members.reduce(into: []) { keys, member in
        let isOpen = path.last.map(open.contains) ?? false
        let path = path + [isOpen ? "*" : member.key]
        let inner = isOpen ? [] : Self.keys(member.value, below: path)
        keys.formUnion(inner.isEmpty ? [path.joined(separator: ".")] : inner)
      }
    case let list as [Any]: list.reduce(into: []) { $0.formUnion(Self.keys($1, below: path)) }
    default: []
    }
  }
}
