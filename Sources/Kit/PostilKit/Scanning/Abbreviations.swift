/// Words that keep their full stop.
enum Abbreviations {
  private static let listed = Set(
    [
      "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Capt", "Maj", "Sgt", "St",
      "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "vs", "No", "Prof", "Rev", "Hon", "Mt", "Ft", "Ave",
      "Bros", "Cos", "Messrs", "Adm", "Brig", "Cmdr", "Pres", "Dept", "Univ", "approx", "etc",
    ] + CalendarNames.shortMonths + CalendarNames.shortWeekdays)

  /// Whether the full stop at `end` belongs to the word that began at `start`: a letter alone, letters
  /// with full stops between them, or a listed abbreviation.
  static func keepFullStop(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let count = end - start
    let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte & 0xDF) }
    if count == 1 || bytes[end - 2] == UInt8(ascii: ".") { return isLetter(bytes[end - 1]) }
    guard count <= 6, isLetter(bytes[start]) else { return false }
    // Most words before a full stop end a sentence; few abbreviations begin in lower case.
    if bytes[start] & 0x20 != 0, !"vae".utf8.contains(bytes[start]) { return false }
    return listed.contains(String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
