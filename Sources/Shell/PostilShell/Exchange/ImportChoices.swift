import PostilExchange
import PostilFormats
import PostilKit
import PostilPointing
import PostilSchema
import PostilSettings
import PostilStore
import PostilSystem
import PostilTerminal

/// What a person chose about an import.
package struct ImportChoices {
  /// The options of the importer.
  package private(set) var options: ImportOptions
  /// The importer.
  package private(set) var importer: any Importer
  private let format: String
  private let adopts: Bool
  /// The standard input.
  package let input = ImportInput()

  /// The flags of `import`.
  package static let flags = [
    Flag("layer", "LAYER", "the layer of labels that name none", [.layers]),
    Flag("map", "OLD=NEW,…", "rename labels of the file"),
    Flag(
      "state", "STATE", "the state of all of them",
      [.words(Annotation.State.allCases.map(\.rawValue))]),
    Flag("annotator", "NAME", "who made all of them"),
    Flag("adopt", nil, "add to postil.toml what the schema lacks"),
    Flag(
      "offsets", "UNIT", "what offsets count: code-points, utf8 or utf16",
      [.words(OffsetUnit.allCases.map(\.rawValue))]),
    Flag("columns", "NAMES", "the columns of conll: token, label, and _ for others"),
    Flag("sentences", "N", "an article for every N sentences of a file of columns"),
    Flag("tags", "LABELS", "the labels that a file writes as numbers: O,B-PER,…"),
    Flag("texts-only", nil, "new articles without annotations"),
    Flag("skip-bad", nil, "list what cannot be read as lost and import the rest"),
    Flag("accept-loss", nil, "succeed even if something cannot be imported"),
  ]

  /// Reads the flags.
  ///
  /// - Throws: `unknown` for a format, `flagWithoutEffect`, and what is wrong with a flag.
  package init(of format: String, _ arguments: Arguments, in focus: Focus) throws {
    var options = ImportOptions(
      schema: focus.schema, layer: .entity,
      labels: try LabelMapping.pairs(arguments.value("map") ?? ""))
    adopts = arguments.has("adopt")
    if let name = arguments.value("layer") {
      let known = focus.schema.layers.map(\.layer.rawValue)
      guard known.contains(name) || adopts else {
        throw PostilError.pointing(.unknownLayer(name: name, known: known))
      }
      options.layer = Layer(rawValue: name)
    }
    options.state = try arguments.choice("state")
    options.annotator = arguments.value("annotator")
    options.offsets = try arguments.choice("offsets")
    options.columns = arguments.list("columns")
    options.sentences = try arguments.number("sentences")
    options.tags = arguments.list("tags")
    options.skipsBad = arguments.has("skip-bad")
    options.textsOnly = arguments.has("texts-only")
    self.options = options
    self.format = format
    importer = try Formats.importer(named: format, options)
    let all = Formats.importers()
    for flag in Set(all.flatMap(\.flags)).sorted()
    where arguments.has(flag) && !importer.flags.contains(flag) {
      throw PostilError.format(
        .flagWithoutEffect(
          flag: flag, format: format, others: all.filter { $0.flags.contains(flag) }.map(\.name)))
    }
  }

  /// With `--adopt`, adds to the schema what the files have and it lacks, and writes that to postil.toml.
  ///
  /// - Returns: What was added.
  /// - Throws: What reading throws, `badSettings`, `cannotWrite`.
  package mutating func adopt(
    _ path: String, in focus: inout Focus, isDryRun: Bool
  ) throws -> [SchemaSurvey.Item] {
    guard adopts else { return [] }
    var survey = try survey(path, options.schema, in: focus)
    // A corpus that shares no label with the news schema gets one of its own, unless that is in use.
    if !survey.meetsKnown, !focus.workspace.settings.hasOwnSchema, try !focus.isAnnotated {
      survey = try self.survey(path, Schema([]), in: focus)
    }
    options.schema = survey.schema
    importer = try Formats.importer(named: format, options)
    if survey.items.isEmpty || isDryRun { return survey.items }
    let text = try focus.workspace.settings.text(with: survey.schema)
    try FileAccess(WorkspaceSettings.name, in: focus.workspace.folder).replace(with: text)
    try focus.readSettings()
    return survey.items
  }

  /// What the files have that a schema lacks.
  private func survey(
    _ path: String, _ schema: Schema, in focus: Focus
  ) throws -> SchemaSurvey {
    var open = options
    open.schema = schema
    open.adopts = true
    return try ImportRunner(
      try Formats.importer(named: format, open), into: focus.workspace, open, input: input
    ).survey(path)
  }
}

extension Focus {
  /// Whether an article of the workspace has a sidecar.
  fileprivate var isAnnotated: Bool {
    get throws { try workspace.articles().contains { try $0.sidecar.exists() } }
  }
}
