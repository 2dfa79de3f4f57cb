/// What an offset counts.
package enum OffsetUnit: String, CaseIterable, Sendable {
  case codepoints, utf16
}
