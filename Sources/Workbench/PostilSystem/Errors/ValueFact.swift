/// What is wrong with a value or a name that a person gave, in any target.
package enum ValueFact: Fact {
  /// Not a valid value; `form` is what a valid one looks like, as it is typed: `score<0.5`.
  case invalid(name: String, value: String, form: String)
  /// Not one of the few valid values, which the sentence lists.
  case notOne(name: String, value: String, of: [String])
  /// Not one of the known names.
  case unknown(name: String, value: String, known: [String])
  /// A prefix of several names.
  case ambiguous(prefix: String, candidates: [String])
}

extension PostilError {
  /// An error of a value or a name that a person gave.
  package static func value(_ fact: ValueFact) -> PostilError { PostilError(fact) }
}
