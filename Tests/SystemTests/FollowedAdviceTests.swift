import Foundation
import Testing

/// Advice is followed one step: what it says to run exists where it is said, takes these words, and does not
/// fail with the same advice again.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct FollowedAdviceTests {
  /// A command that a sentence advises, and the advice.
  typealias Step = (sentence: String, advice: String, command: String)

  /// The names of all commands, and `postil`.
  private static let names: Set<String> = {
    let list = (try? Postil.run(Postil.executable, ["help", "--json"]).output) ?? ""
    return Set(list.matches(of: #/\{"command":"(\w+)"/#).map { String($0.1) } + ["postil"])
  }()

  /// All commands that the sentences of the golden file advise.
  static let steps: [Step] = {
    let file = Postil.root.appending(path: "Tests/PostilShellTests/Golden/errors.txt")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.flatMap { line -> [Step] in
      let parts = line.split(separator: " ▸", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return [] }
      return commands(in: parts[1]).map { (sentence: parts[0], advice: parts[1], command: $0) }
    }
  }()

  /// What is between backquotes, and what follows `use`, `run`, `for example` or `did you mean`.
  private static func commands(in advice: String) -> [String] {
    let quoted = advice.matches(of: #/`([^`]+)`/#).map { String($0.1) }
    let rest = advice.replacing(#/`[^`]+`/#, with: "")
    let opening = #/^[;:.]? ?(use|run|for example|[Dd]id you mean:?|in the shell use) /#
    let plain = rest.split(separator: #/; | or |, | with another/#)
      .map { String($0).replacing(opening, with: "") }
    // Prose: `mark them one by one`, `repair it`, `open NAME opens an article`.
    return (quoted + plain).filter { !$0.contains(#/ (them|it|opens)\b/#) }
      .filter { names.contains(String($0.prefix { $0 != " " })) }
      .map {
        $0.replacing("NAME", with: "wire").replacing("PATH", with: "wire.txt")
          .replacing("WORDS", with: "Rome").replacing("COMMAND", with: "list")
          .replacing("KEYS", with: "q").replacing("FILE", with: "x.postil")
      }
  }

  /// Sentences that only the shell says, so that what they advise need not exist on the command line.
  private static let ofTheShell = [
    "no article is open", "it is in storm", "already in the shell", "nothing is being recorded",
    "is a command-line command", "there is no alias", "alias needs", "has no label",
    "needs one value",
  ]

  private static func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace([
        "wire.txt": "Ana Duarte left Rome.\nShe said: \"I will be back.\"\n",
        "storm.txt": "Rome is far.\n", "a.txt": "Rome.\n",
      ]))
    for label in ["tag \"Ana Duarte\" PER", "tag \"Rome\" GPE"] {
      try #require(try postil("shell", "-c", "open wire; \(label)").status == 0)
    }
    return postil
  }

  /// What an error says if the command is not one there, or does not take the words.
  private static let refusals = [
    "no command '", "is a command-line command", " has no --", "unexpected argument", "takes no '",
    "works only at a prompt", "no option '",
  ]

  @Test(arguments: steps) func leadsOn(_ step: Step) throws {
    let postil = try Self.workspace()
    var outcomes: [Postil.Outcome] = []
    if step.command.hasPrefix("postil ") {
      outcomes.append(try onTheCommandLine(String(step.command.dropFirst(7)), postil))
    } else {
      outcomes.append(try postil("shell", "-c", "open wire; \(step.command)"))
      if !Self.ofTheShell.contains(where: step.sentence.contains) {
        let outcome = try onTheCommandLine(step.command, postil)
        #expect(!outcome.errors.contains("works only in the shell"), "\(outcome.errors)")
        outcomes.append(outcome)
      }
    }
    for outcome in outcomes {
      #expect(!outcome.errors.contains(step.advice.trimmingCharacters(in: .newlines)))
      for refusal in Self.refusals {
        #expect(!outcome.errors.contains(refusal), "\(step.command): \(outcome.errors)")
      }
    }
  }

  /// A line as a system shell splits it.
  private func onTheCommandLine(_ line: String, _ postil: Postil) throws -> Postil.Outcome {
    let folder = postil.workspace.folder.path
    return try Postil.run(
      URL(filePath: "/bin/sh"),
      ["-c", "cd '\(folder)' && exec '\(Postil.executable.path)' --article wire \(line)"])
  }

  @Test func hasCommandsToFollow() { #expect(Self.steps.count > 40) }
}
