import PostilCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The executable's command line: options that hold for every command, then the command's words.
struct Invocation {
  /// `-C`: the workspace.
  private(set) var folder: String?
  /// `--as`: who decides.
  private(set) var author: String?
  /// `--article`: the article to work on.
  private(set) var article: String?
  /// `--sidecars`: the folder that mirrors the workspace with its sidecars.
  private(set) var sidecars: String?
  private(set) var wantsVersion = false
  private(set) var wantsHelp = false
  /// Settings, as `NAME=VALUE`: they win over what is said anywhere else.
  private(set) var settings: [(name: String, value: String)] = []
  /// The command and its words.
  private(set) var words: [String] = []

  /// The words behind `complete --`, which are not ours to sort.
  var completed: [String] { Array(words.dropFirst(2)) }

  /// Sorts the arguments.
  ///
  /// - Throws: `usage` for an option without its value.
  init(_ arguments: [String]) throws(PostilError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += [argument] + rest
        return
      }
      switch argument {
      case "-C": folder = try Self.value(argument, &rest)
      case "--as": author = try Self.value(argument, &rest)
      case "--article": article = try Self.value(argument, &rest)
      case "--sidecars": sidecars = try Self.value(argument, &rest)
      case "--version" where words.isEmpty: wantsVersion = true
      case "--help", "-h": wantsHelp = true
      case "--plain" where words.isEmpty: settings.append(("view", "list"))
      case "--set": try take(setting: Self.value(argument, &rest))
      default: if !take(assignment: argument) { words.append(argument) }
      }
      if words.isEmpty, argument.hasPrefix("-"), !Self.known.contains(argument.optionName) {
        throw .unknownFlag(flag: argument.optionName, command: "postil", known: Self.known)
      }
      // An unknown option before any command was put among the words.
      if words.count == 1, words[0].hasPrefix("-") {
        throw .unknownFlag(
          flag: words[0].optionName, command: "postil", known: Self.known)
      }
    }
  }

  private static let known = [
    "C", "as", "article", "sidecars", "version", "help", "h", "plain", "set",
  ]

  private mutating func take(setting: String) throws(PostilError) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw .usage(reason: "--set needs NAME=VALUE", next: "say --set view=list")
    }
    settings.append((String(parts[0]), String(parts[1])))
  }

  private mutating func take(assignment: String) -> Bool {
    let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "--as": author = parts[1]
    case "--article": article = parts[1]
    case "--sidecars": sidecars = parts[1]
    default: return false
    }
    return true
  }

  private static func value(
    _ option: String, _ rest: inout ArraySlice<String>
  ) throws(PostilError) -> String {
    guard let value = rest.popFirst() else {
      throw .usage(reason: "\(option) needs a value", next: "`postil --help` shows how")
    }
    return value
  }
}

extension String {
  /// `as` of `--as=anna`.
  fileprivate var optionName: String {
    String(drop { $0 == "-" }.prefix { $0 != "=" })
  }
}

extension Invocation {
  /// What the person has chosen, in a workspace.
  func preferences(_ workspace: Workspace) throws(PostilError) -> Preferences {
    try Preferences(
      workspace: workspace, flags: settings + (author.map { [("annotator", $0)] } ?? []))
  }
}

/// Who decides.
enum Author {
  /// The name that was set, else git's `user.name`, the login name, "unknown".
  ///
  /// - Parameters:
  ///   - given: The name that was set. Without it git is run, which takes some milliseconds.
  ///   - folder: The workspace's folder, whose repository may have a name of its own.
  static func name(_ given: String?, in folder: String) -> String {
    let name =
      given ?? GitSettings.userName(in: folder) ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// Settings of git, as git itself reads them: included files, quoting and comments are its matter.
enum GitSettings {
  /// How long git may take, in milliseconds.
  private static let patience = 1000

  /// `user.name` as it holds in a folder; nil without git, without a name, and for a name that is
  /// blank or has a control character.
  static func userName(in folder: String) -> String? {
    let name = ProgramOutput.line(
      of: "git", ["--no-pager", "config", "user.name"], in: folder, within: patience)
    guard let name, !name.trimmed.isEmpty, Escaping.shown(name) == name else { return nil }
    return name
  }
}
