import PostilShell

/// The commands of the heading Annotators of `help`, in its order. Each is one line.
package enum AnnotatorCommands {
  package static let all: [any Command] = [
    RunCommand(), PluginsCommand(), LoadCommand(), UnloadCommand(), RestartCommand(),
    TrustCommand(), WhyCommand(), UnifyCommand(), TrainCommand(), AnnotateCommand(),
    ScoreCommand(),
  ]
}
