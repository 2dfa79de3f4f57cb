import PostilTerminal

/// How articles are shown; changed by the display settings (`set view`, `set width`, …).
package struct Display: Hashable, Sendable {
  /// Whether annotations are listed line by line instead of drawn below the text.
  package var isList = false
  /// Whether lanes are drawn with ASCII characters.
  package var isASCII = false
  /// A width that was set, else the terminal's.
  package var width: Int?
  /// Whether every fifth word is numbered above the text.
  package var hasRuler = false
  /// The columns of characters that some terminals show wide.
  package var ambiguous = 1

  package init(isList: Bool = false, isASCII: Bool = false, width: Int? = nil) {
    self.isList = isList
    self.isASCII = isASCII
    self.width = width
  }

  /// The columns to fill.
  package var columns: Int { width ?? Terminal.size.columns }

  /// The characters to draw with; box drawing is ambiguous in width.
  package var drawing: Drawing { isASCII || ambiguous != 1 ? .ascii : .unicode }
}
