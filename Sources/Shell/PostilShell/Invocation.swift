import PostilStore
import PostilSystem

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
  /// The name that was said, else git's `user.name`, the login name.
  static func name(_ given: String?) -> String {
    let name =
      given ?? GitSettings.userName ?? Terminal.environment("USER") ?? "unknown"
    return name.trimmed.isEmpty ? "unknown" : name.trimmed
  }
}

/// What git's user settings say; read directly, since starting git would cost the first prompt its
/// speed.
enum GitSettings {
  /// `user.name`, if it is set.
  static var userName: String? {
    let home = Terminal.environment("HOME")
    let paths = [
      ".git/config", home.map { "\($0)/.gitconfig" },
      (Terminal.environment("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }).map {
        "\($0)/git/config"
      },
    ]
    return paths.lazy.compactMap { $0 }.compactMap { path in
      (try? Files.read(path, limit: 1 << 20)).flatMap {
        name(in: String(decoding: $0, as: UTF8.self))
      }
    }.first
  }

  /// The `name` of the section `[user]`.
  static func name(in text: String) -> String? {
    var isUser = false
    for line in text.split(separator: "\n") {
      let line = line.trimmed
      if line.hasPrefix("[") { isUser = line.lowercased() == "[user]" }
      let parts = line.split(separator: "=", maxSplits: 1)
      guard isUser, parts.count == 2, parts[0].trimmed.lowercased() == "name" else { continue }
      let value = parts[1].trimmed
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }
}
