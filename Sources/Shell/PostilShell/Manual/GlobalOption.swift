/// An option of the executable that holds for every command: `postil -C news list`.
struct GlobalOption: Sendable {
  /// How it is typed: `-C`, `--as`.
  let name: String
  /// What its value is, or nil if it takes none.
  let value: String?
  /// What it does.
  let summary: String
  /// What TAB offers for its value.
  let completion: Completion?

  /// All of them, in the order in which help lists them.
  static let all = [
    GlobalOption("-C", "FOLDER", "the workspace; else the folder one is in", .paths),
    GlobalOption("--article", "NAME", "the article to work on", .articles),
    GlobalOption("--as", "NAME", "who decides; else POSTIL_ANNOTATOR, git's user.name, USER"),
    GlobalOption(
      "--sidecars", "FOLDER", "a folder that mirrors the tree with its sidecars", .paths),
    GlobalOption("--plain", nil, "annotations in words, nothing drawn"),
    GlobalOption("--set", "NAME=VALUE", "a setting, as `set` has them: --set ruler=on"),
    GlobalOption("--help", nil, "print help and do nothing"),
    GlobalOption("--version", nil, "print the version"),
  ]

  private init(
    _ name: String, _ value: String?, _ summary: String, _ completion: Completion? = nil
  ) {
    self.name = name
    self.value = value
    self.summary = summary
    self.completion = completion
  }
}
