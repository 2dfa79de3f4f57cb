import PostilSystem

/// Why readings cannot be merged or curated.
package enum CurationFact: Fact {
  /// Two branches whose sidecar is about different texts.
  case textsDiffer(path: String)
  /// A file to be merged that is not a sidecar.
  case notASidecar(path: String)
  /// A branch that changed the sidecar with a newer Postil.
  case newerBranch(path: String, version: Int)
  /// A person whose readings are to be taken but who is not among those compared.
  case unknownPerson(name: String, people: [String])
  /// A folder that is in no repository of git's.
  case noRepository(path: String)
  /// Git's settings that cannot be written.
  case gitRefused(folder: String)
}

extension PostilError {
  package static func curation(_ fact: CurationFact) -> PostilError { PostilError(fact) }
}
