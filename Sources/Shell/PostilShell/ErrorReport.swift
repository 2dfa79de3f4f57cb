import PostilStore
import PostilSystem

/// An error in words, with the exit status it leads to.
package enum ErrorReport {
  /// The sentence and the status of an error: of a `PostilError` what is wrong and what to do next.
  package static func of(_ error: any Error) -> (text: String, status: ExitStatus) {
    guard let error = error as? PostilError else { return ("\(error)", .software) }
    return ("\(error)\(Advice.next(error))", error.status)
  }

  /// A finding in the format of compilers, with what to do next.
  package static func of(_ finding: Finding) -> String {
    "\(finding)" + (finding.error.map(Advice.next) ?? "")
  }
}
