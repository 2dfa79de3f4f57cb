import PostilAgreement
import PostilCuration

/// Advice about comparing, merging and curating people's readings.
extension Advice {
  static func agreement(_ fact: AgreementFact) -> String {
    switch fact {
    case .noReader(let name, let authors):
      near(name, authors).map { ". Did you mean \($0.joined(separator: " or "))?" }
        ?? (authors.isEmpty
          ? "; nobody has annotated here"
          : "; authors are \(authors.prefix(12).joined(separator: ", "))")
    case .tooFew: "; name two or more"
    }
  }

  static func curation(_ fact: CurationFact) -> String {
    switch fact {
    case .textsDiffer:
      "; choose one of the texts, then run `anchor` on the other branch and merge again"
    case .notASidecar: ""
    case .newerBranch: "; update Postil to merge it"
    case .unknownPerson(_, let people):
      "; use agreed, majority, or one of \(people.joined(separator: ", "))"
    case .noRepository: "; run `git init` first"
    case .gitRefused: "; `git config --local merge.postil.name x` shows why"
    }
  }
}
