import PostilShell

/// All commands, in the order in which `help` lists them under their headings. Each is one line.
package enum CommandList {
  package static let all: [any Command] = [
    ArticlesCommand(), OpenCommand(), NextCommand(), PrevCommand(), ShowCommand(), ListCommand(),
    FindCommand(), StatsCommand(), PublishedCommand(),

    TagCommand(), MarkCommand(), LabelCommand(), QuoteCommand(), LinkCommand(), UnlinkCommand(),
    RoleCommand(), RelabelCommand(), SetCommand(), EdgeCommand(), NoteCommand(), RmCommand(),
    NamesCommand(), KbCommand(), SchemaCommand(),

    ReviewCommand(), AcceptCommand(), RejectCommand(), SkipCommand(), MovedCommand(),
    DoneCommand(),

    UndoCommand(), RedoCommand(), LogCommand(),

    RunCommand(), PluginsCommand(), LoadCommand(), UnloadCommand(), RestartCommand(),
    TrustCommand(), WhyCommand(), UnifyCommand(), TrainCommand(), AnnotateCommand(),

    ImportCommand(), ExportCommand(), CheckCommand(), RepairCommand(), AgreeCommand(),
    DiffCommand(), AnchorCommand(), CompactCommand(), ScoreCommand(),

    AliasCommand(), SourceCommand(), RecordCommand(), HelpCommand(), QuitCommand(),
    ShellCommand(),
  ]
}
