import Foundation
import Testing

/// Whatever a workspace contains, nothing of it is run, and nothing is written outside it.
@Suite(
  .enabled(if: Postil.isStaged, "./test stages the program"),
  .enabled(if: HostileWorkspace.canTrace, "strace cannot be used here"))
struct InsideTests {
  struct Trigger: CustomTestStringConvertible {
    let testDescription: String
    /// What somebody has prepared, and then the commands of the person.
    let script: String
    /// What is said about it.
    let says: String

    init(_ name: String, _ script: String, says: String = "") {
      testDescription = name
      self.script = script
      self.says = says
    }
  }

  static let leaves = "is a symbolic link that leads out of"

  @Test(arguments: links + kinds + outputs + programs)
  func nothingLeavesTheWorkspace(_ trigger: Trigger) throws {
    let workspace = try HostileWorkspace()
    let before = try workspace.contents()
    let outcome = try workspace.run(trigger.script)
    let all = outcome.output + outcome.errors
    #expect(all.contains(trigger.says), "\(all)")
    #expect(!all.contains(HostileWorkspace.secret), "\(all)")
    #expect(!all.contains("Killed") && outcome.status != 137, "it hangs: \(all)")
    #expect(try workspace.violations() == [])
    #expect(try workspace.contents() == before)
  }

  static let links = [
    Trigger(
      "a sidecar that leads to an empty file",
      "ln -s ../home/.bashrc a.jsonl; $P tag a.txt '\"Ana\"' PER; $P annotate . --only date",
      says: leaves),
    Trigger(
      "a sidecar that leads to a file that is not there",
      "ln -s ../home/.bash_aliases a.jsonl; $P tag a.txt '\"Ana\"' PER; $P annotate .", says: leaves
    ),
    Trigger(
      "a sidecar that leads to nothing in the workspace",
      "ln -s missing a.jsonl; $P tag a.txt '\"Ana\"' PER; ls missing", says: "or to nothing"),
    Trigger(
      "a sidecar by an absolute link",
      "ln -s $HOME/.bash_aliases a.jsonl; $P tag a.txt '\"Ana\"' PER; $P list a.txt", says: leaves),
    Trigger(
      "a sidecar that leads to a person's own",
      """
      printf '{"postil":1,"sha256":"%s","length":47}\\n' $(sha256sum < a.txt | cut -c 1-64) > a.jsonl
      mv a.jsonl ../x; ln -s ../x a.jsonl; $P compact a.txt; $P repair a.txt; $P tag a.txt '"Ana"' PER
      """, says: leaves),
    Trigger(
      "a mirror of sidecars with a link",
      """
      mkdir sub side; cp a.txt sub; ln -s ../../home side/sub
      $P --sidecars side tag sub/a.txt '"Ana"' PER; $P --sidecars side annotate . --only date
      """, says: leaves),
    Trigger(
      "an article that leads out",
      "ln -s ../home/secret.txt s.txt; $P annotate s.txt; $P show s.txt; $P annotate . --only date",
      says: leaves),
    Trigger(
      "an article that is imported through a linked folder",
      """
      ln -s ../home sub; echo '{"text":"Ana","meta":{"id":"sub/escaped"}}' > d.jsonl
      $P import jsonl d.jsonl
      """, says: leaves),
    Trigger(
      "an import with the text of another folder",
      "mkdir in; ln -s ../../home/secret.txt in/b.txt; touch in/b.ann; $P import brat in",
      says: leaves),
    Trigger(
      "unfinished work in a linked folder",
      "cp a.txt b.txt; ln -s ../home .postil; $P tag '\"Ana\"' PER on all; $P undo a.txt",
      says: leaves),
    Trigger(
      "a table of days that leads out",
      "ln -s ../home/secret.txt published.tsv; $P articles", says: leaves),
    Trigger(
      "settings that lead out", "ln -s ../home/secret.txt postil.toml; $P list", says: leaves),
  ]

  static let kinds = [
    Trigger(
      "a sidecar that is a pipe",
      "mkfifo a.jsonl; $P tag a.txt '\"Ana\"' PER; $P check; $P anchor a; $P annotate . --only date",
      says: "is not a regular file, so its article cannot be read"),
    Trigger(
      "a sidecar that is a device",
      "ln -s /dev/zero a.jsonl; $P list a.txt; $P anchor a; $P agree . .", says: leaves),
    Trigger(
      "articles that are pipes and devices",
      "mkfifo p.txt; ln -s /dev/zero z.txt; $P show p.txt; $P show z.txt; $P annotate . --only date",
      says: "not a regular file"),
    Trigger(
      "settings that are a pipe", "mkfifo postil.toml; $P list", says: "not a regular file"),
    Trigger(
      "a table of days that is a pipe", "mkfifo published.tsv; $P list", says: "not a regular file"),
    Trigger(
      "manifests that are a pipe and a device",
      """
      mkdir -p plugins/x plugins/y; mkfifo plugins/x/plugin.json; ln -s /dev/zero plugins/y/plugin.json
      $P plugins; $P annotate . --only date; $P annotate . --only x
      """, says: "'./plugins/x/plugin.json': it is not a regular file"),
    Trigger(
      "an import of pipes",
      "mkdir in; mkfifo in/a.ann in/b.conll; $P import brat in; $P import conll in/b.conll",
      says: "not a regular file"),
    Trigger(
      "a side of a score that is a pipe", "mkdir g; mkfifo g/a.jsonl; $P score g g; $P agree g g",
      says: "not a regular file"),
    Trigger(
      "git's settings that are a pipe",
      "mkdir .git; mkfifo .git/config; env -u POSTIL_ANNOTATOR USER=anna $P tag a.txt '\"Ana\"' PER",
      says: "PER \"Ana\""),
    Trigger(
      "git's settings that are a device",
      "mkdir .git; ln -s /dev/zero .git/config; env -u POSTIL_ANNOTATOR USER=anna $P tag a.txt '\"Ana\"' PER",
      says: "PER \"Ana\""),
    Trigger(
      "a model that is a pipe",
      """
      printf '[plugins.entity-tagger]\\nmodel = "m"\\n' > postil.toml; mkfifo m
      $P annotate a.txt --only entity-tagger
      """, says: "it is not a regular file"),
  ]
}
