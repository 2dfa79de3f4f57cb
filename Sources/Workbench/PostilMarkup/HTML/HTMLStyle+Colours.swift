import PostilSchema

extension HTMLStyle {
  /// Writes the colours of the palette as classes `k0`, `k1` …, for light and for dark pages.
  static func writeColours(_ writer: inout HTMLWriter) {
    for colour in LabelColour.allCases { write(colour, colour.page.light, &writer) }
    writer.markup("\n@media(prefers-color-scheme:dark){")
    for colour in LabelColour.allCases { write(colour, colour.page.dark, &writer) }
    writer.markup("}\n@media print{")
    for colour in LabelColour.allCases { write(colour, colour.page.light, &writer) }
    writer.markup("}\n")
  }

  private static func write(_ colour: LabelColour, _ value: String, _ writer: inout HTMLWriter) {
    writer.markup(".k")
    writer.write(colour.place)
    writer.markup("{--c:")
    writer.write(value)
    writer.markup("}")
  }
}
