/// Characters of East Asian Width "Ambiguous": one column, or two in East Asian terminals.
package enum AmbiguousWidth {
  /// Whether a code point is one of them.
  package static func contains(_ code: UInt32) -> Bool { WidthTables.ambiguous.holds(code) }
}
