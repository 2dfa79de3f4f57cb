import Foundation
import Testing

/// Plugins that are processes: how many, what they get, and what is said while they start.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ProcessPluginTests {
  private let space: ProcessPlugins
  private let input = (0..<40).map { "{\"id\":\($0),\"text\":\"Record \($0).\"}\n" }.joined()

  init() throws { space = try ProcessPlugins() }

  private func processes(_ words: [String], input: String) throws -> Int {
    try space.write("pids", "")
    let outcome = try space.run(
      ["annotate", "--stream", "--only", "counted"] + words, input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return Set(try space.text("pids").split(separator: "\n")).count
  }

  @Test func thereAreAsManyProcessesAsAreWorthIt() throws {
    try space.plugin(
      "counted", "print(os.getpid(), file=open('\(space.path("pids"))', 'a')); time.sleep(0.1)")
    let few = input.split(separator: "\n").prefix(3).map { $0 + "\n" }.joined()
    #expect(try processes(["--jobs", "4"], input: few) == 1)
    #expect(try processes(["--jobs", "1"], input: input) == 1)
    #expect((2...4).contains(try processes(["--jobs", "4"], input: input)))
    let bound = "taskset -c 0 '\(Postil.executable.path)' annotate --stream --only counted"
    try space.write("pids", "")
    let outcome = try space.shell(
      "command -v taskset >/dev/null && \(bound) || echo none", input: input)
    if outcome.output != "none\n" {
      #expect(Set(try space.text("pids").split(separator: "\n")).count == 1)
    }
    let wrong = try space.run(["annotate", "--stream", "--jobs", "0"])
    #expect(wrong.status == 64 && wrong.errors.contains("use --jobs=4"), "\(wrong.errors)")
  }

  @Test func aSlowStartIsSaid() throws {
    try space.plugin("heavy", "pass", start: "time.sleep(3)")
    try space.write("a.txt", "Ana left.\n")
    let outcome = try space.run(["annotate", space.path("a.txt"), "--only", "heavy"])
    #expect(outcome.status == 0 && outcome.errors.contains("starting heavy\n"), "\(outcome.errors)")
  }

  @Test func theUserSetsLimits() throws {
    try space.plugin("heavy", "time.sleep(1)", start: "time.sleep(1)")
    func outcome(_ limits: String) throws -> Postil.Outcome {
      try space.write("postil.toml", "[plugins.heavy.limits]\n\(limits)\n")
      return try space.run(
        ["annotate", "--stream", "--only", "heavy"], input: "{\"id\":1,\"text\":\"x\"}\n")
    }
    let start = try outcome("startSeconds = 0.3")
    #expect(
      start.status == 69
        && start.errors.contains("did not answer within 0.3 s (limits.startSeconds)"),
      "\(start.errors)")
    let article = try outcome("articleSeconds = 0.3")
    #expect(article.output.contains("0.3 s (limits.articleSeconds)"), "\(article.output)")
    let wrong = try outcome("startSecond = 3")
    #expect(
      wrong.status == 65 && wrong.errors.contains("Did you mean startSeconds?"), "\(wrong.errors)")
    #expect(try outcome("startSeconds = 20").output.contains("\"annotations\":[{"))
  }

  @Test func aMisspeltSettingIsRefused() throws {
    try space.plugin("plain", "pass", settings: #"{"keywords":["a"]}"#)
    try space.write("postil.toml", "[plugins.plain]\nkeywrods = [\"b\"]\n")
    let outcome = try space.run(["annotate", "--stream", "--only", "plain"], input: input)
    #expect(
      outcome.status == 65
        && outcome.errors.contains(
          "postil.toml:2:1: unknown key 'plugins.plain.keywrods': did you mean plugins.plain.keywords?"
        ),
      "\(outcome.errors)")
  }

  @Test func partsAndUnifyAreOneRun() throws {
    let texts = [
      "a": "Alexander Lukashenko met the Institute of Policy Studies (IPS) in Minsk on Monday.\n",
      "b": "Mr Lukashenko left Minsk for Oslo, and the IPS said so.\n",
      "c": "In Oslo the Institute of Policy Studies met Lukashenko again.\n",
      "d": "Ana Duarte told the IPS in Minsk that Ms Duarte had met Alexander Lukashenko.\n",
      "e": "Duarte left Oslo. \"We met Lukashenko,\" Duarte said.\n",
    ]
    func workspace() throws -> Workspace {
      try Workspace(Dictionary(uniqueKeysWithValues: texts.map { ("\($0.key).txt", $0.value) }))
    }
    func names(_ workspace: Workspace) throws -> String {
      try Postil.run(
        Postil.executable, ["-C", workspace.folder.path, "list", "on", "all", "--json"]
      ).output.replacingOccurrences(
        of: "\"(rule|by|author|at)\":\"[^\"]*\"", with: "", options: .regularExpression)
    }
    let (whole, parts) = (try workspace(), try workspace())
    #expect(try Postil.run(Postil.executable, ["annotate", whole.folder.path]).status == 0)
    for part in ["3/3", "1/3", "2/3"] {
      let outcome = try Postil.run(
        Postil.executable, ["annotate", parts.folder.path, "--shard", part])
      #expect(
        outcome.status == 0 && outcome.errors.contains("run `postil unify`"), "\(outcome.errors)")
    }
    #expect(try Postil.run(Postil.executable, ["-C", parts.folder.path, "unify"]).status == 0)
    #expect(try names(whole) == names(parts))
    let again = try Postil.run(Postil.executable, ["-C", whole.folder.path, "unify"])
    #expect(again.output == "0 suggestions got another name\n", "\(again.output)")
  }
}

/// A workspace whose plugins are programs in Python.
struct ProcessPlugins {
  let workspace: Workspace

  init() throws { workspace = try Workspace([:]) }

  func path(_ name: String) -> String { workspace.folder.appending(path: name).path }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The content of a file; empty if there is none.
  func text(_ name: String) throws -> String {
    exists(name)
      ? String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self) : ""
  }

  func write(_ name: String, _ text: String) throws { try workspace.write(name, Data(text.utf8)) }

  /// Writes a plugin that marks the first letter of each text, and returns its folder.
  ///
  /// - Parameters:
  ///   - body: A statement before that, which may `raise Away(reason)`.
  ///   - start: A statement before the handshake.
  ///   - network: Whether its manifest asks for the network.
  ///   - runs: How its manifest says that it is asked.
  @discardableResult func plugin(
    _ name: String, _ body: String, start: String = "pass", settings: String = "{}",
    network: Bool = false, runs: String = "{}"
  ) throws -> String {
    let folder = "programs/\(name)"
    try FileManager.default.createDirectory(atPath: path(folder), withIntermediateDirectories: true)
    try write(
      "\(folder)/plugin.json",
      """
      {"name":"\(name)","version":"0.1.0","api":1,"summary":"For a test.","produces":["entity"],
      "start":{"command":["python3","plugin.py"]},"limits":{"articleSeconds":40},"network":\(network),"runs":\(runs),"settings":\(settings)}
      """)
    try write(
      "\(folder)/plugin.py",
      """
      import json, os, sys, time
      class Away(Exception): pass
      \(start)
      for line in sys.stdin:
          message = json.loads(line)
          if message["method"] == "shutdown": break
          if message["method"] == "cancel": continue
          if message["method"] == "initialize":
              print('{"api":1}', flush=True)
              continue
          text, answer = message["request"]["text"], {"seq": message["seq"]}
          try:
              \(body)
              answer.setdefault("annotations", [{"layer": "entity", "label": "PER", "spans": [[0, 1]]}])
          except Away as error:
              answer["error"] = str(error)
          print(json.dumps(answer), flush=True)
      """)
    return folder
  }

  /// The words after `env`, which start the program with these plugins.
  private func words(_ words: [String]) -> [String] {
    ["POSTIL_PLUGINS=\(path("programs"))", Postil.executable.path, "-C", workspace.folder.path]
      + words
  }

  func start(_ words: [String], input: String = "") throws -> Postil.Running {
    try Postil.start(URL(filePath: "/usr/bin/env"), self.words(words), input: input)
  }

  func run(_ words: [String], input: String = "") throws -> Postil.Outcome {
    try start(words, input: input).wait()
  }

  /// Runs a command of the system's shell.
  func shell(_ command: String, input: String) throws -> Postil.Outcome {
    try Postil.run(
      URL(filePath: "/usr/bin/env"),
      ["POSTIL_PLUGINS=\(path("programs"))", "/bin/sh", "-c", command], input: input)
  }
}
