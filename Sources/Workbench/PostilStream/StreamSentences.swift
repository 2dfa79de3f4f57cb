import PostilSystem

extension StreamFact {
  package var description: String {
    switch self {
    case .inputDiffers(let line):
      "line \(line) of the input differs from the one that was already answered"
    case .inputChanged(let lines):
      "the input does not begin with the \(lines) lines that were already answered"
    case .inputEnds(let lines, let answered):
      "the input has \(lines) lines, and \(answered) were already answered"
    case .outputExists(let path): "'\(path)' already exists"
    case .notOfARun(let path): "'\(path)' was not begun by a run: there is no '\(path).run'"
    case .leftover(let path): "'\(path)' is left from another run"
    case .otherRun(let path, let differs) where differs.isEmpty:
      "'\(path)' was begun by something else"
    case .otherRun(let path, let differs):
      "'\(path)' is from a run that differs in \(differs.joined(separator: " and "))"
    case .outputLocked(let path): "another run is writing '\(path)'"
    case .notFinished(let path): "'\(path)' is not finished: there is no '\(path).done'"
    case .switchedOff(let plugin, let reason, _):
      "the stream ended early because the plugin '\(plugin)' is switched off: \(reason)"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .outputLocked: .temporary
    case .switchedOff: .unavailable
    default: .usage
    }
  }
}
