import PostilSystem

extension CommandFact {
  package var description: String {
    switch self {
    case .pending(let article, let count):
      "\(article) has \(counted(count, "suggestion")) to decide"
    case .noNeighbour(let article, let isForward, let isTodo):
      "no article comes \(isForward ? "after" : "before") \(article)"
        + (isTodo ? " that is not done" : "")
    case .discardsHistory:
      "compact discards the history, so that earlier commands cannot be undone"
    case .nothingFound(let text, _):
      text.map { "\($0) does not occur" } ?? "no place or annotation matches"
    case .tooManyReports(let most):
      "facts compares up to \(most) articles, reports of one event, and these are more"
    case .edgeCannotMove(let annotation): "the edge of \(annotation) cannot move that far"
    case .workspaceExists(let path): "'\(path)' exists and is never replaced"
    case .linkToItself: "an annotation cannot be linked to itself"
    case .asksOfSeveral(let role, let count):
      "'\(role)=?' asks about one annotation, but there are \(count)"
    case .noRole(let annotation, let role): "\(annotation) has no \(role)"
    case .noPlugins: "no plugin is installed"
    case .nothingToLearn: "there is nothing to learn from"
    case .batchInterrupted(let done, let all, _):
      "interrupted after \(done) of \(counted(all, "article"))"
    case .interruptedBeforeWriting: "interrupted, so nothing was changed"
    case .interruptedAfterWriting: "interrupted after the changes were written"
    case .notPrinted(let code):
      "the changes were written, but their report cannot be printed: \(String(cString: strerror(code)))"
    case .noHome: "there is no home folder to keep trust in"
    case .inShell: "already in the shell"
    case .notAtPrompt: "aliases work only at the prompt"
    case .noAlias(let name): "there is no alias '\(name)'"
    case .badAlias(let name): "'\(name)' cannot be an alias: it is a command, a label or not a word"
    case .recordingExists(let path): "'\(path)' exists already"
    case .notRecording: "nothing is being recorded"
    case .sourcesItself(let path): "'\(path)' sources itself, directly or through another file"
    case .personalSetting(let name, _): "\(name) cannot be set by a workspace"
    case .badSetting(let place, let name, let error): "\(place): \(name): \(error)"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .pending, .nothingFound: .failure
    case .badSetting: .badData
    case .batchInterrupted, .interruptedBeforeWriting, .interruptedAfterWriting: .interrupted
    case .notPrinted: .inputOutput
    default: .usage
    }
  }
}
