import PostilShell
import PostilSystem

/// An option that holds for every command: `postil -C news list`.
///
/// The parser of the command line, `--help`, the manual and completion know the options from here; a new
/// one is one entry.
struct GlobalOption: Sendable {
  /// How it is typed: `-C`, `--as`.
  let name: String
  /// A shorter way to type it, or nil.
  let short: String?
  /// What its value is, or nil if it takes none.
  let value: String?
  /// What it does.
  let summary: String
  /// What TAB offers for its value.
  let completion: Completion?
  /// Whether it is known only before the command: a command may have a flag of that name.
  let isFirst: Bool
  /// Takes its value.
  let apply: @Sendable (String, inout Invocation) throws(PostilError) -> Void

  /// All of them, in the order in which help lists them.
  static let all = [
    GlobalOption("-C", "FOLDER", "the workspace; else the current folder", .paths) {
      $1.folder = $0
    },
    GlobalOption("--article", "NAME", "the article to work on", .articles) { $1.article = $0 },
    GlobalOption("--as", "NAME", "who decides; else POSTIL_ANNOTATOR, git's user.name, USER") {
      $1.author = $0
    },
    GlobalOption(
      "--sidecars", "FOLDER", "a folder that mirrors the tree with its sidecars", .paths
    ) { $1.sidecars = $0 },
    GlobalOption("--plain", nil, "annotations in words, nothing drawn", isFirst: true) {
      $1.settings.append(("view", "list"))
    },
    GlobalOption("--set", "NAME=VALUE", "a setting, as `set` has them: --set ruler=on") {
      (value, invocation) throws(PostilError) in
      let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw .usage(reason: "--set needs NAME=VALUE", next: "for example --set view=list")
      }
      invocation.settings.append((String(parts[0]), String(parts[1])))
    },
    GlobalOption("--help", nil, "print help and do nothing", short: "-h") {
      $1.wantsHelp = true
    },
    GlobalOption("--version", nil, "print the version", isFirst: true) { $1.wantsVersion = true },
  ]

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
