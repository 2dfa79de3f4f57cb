/// What a timex means once it is resolved.
package enum Value: Sendable {
  case point(Partial)
  case duration(Amount)
  case set(Recurrence)
  case reference(Reference)

  /// TIMEX3's type.
  package var label: String {
    switch self {
    case .point(let partial): partial.hasTime ? "TIME" : "DATE"
    case .duration: "DURATION"
    case .set: "SET"
    case .reference(.someTime): "DURATION"
    case .reference: "DATE"
    }
  }
}
