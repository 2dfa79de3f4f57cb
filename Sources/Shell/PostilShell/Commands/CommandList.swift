import PostilKit
import PostilSystem

/// All commands, in the order in which `help` lists them under their headings. A new one is one line.
enum CommandList {
  static let all: [any Command] = [
    ArticlesCommand(), OpenCommand(), NeighbourCommand(isForward: true),
    NeighbourCommand(isForward: false), ShowCommand(), ListCommand(), FindCommand(), StatsCommand(),
    PublishedCommand(),

    TagCommand(), MarkCommand(), LabelCommand(), QuoteCommand(), LinkCommand(), UnlinkCommand(),
    RoleCommand(),
    RelabelCommand(), SetCommand(), EdgeCommand(), NoteCommand(), RemoveCommand(), NamesCommand(),
    SchemaCommand(),

    ReviewCommand(), DecideCommand(.accepted), DecideCommand(.rejected), SkipCommand(),
    DoneCommand(),
    UndoCommand(isRedo: false), UndoCommand(isRedo: true), LogCommand(),
    RunCommand(), PluginsCommand(), LoadCommand(isAgain: false), UnloadCommand(),
    LoadCommand(isAgain: true), TrustCommand(), WhyCommand(),
    UnifyCommand(), TrainCommand(),
    ImportCommand(), ExportCommand(), CheckCommand(), RepairCommand(), AgreeCommand(),
    DiffCommand(),
    AnchorCommand(), CompactCommand(),
    AliasCommand(), SourceCommand(), RecordCommand(), HelpCommand(), QuitCommand(),
  ]

  /// The executable's commands: all of them, and those that make sense there alone.
  static let executable: [any Command] =
    all + [
      AnnotateCommand(), ScoreCommand(), ShellCommand(), CompletionsCommand(), ManualCommand(),
    ]

  /// The command of a name: exact, then an alias, then, for a person at a prompt, the only one that
  /// begins so.
  ///
  /// - Throws: `noCommand` with the nearest names, `ambiguousCommand`.
  static func command(
    named name: String, allowingPrefix: Bool, in commands: [any Command] = all,
    labels: [String] = []
  ) throws(PostilError) -> any Command {
    if let exact = commands.first(where: { $0.name == name }) { return exact }
    if let short = commands.first(where: { $0.aliases.contains(name) }) { return short }
    let matching = name.isEmpty ? [] : commands.filter { $0.name.hasPrefix(name) }
    if allowingPrefix, matching.count == 1 { return matching[0] }
    if allowingPrefix, matching.count > 1 {
      throw .ambiguousCommand(name: name, candidates: matching.map(\.name))
    }
    let nearest = Spelling.nearest(name, in: commands.map(\.name) + labels)
    throw .noCommand(
      name: name, nearest: nearest.isEmpty ? Array(matching.map(\.name).prefix(3)) : nearest)
  }
}
