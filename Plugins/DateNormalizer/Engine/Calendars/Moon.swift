import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// New and full moons, and the feasts of calendars that follow them.
enum Moon {
  private static let epoch = 2_440_587.5

  /// The moment of a moon as a Julian day: `number` moons after that of 6 January 2000; a half is a full
  /// moon.
  static func moment(_ number: Double) -> Double {
    let time = number / 1236.85
    let mean = 2_451_550.09766 + 29.530588861 * number + 0.00015437 * time * time
    let sun = radians(2.5534 + 29.10535670 * number)
    let moon = radians(201.5643 + 385.81693528 * number)
    let node = radians(160.7108 + 390.67050284 * number)
    let isFull = number - number.rounded(.down) > 0.25
    let large =
      isFull ? (-0.40614, 0.17302, 0.01614, 0.01043) : (-0.40720, 0.17241, 0.01608, 0.01039)
    return mean + large.0 * sin(moon) + large.1 * sin(sun) + large.2 * sin(2 * moon)
      + large.3 * sin(2 * node) + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun)
      + 0.00208 * sin(2 * sun)
  }

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  /// The day, in a zone, of the first new or full moon on or after a day.
  static func first(isFull: Bool, from day: CalendarDate, hours: Double) -> CalendarDate {
    let start = Double(day.dayNumber) + epoch - hours / 24
    var number = ((start - 2_451_550.1) / 29.530588861).rounded(.down) - 1 + (isFull ? 0.5 : 0)
    while moment(number) < start { number += 1 }
    return CalendarDate(dayNumber: Int((moment(number) + hours / 24 - epoch).rounded(.down)))
  }

  /// Chinese New Year: the new moon in Peking between 21 January and 20 February.
  static func chineseNewYear(_ year: Int) -> CalendarDate? {
    CalendarDate(year: year, month: 1, day: 21).map { first(isFull: false, from: $0, hours: 8) }
  }
}
