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
    }
  }

  package var status: ExitStatus {
    switch self {
    case .exportedCopy: .badData
    default: .usage
    }
  }
}
