/// What decided where a time lies, beside its own words.
package enum Reason: Sendable {
  /// A verb in the present tense that tells a plan.
  case plan
  /// A verb of the future, or what is fixed in advance.
  case ahead
  /// The dated event that the paragraph tells of.
  case event
  /// The recurring day that the sentence speaks of.
  case habit

}

extension Resolver {
  /// What decided about the last time; nil if its own words did.
  func reason(for meaning: Meaning, _ tense: Tense) -> Reason? {
    if story != nil { return .event }
    if habit != nil { return .habit }
    guard meaning.needsTense, tense.isAhead else { return nil }
    return tense == .present ? .plan : .ahead
  }
}
