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

  /// How far the moon is ahead of the sun, in degrees from 0 to 360, after Meeus, ch. 25 and 47, to about a
  /// tenth of a degree, which it takes a quarter of an hour to go.
  static func elongation(_ julianDay: Double) -> Double {
    let time = (julianDay - 2_451_545) / 36_525
    let far = radians(297.8501921 + 445_267.1114034 * time)
    let sun = radians(357.5291092 + 35_999.0502909 * time)
    let moon = radians(134.9633964 + 477_198.8675055 * time)
    let node = radians(93.2720950 + 483_202.0175233 * time)
    var moves = 6.288774 * sin(moon) + 1.274027 * sin(2 * far - moon) + 0.658314 * sin(2 * far)
    moves += 0.213618 * sin(2 * moon) - 0.185116 * sin(sun) - 0.114332 * sin(2 * node)
    moves += 0.058793 * sin(2 * (far - moon)) + 0.057066 * sin(2 * far - sun - moon)
    moves += 0.053322 * sin(2 * far + moon) + 0.045758 * sin(2 * far - sun)
    moves += -0.040923 * sin(sun - moon) - 0.034720 * sin(far) - 0.030383 * sin(sun + moon)
    let angle = far * 180 / .pi + moves - 1.914602 * sin(sun) - 0.019993 * sin(2 * sun)
    return angle - 360 * (angle / 360).rounded(.down)
  }

  /// The first day from a day on at whose hour in India a lunar day, a thirtieth of the month, has begun.
  static func firstDay(ofTithi number: Int, from day: CalendarDate, hour: Double) -> CalendarDate? {
    let start = Double(day.dayNumber) + epoch + (hour - 5.5) / 24
    func since(_ days: Int) -> Double {
      let degrees = elongation(start + Double(days)) - Double(number - 1) * 12
      return degrees < 0 ? degrees + 360 : degrees
    }
    return (0..<31).first { since($0) < since($0 - 1) }.map { day.advanced(days: $0) }
  }

  /// Chinese New Year: the new moon in Peking between 21 January and 20 February.
  static func chineseNewYear(_ year: Int) -> CalendarDate? {
    CalendarDate(year: year, month: 1, day: 21).map { first(isFull: false, from: $0, hours: 8) }
  }
}
