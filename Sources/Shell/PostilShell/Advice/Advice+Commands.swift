import PostilPointing
import PostilSystem

/// Advice about what a command cannot do.
extension Advice {
  static func command(_ fact: CommandFact) -> String {
    switch fact {
    case .pending: "; run `review`, or `done --force` to leave them undecided"
    case .noNeighbour: "; `articles` lists all"
    case .discardsHistory: "; use compact --force"
    case .nothingFound(nil, _): ""
    case .nothingFound(_, let near): text(near: near)
    case .tooManyReports:
      "; name them, as in `facts on wire briefing`, or give a TERM that fewer contain"
    case .edgeCannotMove: "; use a smaller number"
    case .workspaceExists: "; edit it, or name another folder"
    case .linkToItself, .interruptedBeforeWriting, .interruptedAfterWriting, .notPrinted: ""
    case .asksOfSeveral: "; mark them one by one"
    case .noRole: "; `list` shows its roles"
    case .noPlugins(let isCommandLine):
      "; `\(isCommandLine ? "postil " : "")help plugins` lists the folders searched"
    case .batchInterrupted(_, _, let canUndo):
      canUndo ? "; `undo` takes them back" : "; run it again for the others"
    case .nothingToLearn: "; accept or reject suggestions first, with `review` or `accept`"
    case .noHome: "; set HOME"
    case .inShell: "; open NAME opens an article, postil shell FOLDER another workspace"
    case .notAtPrompt: "; in a script, write the command in full"
    case .noAlias: "; `alias` lists them"
    case .badAlias, .recordingExists: "; use another name"
    case .notRecording: "; use record FILE"
    case .sourcesItself: "; remove that line"
    case .personalSetting(_, let file): "; set it in \(file ?? "your own config.toml")"
    case .badSetting(_, _, let error): next(error)
    }
  }
}
