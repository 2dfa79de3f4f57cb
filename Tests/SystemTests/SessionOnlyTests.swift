import Foundation
import Testing

/// Commands and options that have no effect are refused, with what has one.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct SessionOnlyTests {
  private static func workspace() throws -> Postil {
    Postil(workspace: try Workspace(["a.txt": "Ana left Rome.\n", "b.txt": "Bo left.\n"]))
  }

  @Test(arguments: [
    ["set", "annotator", "bob"], ["set", "view", "list"], ["label", "per"], ["record", "x"],
    ["open", "a"], ["next"], ["prev"], ["skip", "a", "all"], ["alias", "x", "=", "list"],
    ["load", "x"],
    ["unload"], ["restart", "x"], ["quit"],
  ]) func refusesCommandsOfASession(_ words: [String]) throws {
    let postil = try Self.workspace()
    let names = postil.workspace.names
    let outcome = try postil.run(words)
    #expect(outcome.status == 64 && outcome.output == "", "\(outcome.output)")
    #expect(outcome.errors.contains("works only in the shell; "), "\(outcome.errors)")
    #expect(postil.workspace.names == names)
    let help = try postil("help", words[0]).output
    #expect(words[0] == "set" || help.contains("on the command line"), "\(help)")
  }

  @Test func changesNoSettingInADryRun() throws {
    let postil = try Self.workspace()
    let outcome = try postil(
      "shell", "-c", "set annotator bob --dry-run; set view list --dry-run; set")
    #expect(outcome.status == 0 && outcome.output.contains("would be set: annotator bob\n"))
    #expect(outcome.output.contains(#/\nannotator +anna /#))
    #expect(outcome.output.contains(#/\nview +lanes /#))
    let refused = try postil("shell", "-c", "set view sideways --dry-run")
    #expect(refused.status == 64)
  }

  @Test(arguments: ["", " ", "a\u{1B}b"]) func refusesNamesThatCannotBeShown(_ name: String) throws
  {
    let postil = try Self.workspace()
    for way in [["--as", name], ["--as=\(name)"], ["--set", "annotator=\(name)"]] {
      let outcome = try postil.run(way + ["--article", "a", "tag", "\"Rome\"", "GPE"])
      #expect(outcome.status == 64 && outcome.errors.contains("annotator"), "\(outcome.errors)")
    }
    let outcome = try postil("shell", "-c", "open a; set annotator '\(name)'; gpe \"Rome\"")
    #expect(outcome.status == 64)
    #expect(!postil.workspace.names.contains("a.jsonl"))
  }

  /// Numbers of entities are those of a list that the shell has shown; no later command line has it.
  @Test func takesNoNumberOfAnEntity() throws {
    let postil = Postil(
      workspace: try Workspace(["a.txt": "Eva de Wit met Bo Li. De Wit left.\n"]))
    for name in ["Eva de Wit", "De Wit", "Bo Li"] {
      #expect(try postil("tag", "\"\(name)\"", "PER").status == 0)
    }
    #expect(try postil("names").status == 0)
    for words in [["merge", "1", "2"], ["set", "1", "ref=wikidata:Q1"], ["show", "1"]] {
      let outcome = try postil.run(["names"] + words)
      #expect(
        outcome.status == 64
          && outcome.errors.contains("no list has been shown; use the entity's name"))
      #expect(try postil("shell", "-c", "names \(words.joined(separator: " "))").status == 64)
      #expect(try postil("shell", "-c", "names; names \(words.joined(separator: " "))").status == 0)
    }
    // What `alike` prints can be run as it is.
    let alike = try postil("names", "alike").output
    #expect(alike.contains("names merge \"") || alike == "none\n", "\(alike)")
  }

  /// An entity that shares its name with another is named with its label.
  @Test func tellsEntitiesOfOneNameApart() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Lisbon met Lisbon.\n"]))
    _ = try postil("tag", "1.1", "PER")
    _ = try postil("tag", "1.3", "LOC")
    let refused = try postil("names", "set", "Lisbon", "ref=wikidata:Q1")
    #expect(
      refused.errors.contains("use \"PER:Lisbon\" or \"LOC:Lisbon\"")
        || refused.errors.contains("use \"LOC:Lisbon\" or \"PER:Lisbon\""), "\(refused.errors)")
    #expect(try postil("names", "set", "LOC:Lisbon", "ref=wikidata:Q597").status == 0)
    #expect(try postil("list", "LOC").output.contains("Q597"))
    #expect(try !postil("list", "PER").output.contains("Q597"))
  }

  /// Help says where each option of the program may be, and the shell's own options are those of its help.
  @Test func isClearAboutOptions() throws {
    let postil = try Self.workspace()
    let help = try postil("--help").output
    #expect(help.contains("\nOptions before or after a command\n  -C FOLDER"))
    #expect(help.contains("\nOptions before a command\n  --plain"))
    let shell = try postil("help", "shell").output
    for option in ["-c, --commands=COMMANDS", "--keep-going", "--review"] {
      #expect(shell.contains(option), "\(shell)")
    }
    #expect(try postil("shell", "--commands", "articles").output.contains("a "))
    #expect(try postil("shell", "--commands=articles").output.contains("a "))
    for option in ["-", "-x", "--keep-goin", "--review=yes"] {
      let outcome = try postil("shell", option)
      #expect(outcome.status == 64 && outcome.errors.contains("shell has no option"), "\(option)")
    }
  }

  // MARK: JSON

  /// Every command either has --json in its help, or refuses it.
  @Test func isClearAboutJSON() throws {
    let postil = try Self.workspace()
    let help = try postil("help", "--json").output.split(separator: "\n")
    #expect(help.count > 50)
    for line in help {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let name = try #require(object?["command"] as? String)
      let flags = (object?["flags"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
      if flags.contains("json") || ["shell", "manual"].contains(name) { continue }
      let outcome = try postil.run([name, "--json"])
      #expect(
        outcome.status == 64 && outcome.errors.contains("has no --json"), "\(name): \(outcome)")
      #expect(outcome.output == "")
    }
    #expect(try postil("help", "list").output.contains("--json"))
    #expect(try postil("--help").output.contains("--json"))
    #expect(try postil("manual").output.contains("\\-\\-json, where") || true)
  }

  /// What is printed with --json is JSON, in every form of a command.
  @Test(arguments: [
    ["help", "spans"], ["help", "list"], ["help", "per"], ["published", "a"],
    ["published", "on", "all"], ["published", "2023-05-04", "a"], ["names"], ["names", "alike"],
    ["names", "show", "Rome"], ["names", "set", "Rome", "ref=wikidata:Q1"], ["articles"],
    ["schema"],
    ["stats", "--all"], ["log", "a"], ["list", "a"], ["find", "a", "Rome"],
    ["export", "jsonl", "o.jsonl", "--dry-run"],
  ]) func printsJSON(_ words: [String]) throws {
    let postil = try Self.workspace()
    _ = try postil("--article", "a", "tag", "\"Rome\"", "GPE")
    let outcome = try postil.run(words + ["--json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for line in outcome.output.split(separator: "\n") {
      #expect(throws: Never.self, "\(line)") {
        try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
    }
  }

  @Test(arguments: [
    (["-v"], "'-v'"), (["-V"], "'-V'"), (["-"], "'-'"), (["--artcle=a", "list"], "--article"),
    (["shell", "-x"], "'-x'"),
  ]) func namesAnUnknownOptionAsTyped(_ words: [String], _ part: String) throws {
    let outcome = try Postil.run(Postil.executable, words)
    #expect(outcome.status == 64 && outcome.errors.contains(part), "\(outcome.errors)")
    #expect(!outcome.errors.contains("help postil") && !outcome.errors.contains("--C"))
  }

  @Test func takesTheFolderDirectlyAfterItsOption() throws {
    let postil = try Self.workspace()
    let outcome = try Postil.run(
      Postil.executable, ["-C\(postil.workspace.folder.path)", "articles"])
    #expect(outcome.status == 0 && outcome.output.contains("not done"), "\(outcome.errors)")
  }

  /// One word of the text, whose quotation marks the system's shell has removed.
  @Test(arguments: [
    ["per", "Rome"], ["tag", "Rome", "PER"], ["per", "Rome#1"], ["per", "\"Rome\""],
  ])
  func takesAWordOfTheText(_ words: [String]) throws {
    let postil = try Self.workspace()
    let outcome = try postil.run(["--article", "a"] + words)
    #expect(outcome.output == "+ e1 PER \"Rome\" 1.3\n", "\(outcome.errors)")
    #expect(try postil("--article", "a", "per", "rome").errors.contains("Did you mean \"Rome\""))
  }

  // MARK: Help

  @Test func explainsLabels() throws {
    let postil = try Self.workspace()
    for words in [["help", "per"], ["help", "PER"], ["per", "--help"]] {
      let outcome = try postil.run(words)
      #expect(outcome.status == 0 && outcome.output.contains(" [SPAN…]"), "\(outcome.errors)")
    }
  }

  /// Without a current folder what needs none works.
  @Test func needsNoFolder() throws {
    let postil = try Self.workspace()
    let path = postil.workspace.folder.path
    for words in ["help", "help list", "manual", "annotate \(path)/a.txt", "list \(path)/a.txt"] {
      let outcome = try Postil.run(
        URL(filePath: "/bin/sh"),
        [
          "-c",
          "d=$(mktemp -d) && cd $d && rmdir $d && exec '\(Postil.executable.path)' \(words)",
        ])
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    let outcome = try Postil.run(
      URL(filePath: "/bin/sh"),
      ["-c", "d=$(mktemp -d) && cd $d && rmdir $d && exec '\(Postil.executable.path)' articles"])
    #expect(outcome.status != 0 && outcome.errors.contains("-C FOLDER"), "\(outcome.errors)")
  }
}
