/// The number of terminal columns that a character takes. Postil has its own tables, since the C
/// libraries' `wcwidth` differ and lanes must be aligned with their words.
package enum GraphemeWidth {
  /// The columns of a character, and whether terminals disagree about it.
  ///
  /// - Parameter ambiguous: The columns of an East Asian Ambiguous character: 1, or 2 in East Asian
  ///   terminals.
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
    let code = scalar.value
    if WidthTables.zero.holds(code) { return 0 }
    return WidthTables.wide.holds(code) ? 2 : 1
  }

  /// Whether a code point belongs to a script written from right to left.
  package static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Whether terminals disagree about the width of a code point: joiners, variation selectors, skin
  /// tones, regional indicators and right-to-left scripts.
  private static func isDoubtful(_ scalar: Unicode.Scalar) -> Bool {
    if isRightToLeft(scalar) { return true }
    return switch scalar.value {
    case 0x200B...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F, 0xE0000...0xE01FF: true
    case 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }
}

extension [UInt32] {
  /// Whether a code point is in one of the ranges of a table of ``WidthTables``.
  package func holds(_ code: UInt32) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= code { low = middle + 1 } else { high = middle }
    }
    // The number of bounds up to the code point: odd inside a range.
    return low % 2 == 1
  }
}

extension String {
  /// The number of columns that the string takes when it is shown, escaped.
  package var columns: Int {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return utf8.count }
    return Escaping.shown(self).reduce(0) { $0 + GraphemeWidth.of($1).columns }
  }

  /// The string padded with spaces to a width in columns.
  package func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - columns))
  }
}
