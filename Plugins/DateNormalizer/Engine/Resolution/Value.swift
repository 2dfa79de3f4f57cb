import PostilKit

/// What a timex means once it is resolved.
package enum Value: Sendable {
  case point(Partial)
  case duration(Amount)
  case set(Recurrence)
  case reference(Reference)

  /// TIMEX3's type.
  package var label: TimexLabel {
    switch self {
    case .point(let partial): partial.hasTime ? .time : .date
    case .duration: .duration
    case .set: .set
    case .reference(.someTime): .duration
    case .reference: .date
    }
  }
}
