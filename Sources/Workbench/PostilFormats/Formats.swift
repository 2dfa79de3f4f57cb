import PostilSystem

/// The formats that `export` and `import` know.
package enum Formats {
  /// A format: how it is written, how it is read, or both.
  private struct Format {
    var exporter: (@Sendable (ExportOptions) -> any Exporter)?
    var importer: (@Sendable (ImportOptions) -> any Importer)?
  }

  /// All formats, in the order in which help lists them. A new format is one line here.
  private static let all: [Format] = [
    Format(exporter: { BratExporter($0) }, importer: { BratImporter($0) }),
    Format(exporter: { CoNLLExporter($0) }, importer: { CoNLLImporter($0) }),
    Format(exporter: { _ in JSONLinesExporter() }, importer: { JSONLinesImporter($0) }),
    Format(exporter: { HTMLExporter($0) }),
  ]

  /// An exporter for each format that can be written.
  package static func exporters(_ options: ExportOptions = ExportOptions()) -> [any Exporter] {
    all.compactMap { $0.exporter?(options) }
  }

  /// An importer for each format that can be read.
  package static func importers(_ options: ImportOptions = ImportOptions()) -> [any Importer] {
    all.compactMap { $0.importer?(options) }
  }

  /// The exporter of a format.
  ///
  /// - Throws: `unknown` for an unknown name.
  package static func exporter(
    named name: String, _ options: ExportOptions = ExportOptions()
  ) throws(PostilError) -> any Exporter {
    let known = exporters(options)
    if let exporter = known.first(where: { $0.name == name }) { return exporter }
    throw .format(.unknown(name: name, kind: "export format", known: known.map(\.name)))
  }

  /// The importer of a format.
  ///
  /// - Throws: `unknown` for an unknown name.
  package static func importer(
    named name: String, _ options: ImportOptions = ImportOptions()
  ) throws(PostilError) -> any Importer {
    let known = importers(options)
    if let importer = known.first(where: { $0.name == name }) { return importer }
    throw .format(.unknown(name: name, kind: "import format", known: known.map(\.name)))
  }
}
