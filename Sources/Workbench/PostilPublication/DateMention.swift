import PostilKit

/// A full date with its year in a text: `March 13, 2023`, `13 March 2023`, `2023-03-13`.
///
/// Dates whose order of day and month is ambiguous (`03/04/2023`) are ignored.
struct DateMention {
  let date: CalendarDate
  let bytes: Range<Int>

  /// The dates in a range of bytes, in text order.
  static func all(in text: Text, _ range: Range<Int>) -> [DateMention] {
    let words = words(text, range)
    var mentions: [DateMention] = []
    var (index, year) = (0, 0)
    while true {
      // A date has a number of four digits, and at most four words before it.
      while year < words.count, year < index || !words[year].isYear { year += 1 }
      guard year < words.count else { return mentions }
      index = max(index, year - 4)
      if let (mention, used) = iso(words, index, text) ?? named(words, index, text) {
        mentions.append(mention)
        index += used
      } else {
        index += 1
      }
    }
  }

  /// Whether a range of bytes has four digits in a row, without which it has no year and no date.
  static func mayBeIn(_ text: Text, _ range: Range<Int>) -> Bool {
    text.utf8.withUnsafeBufferPointer { bytes in
      var digits = 0
      for byte in bytes[range] {
        digits = (0x30...0x39).contains(byte) ? digits + 1 : 0
        if digits == 4 { return true }
      }
      return false
    }
  }

  /// A run of ASCII letters or digits.
  private struct Word {
    let bytes: Range<Int>
    let isNumber: Bool
    var isYear: Bool { isNumber && bytes.count == 4 }

    /// The word in lower case.
    func string(_ text: Text) -> String { text[bytes: bytes].lowercased() }

    func number(_ text: Text) -> Int {
      isNumber && bytes.count <= 4 ? Int(text[bytes: bytes]) ?? 0 : 0
    }
  }

  private static func words(_ text: Text, _ range: Range<Int>) -> [Word] {
    var words: [Word] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      let kind = kind(text.utf8[at])
      at += 1
      while at < range.upperBound, Self.kind(text.utf8[at]) == kind { at += 1 }
      if kind == 0 { continue }
      words.append(Word(bytes: start..<at, isNumber: kind == 1))
    }
    return words
  }

  private static func kind(_ byte: UInt8) -> Int {
    if (0x30...0x39).contains(byte) { return 1 }
    return (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 ? 2 : 0
  }

  private static func iso(
    _ words: [Word], _ index: Int, _ text: Text
  ) -> (DateMention, Int)? {
    guard index + 2 < words.count, words[index...(index + 2)].map(\.bytes.count) == [4, 2, 2]
    else { return nil }
    let (year, month, day) = (words[index], words[index + 1], words[index + 2])
    let separator = text.utf8[year.bytes.upperBound]
    guard year.isNumber, month.isNumber, day.isNumber,
      separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/"),
      month.bytes.lowerBound == year.bytes.upperBound + 1,
      day.bytes.lowerBound == month.bytes.upperBound + 1,
      text.utf8[month.bytes.upperBound] == separator,
      let date = CalendarDate(
        year: year.number(text), month: month.number(text), day: day.number(text))
    else { return nil }
    return (DateMention(date: date, bytes: year.bytes.lowerBound..<day.bytes.upperBound), 3)
  }

  private static func named(
    _ words: [Word], _ index: Int, _ text: Text
  ) -> (DateMention, Int)? {
    // `13th` is a number followed by two letters.
    var parts: [Word] = []
    var used = 0
    for word in words[index...].prefix(5) where parts.count < 3 {
      used += 1
      if word.bytes.count == 2 {
        let string = word.string(text)
        let isOrdinal =
          ["st", "nd", "rd", "th"].contains(string) && parts.last?.isNumber == true
        if isOrdinal || (string == "of" && parts.count == 1) { continue }
      }
      if let last = parts.last, word.bytes.lowerBound - last.bytes.upperBound > 6 { return nil }
      parts.append(word)
    }
    guard parts.count == 3, parts[2].isYear else { return nil }
    let isMonthFirst = parts[1].isNumber
    let month = isMonthFirst ? parts[0] : parts[1]
    let day = isMonthFirst ? parts[1] : parts[0]
    guard day.isNumber, let number = months[month.string(text)],
      let date = CalendarDate(year: parts[2].number(text), month: number, day: day.number(text))
    else { return nil }
    return (
      DateMention(date: date, bytes: parts[0].bytes.lowerBound..<parts[2].bytes.upperBound), used
    )
  }

  private static let months: [String: Int] = {
    var months: [String: Int] = ["sept": 9]
    for (index, name) in CalendarNames.months.map({ $0.lowercased() }).enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    return months
  }()
}
