import PostilSystem

extension CurationFact {
  package var description: String {
    switch self {
    case .textsDiffer(let path):
      "'\(path)' is about different texts on the two branches, so it was not merged"
    case .notASidecar(let path): "'\(path)' is not a Postil sidecar, so it was not merged"
    case .newerBranch(let path, let version):
      "'\(path)' was written by a newer Postil (version \(version)), so it was not merged"
    case .unknownPerson(let name, _): "'\(name)' is not one of the people compared"
    case .noRepository(let path): "'\(path)' is not in a repository of git's"
    case .gitRefused(let folder): "git does not take the settings of '\(folder)'"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .textsDiffer, .notASidecar, .newerBranch: .badData
    case .unknownPerson: .usage
    case .noRepository: .noInput
    case .gitRefused: .failure
    }
  }
}
