/// The English names of months and weekdays, for all code that looks for them in a text or prints them.
public enum CalendarNames {
  /// The months, January first.
  public static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The weekdays, Monday first.
  public static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// The short forms of months without a full stop, in calendar order: three letters, and
  /// `Sept`. `May` is not one.
  public static let shortMonths = [
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
  ]

  /// The short forms of weekdays without a full stop, Monday first.
  public static let shortWeekdays = [
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
  ]
}
