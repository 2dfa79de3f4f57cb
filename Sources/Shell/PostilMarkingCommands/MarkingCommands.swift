import PostilShell

/// The commands that mark, one a file.
package enum MarkingCommands {
  /// All of them, in the order in which `help` lists them.
  package static let all: [any Command] = [
    TagCommand(), MarkCommand(), LabelCommand(), QuoteCommand(), LinkCommand(), UnlinkCommand(),
    RoleCommand(), ChainCommand(), RelabelCommand(), SetCommand(), EdgeCommand(), NoteCommand(),
    RmCommand(), NamesCommand(), KbCommand(), SchemaCommand(), GuideCommand(),
  ]
}
