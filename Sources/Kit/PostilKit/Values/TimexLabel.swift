/// The label of a temporal expression, its type in TIMEX3.
public enum TimexLabel: String, CaseIterable, Sendable {
  /// A day or a longer time of the calendar.
  case date = "DATE"
  /// A time of the day.
  case time = "TIME"
  /// How long something takes.
  case duration = "DURATION"
  /// A time that comes again.
  case set = "SET"

  /// Whether it is a point of time, which may be counted from the day of publication.
  public var isPoint: Bool { self == .date || self == .time }
}
