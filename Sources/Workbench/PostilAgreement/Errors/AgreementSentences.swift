import PostilSystem

extension AgreementFact {
  package var description: String {
    switch self {
    case .noReader(let name, _):
      "'\(name)' is not a folder of sidecars, an author of this workspace or a revision of git"
    case .tooFew(let count):
      "\(count == 1 ? "one person is" : "no people are") not enough to compare"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .noReader: .noInput
    case .tooFew: .usage
    }
  }
}
