import PostilShell

/// The commands about several people's annotations, one a file.
package enum TeamCommands {
  package static let agree: any Command = AgreeCommand()
  package static let diff: any Command = DiffCommand()
  package static let curate: any Command = CurateCommand()
  package static let assign: any Command = AssignCommand()
  package static let merge: any Command = MergeCommand()
}
