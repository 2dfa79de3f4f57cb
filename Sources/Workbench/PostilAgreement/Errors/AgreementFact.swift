import PostilSystem

/// Why people's readings cannot be compared.
package enum AgreementFact: Fact {
  /// A word that is neither a path, nor an author of the workspace, nor a revision of git.
  case noReader(name: String, authors: [String])
  /// One person alone.
  case tooFew(count: Int)
}

extension PostilError {
  package static func agreement(_ fact: AgreementFact) -> PostilError { PostilError(fact) }
}
