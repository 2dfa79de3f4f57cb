import PostilExchange
import PostilMarkup
import PostilSystem

/// The formats that `export` and `import` know.
package enum Formats {
  /// A format: how it is written, how it is read, or both.
  private struct Format {
    var exporter: (@Sendable (ExportOptions) throws(PostilError) -> any Exporter)?
    var importer: (@Sendable (ImportOptions) -> any Importer)?
  }

  /// All formats, in the order in which help lists them. A new format is one line here.
  private static let all: [Format] = [
    Format(exporter: { BratExporter($0) }, importer: { BratImporter($0) }),
    Format(
      exporter: { (options) throws(PostilError) in try CoNLLExporter(options) },
      importer: { CoNLLImporter($0) }),
    Format(exporter: { CoNLLUExporter($0) }, importer: { CoNLLUImporter($0) }),
    Format(exporter: { SpaCyExporter($0) }),
    Format(exporter: { HuggingFaceExporter($0) }),
    Format(exporter: { JSONLinesExporter($0) }, importer: { JSONImporter($0) }),
    Format(exporter: { ProdigyExporter($0) }),
    Format(exporter: { DoccanoExporter($0) }),
    Format(exporter: { LabelStudioExporter($0) }),
    Format(exporter: { _ in UIMAExporter() }, importer: { UIMAImporter($0) }),
    Format(exporter: { _ in XMIExporter() }, importer: { XMIImporter($0) }),
    Format(importer: { WebAnnoImporter($0) }),
    Format(exporter: { _ in TimeMLExporter() }, importer: { TimeMLImporter($0) }),
    Format(exporter: { _ in TableExporter("csv") }),
    Format(exporter: { _ in TableExporter("tsv") }),
    Format(exporter: { _ in WebAnnotationExporter() }),
    Format(exporter: { _ in GATEExporter() }),
    Format(exporter: { HTMLExporter($0) }, importer: { _ in WebPageImporter() }),
  ]

  /// An exporter for each format that can be written.
  package static func exporters(_ options: ExportOptions = ExportOptions()) -> [any Exporter] {
    all.compactMap { format in try? format.exporter?(options) }
  }

  /// An importer for each format that can be read.
  package static func importers(_ options: ImportOptions = ImportOptions()) -> [any Importer] {
    all.compactMap { $0.importer?(options) }
  }

  /// The names of the formats that can be written and read back.
  package static func readBack() -> [String] {
    let known = Set(importers().flatMap { [$0.name] + $0.aliases })
    return exporters().filter { $0.readBackFormat.map(known.contains) ?? false }.map(\.name)
  }

  /// The exporter of a format.
  ///
  /// - Throws: `unknown` for an unknown name, and what is wrong with the options.
  package static func exporter(
    named name: String, _ options: ExportOptions = ExportOptions()
  ) throws(PostilError) -> any Exporter {
    let known = exporters()
    guard let index = known.firstIndex(where: { $0.name == name }) else {
      throw .format(.unknown(name: name, kind: "export format", known: known.map(\.name)))
    }
    let makers = all.compactMap(\.exporter)
    return try makers[index](options)
  }

  /// The importer of a format, by its name or by that of a program whose files it reads.
  ///
  /// - Throws: `unknown` for an unknown name.
  package static func importer(
    named name: String, _ options: ImportOptions = ImportOptions()
  ) throws(PostilError) -> any Importer {
    let known = importers(options)
    if let importer = known.first(where: { $0.name == name || $0.aliases.contains(name) }) {
      return importer
    }
    throw .format(
      .unknown(
        name: name, kind: "import format", known: known.flatMap { [$0.name] + $0.aliases }))
  }
}
