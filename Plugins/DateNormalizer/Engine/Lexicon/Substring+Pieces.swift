extension Substring {
  /// The parts between a separator, without empty ones: by bytes, which is faster than by characters, and
  /// the lists of words and patterns are read at every start.
  func pieces(_ separator: Unicode.Scalar) -> [Substring] {
    let separator = UInt8(truncatingIfNeeded: separator.value)
    guard utf8.contains(separator) else { return isEmpty ? [] : [self] }
    return utf8.split(separator: separator).map { Substring($0) }
  }
}
