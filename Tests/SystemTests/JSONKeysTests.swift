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
  private static let open: Set<String> = [
    "attributes", "roles", "variants", "by_type", "labels", "direct", "indirect",
    "mixed",
  ]

  /// Command lines that print JSON, and what is run before them without it, by a system shell.
  private static let script = """
    run() { "$POSTIL" "$@" >/dev/null 2>&1 || true; }
    json() { "$POSTIL" "$@" --json 2>/dev/null | sed "s/^/$1 /"; }
    run annotate
    run --article wire accept all
    run --article wire tag '"going"' MISC note=odd
    run --article storm tag '"Rome"' LOC
    for name in "Ann" "Rui Lima" "Hull"; do run --article port tag "\\"$name\\"" PER; done
    echo 'Ann met Rui J. Lima in Hill on the day.' >port.txt
    run anchor port
    echo damaged >>storm.jsonl
    json articles; json list on all; json list wire e1; json show wire; json show wire 1
    json find wire '"Duarte"'; json find wire PER; json stats --all; json published --all
    json log wire; json why wire e1; json schema; json plugins; json moved port
    json names; json names alike; json names set Rome ref=wikidata:Q220 --dry-run
    json check; json check consistency; json help; json help spans; json help per
    json trust own --show; json run wire --dry-run; json annotate --force --dry-run; json annotate -v
    run --sidecars ben --as ben --article wire tag '"Rome"' ORG
    run --sidecars ann --as ann --article wire tag '"Rome"' GPE
    run --sidecars ann --as ann --article wire tag 1.1 GPE
    json agree ann ben; json diff ann ben
    for name in wire storm; do
      printf '{"id":"%s","text":"%s"}\\n' $name "$(head -1 $name.txt | sed 's/"/\\\\"/g')"; done >in.jsonl
    "$POSTIL" annotate --stream <in.jsonl >out.jsonl
    json score out.jsonl out.jsonl --docs=in.jsonl
    json score out.jsonl out.jsonl --summary --docs=in.jsonl
    json export brat out; json import brat out --dry-run
    """

  @Test func areThoseOfThePage() throws {
    let workspace = try Workspace([
      "wire.txt": "Lisbon, 3 March - Ana Duarte said: \"We will go.\" Duarte is going to Rome.\n",
      "storm.txt": "Ana Duarte left Rome on Tuesday.\n",
      "port.txt": "Ann met Rui Lima in Hull on the day.\n",
    ])
    try FileManager.default.createDirectory(
      at: workspace.folder.appending(path: "plugins/own"), withIntermediateDirectories: true)
    try workspace.write(
      "plugins/own/plugin.json",
      Data(
        #"{"name":"own","version":"1.0.0","api":1,"summary":"x","produces":["x"],"start":{"command":["true"]}}"#
          .utf8))
    let outcome = try Postil.run(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        "cd '\(workspace.folder.path)'; POSTIL='\(Postil.executable.path)'; export POSTIL_PLUGINS=;"
          + Self.script,
      ])
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
