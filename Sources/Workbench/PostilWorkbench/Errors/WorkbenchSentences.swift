import PostilSystem

extension WorkbenchFact {
  package var description: String {
    switch self {
    case .exportedCopy(let path, _):
      "'\(path)' cannot be an article: it is a copy made by export"
    case .textUnchanged(let article):
      "the text of '\(article)' has not changed since it was annotated"
    case .misfit(let label, let problem): "the annotation cannot become \(label): \(problem)"
    case .noEntityList(let number):
      "\(number) is a number in a list of entities, and no list has been shown"
    case .entityNumber(let number, _): "'\(number)' is not a valid number of an entity"
    case .entityChanged(let number): "entity \(number) has changed since it was listed"
    case .labelsDiffer(let name, let label, let other, let otherLabel):
      "\(name) is \(label) and \(other) is \(otherLabel), so they cannot be merged"
    case .sameName(let name, let labels):
      "\(labels.joined(separator: " and ")) are named \"\(name)\""
    case .noEntity(let name, _): "there is no entity \"\(name)\""
    case .severalReferences(let references):
      "they have different references: \(references.joined(separator: ", "))"
    case .noVariant(let variant, let entity, _): "\(entity) has no variant \"\(variant)\""
    case .allVariants(let entity): "these are all variants of \(entity)"
    case .emptyField(let name): "'\(name)=' needs a value"
    case .unknownField(let name): "unknown field '\(name)='"
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
    case .exportedCopy: .badData
    case .outputLocked: .temporary
    case .switchedOff: .unavailable
    default: .usage
    }
  }
}
