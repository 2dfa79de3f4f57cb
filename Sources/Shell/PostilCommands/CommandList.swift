import PostilAnnotatorCommands
import PostilMarkingCommands
import PostilShell
import PostilTeamCommands

/// All commands, in the order in which `help` lists them under their headings. Each is one line, here or in
/// ``MarkingCommands``, ``AnnotatorCommands`` and ``TeamCommands``.
package enum CommandList {
  /// The commands of the other headings.
  private static let own: [any Command] = [
    ArticlesCommand(), OpenCommand(), NextCommand(), PrevCommand(), ShowCommand(), ListCommand(),
    FindCommand(), FactsCommand(), StatsCommand(), PublishedCommand(), TeamCommands.assign,

    ReviewCommand(), AcceptCommand(), RejectCommand(), SkipCommand(), EchoCommand(),
    MovedCommand(),
    TeamCommands.curate, DoneCommand(),

    UndoCommand(), RedoCommand(), LogCommand(),

    InitCommand(), ImportCommand(), ExportCommand(), CheckCommand(), RepairCommand(),
    TeamCommands.agree, TeamCommands.diff, TeamCommands.merge, AnchorCommand(), CompactCommand(),

    AliasCommand(), SourceCommand(), RecordCommand(), HelpCommand(), QuitCommand(),
    ShellCommand(),
  ]

  package static let all = own + MarkingCommands.all + AnnotatorCommands.all
}
