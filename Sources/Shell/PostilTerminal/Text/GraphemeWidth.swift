/// How many columns of a terminal a character takes: a table of our own, since terminals, libraries and
/// systems differ and a drawing below the words must not be off.
package enum GraphemeWidth {
  /// The columns of a character, and whether terminals disagree about it.
  ///
  /// - Parameter ambiguous: The columns of what East Asian terminals show wide and others do not.
  package static func of(
    _ character: Character, ambiguous: Int = 1
  ) -> (columns: Int, isDoubtful: Bool) {
    if let ascii = character.asciiValue { return (ascii >= 0x20 && ascii != 0x7F ? 1 : 0, false) }
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return (0, false) }
    var columns = columns(first)
    if columns == 1, ambiguous != 1, AmbiguousWidth.contains(first.value) { columns = ambiguous }
    var isDoubtful = isDoubtful(first)
    while let next = scalars.next() {
      if Self.isDoubtful(next) || Self.columns(next) > 0 { isDoubtful = true }
      columns += isDoubtful ? 0 : Self.columns(next)
    }
    return (columns, isDoubtful)
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Vowels and finals of a Hangul syllable.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    if scalar.value < 0x1100 { return 1 }
    return isWide(scalar.value) ? 2 : 1
  }

  /// Whether a character belongs to a script that is written from right to left.
  package static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Joiners, variation selectors, skin tones, flags, and what is written from right to left.
  private static func isDoubtful(_ scalar: Unicode.Scalar) -> Bool {
    if isRightToLeft(scalar) { return true }
    return switch scalar.value {
    case 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xE0000...0xE01FF: true
    case 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }

  private static func isWide(_ code: UInt32) -> Bool { wide.holds(code) }

  /// East Asian Width W and F of Unicode 15, unassigned code points inside a run included.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAD9, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E,
    0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393,
    0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E,
    0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567,
    0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5,
    0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAF6,
    0x20000...0x3134A,
  ]
}

extension [ClosedRange<UInt32>] {
  /// Whether one of these ranges, which are in order, holds a code point.
  package func holds(_ code: UInt32) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound < code { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].contains(code)
  }
}

extension String {
  /// The columns that the string takes when it is shown.
  package var columns: Int { Escaping.shown(self).reduce(0) { $0 + GraphemeWidth.of($1).columns } }

  /// The string with blanks behind it up to a width.
  package func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - columns))
  }
}
