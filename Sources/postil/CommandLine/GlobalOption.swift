import PostilShell
import PostilSystem

/// An option of the program, whatever the command: `postil -C news list`.
///
/// This list is the one definition that the parser of the command line, `--help`, the manual and
/// completion use.
struct GlobalOption: Sendable {
  /// The option as typed: `-C`, `--as`.
  let name: String
  /// Its short form, or nil.
  let short: String?
  /// The placeholder of its value, or nil if it takes none.
  let value: String?
  /// What it does, in a few words.
  let summary: String
  /// The kind of value that TAB offers.
  let completion: Completion?
  /// Whether it must precede the command, since a command may have a flag of the same name.
  let isFirst: Bool
  /// Applies its value to the invocation.
  let apply: @Sendable (String, inout Invocation) throws(PostilError) -> Void

  /// All global options, in the order in which help lists them.
  static let all = [
    GlobalOption("-C", "FOLDER", "run as if started in FOLDER, which is the workspace", .paths) {
      $1.enter($0)
    },
    GlobalOption(
      "--article", "NAME", "the article to work on, for commands that take one", .articles
    ) {
      (name, invocation) throws(PostilError) in
      if name.isEmpty { throw .usage(.optionWithoutValue(option: "--article")) }
      invocation.article = name
    },
    GlobalOption(
      "--as", "NAME", "your name as author; default: POSTIL_ANNOTATOR, git's user.name or USER"
    ) {
      $1.author = $0
    },
    GlobalOption(
      "--sidecars", "FOLDER", "store sidecars in FOLDER, which mirrors the workspace", .paths
    ) { $1.sidecars = $0 },
    GlobalOption("--plain", nil, "list annotations as text instead of drawing them", isFirst: true)
    {
      $1.settings.append(("view", "list"))
    },
    GlobalOption(
      "--set", "NAME=VALUE", "a setting for this run, for example --set ruler=on; `set` lists all"
    ) {
      (value, invocation) throws(PostilError) in
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw .usage(.optionWithoutPair)
      }
      invocation.settings.append((String(parts[0]), String(parts[1])))
    },
    GlobalOption(
      "--json", nil, Flag.json.summary + "; only for commands whose help lists --json",
      isFirst: true
    ) { $1.wantsJSON = true },
    GlobalOption("--help", nil, "print help and run nothing", short: "-h") {
      $1.wantsHelp = true
    },
    GlobalOption("--version", nil, "print the version", isFirst: true) { $1.wantsVersion = true },
  ]

  /// The options as help lists them, under a heading for the place where they are recognized.
  static var groups: [(heading: String, options: [GlobalOption])] {
    [
      ("Options before or after a command", all.filter { !$0.isFirst }),
      ("Options before a command", all.filter(\.isFirst)),
    ]
  }

  /// The option with its short form and placeholder: `-h, --help`, `--as NAME`.
  var signature: String {
    (short.map { "\($0), " } ?? "") + name + (value.map { " \($0)" } ?? "")
  }

  /// The option that an argument is, with the value that it holds: `--as=anna`, `-Cnews`. Nil if it is
  /// no global option; the value is nil if it is the next argument or there is none.
  static func parse(_ argument: String) -> (option: GlobalOption, value: String?)? {
    if let option = all.first(where: { $0.name == argument || $0.short == argument }) {
      return (option, nil)
    }
    for option in all where option.value != nil && argument.hasPrefix(option.name) {
      let rest = argument.dropFirst(option.name.count)
      if rest.hasPrefix("=") { return (option, String(rest.dropFirst())) }
      if !option.name.hasPrefix("--") { return (option, String(rest)) }
    }
    return nil
  }

  private init(
    _ name: String, _ value: String?, _ summary: String, _ completion: Completion? = nil,
    short: String? = nil, isFirst: Bool = false,
    _ apply: @escaping @Sendable (String, inout Invocation) throws(PostilError) -> Void
  ) {
    self.name = name
    self.value = value
    self.summary = summary
    self.completion = completion
    self.short = short
    self.isFirst = isFirst
    self.apply = apply
  }
}
