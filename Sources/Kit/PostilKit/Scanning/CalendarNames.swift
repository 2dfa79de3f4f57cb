/// The English names of months and weekdays, for all that look for them in a text or print them.
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

  /// The short forms of months without a full stop, in the order of the year: three letters, and
  /// `Sept`. `May` is not one.
  public static let shortMonths = [
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
  ]

  /// The short forms of weekdays without a full stop, in the order of the week.
  public static let shortWeekdays = [
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
  ]
}
