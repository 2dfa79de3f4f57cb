import PostilTerminal

/// How articles are shown; changed by the display settings (`set view`, `set width`, …).
package struct Display: Hashable, Sendable {
  /// Whether annotations are listed one per line instead of drawn below the text.
  package var isList = false
  /// Whether lanes are drawn with ASCII characters.
  package var isASCII = false
  /// The width in columns; nil for the terminal's.
  package var width: Int?
  /// Whether every fifth word is numbered above the text.
  package var hasRuler = false
  /// The columns of an East Asian Ambiguous character: 1 or 2.
  package var ambiguous = 1

  package init(isList: Bool = false, isASCII: Bool = false, width: Int? = nil) {
    self.isList = isList
    self.isASCII = isASCII
    self.width = width
  }

  /// The width to draw in, in columns.
  package var columns: Int { width ?? Terminal.size.columns }

  /// The characters to draw with: box drawing only if ambiguous characters take one column, since it is
  /// ambiguous too.
  package var drawing: Drawing { isASCII || ambiguous != 1 ? .ascii : .unicode }
}
