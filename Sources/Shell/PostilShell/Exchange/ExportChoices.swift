import PostilExchange
import PostilFormats
import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem

/// What a person chose about an export: the flags, and where there is none `[export.FORMAT]`.
package struct ExportChoices {
  /// The format.
  package let exporter: any Exporter
  /// What is written.
  package let selection: ExportSelection
  /// The parts of the corpus.
  package let split: ExportSplit?
  /// Whether only articles that are done are written.
  package let isDoneOnly: Bool
  /// Reads the files back once they are written; nil if that was not asked for.
  package let checker: (any Importer)?

  /// The flags of `export` that choose something.
  package static let flags = [
    Flag("done", nil, "only articles that are done"),
    Flag("no-done", nil, "articles that are not done too, whatever postil.toml says"),
    Flag("all-articles", nil, "articles too in which nothing was decided"),
    Flag(
      "with", "STATES", "annotations in these states too: suggested, rejected",
      [.words(["suggested", "rejected"])]),
    Flag("layer", "LAYERS", "only these layers", [.layers]),
    Flag("labels", "LABELS", "only these labels", [.labels]),
    Flag("annotator", "NAMES", "only what these people and plugins made", [.plugins]),
    .filters,
    Flag("map", "OLD=NEW,…", "write other labels"),
    Flag("split", "80/10/10", "files train, dev and test, by article", [.words(["80/10/10"])]),
    Flag("seed", "N", "another split"),
    Flag(
      "tokens", "KIND", "tokens in JSON: none, words or chars",
      [.words(ExportTokenKind.allCases.map(\.rawValue))]),
    Flag(
      "scheme", "SCHEME", "how tokens are labelled: IOB1, IOB2, BIOES, BILOU or IO",
      [.words(LabelScheme.allCases.map(\.rawValue))]),
    Flag("columns", "NAMES", "the columns of conll: token, label, index, start, end, _"),
    Flag(
      "offsets", "UNIT", "what offsets count: code-points, utf8 or utf16",
      [.words(OffsetUnit.allCases.map(\.rawValue))]),
    Flag("self-check", nil, "read the files back and compare what they hold"),
    Flag("force", nil, "replace files whose content differs"),
  ]

  /// Reads the flags.
  ///
  /// - Throws: `unknown` for a format, `flagWithoutEffect`, and what is wrong with a flag or a setting.
  package init(of format: String, _ arguments: Arguments, in focus: Focus) throws {
    let settings = try ExportSettings(of: format, in: focus.workspace)
    let layers = try Self.layers(arguments, focus.schema) ?? settings.layer.map { [$0] } ?? []
    var options = ExportOptions(layers: layers, schema: focus.schema)
    options.tokens = try arguments.choice("tokens")
    options.scheme = try arguments.choice("scheme") ?? .iob2
    options.columns = arguments.list("columns")
    options.offsets = try arguments.choice("offsets")
    exporter = try Formats.exporter(named: format, options)
    checker = arguments.has("self-check") ? try Self.checker(exporter, options, focus.schema) : nil
    try Self.refuseOthers(arguments, exporter)
    if arguments.has("done"), arguments.has("no-done") {
      throw PostilError.usage(.flagsExclude("done", "no-done"))
    }
    isDoneOnly = arguments.has("done") || settings.isDoneOnly && !arguments.has("no-done")
    split = try Self.split(arguments)
    selection = try Self.selection(arguments, settings, layers, focus.schema)
  }

  private static func layers(_ arguments: Arguments, _ schema: Schema) throws -> [Layer]? {
    guard arguments.has("layer") else { return nil }
    let known = schema.layers.map(\.layer.rawValue)
    return try arguments.list("layer").map { name in
      guard known.contains(name) else {
        throw PostilError.pointing(.unknownLayer(name: name, known: known))
      }
      return Layer(rawValue: name)
    }
  }

  /// The importer that reads a format back, with any label.
  private static func checker(
    _ exporter: any Exporter, _ options: ExportOptions, _ schema: Schema
  ) throws(PostilError) -> any Importer {
    let formats = Formats.readBack()
    guard formats.contains(exporter.name) else {
      throw .format(
        .flagWithoutEffect(flag: "self-check", format: exporter.name, others: formats))
    }
    var reading = ImportOptions(
      schema: schema, layer: options.layers.first ?? exporter.defaultLayer ?? .entity)
    reading.adopts = true
    reading.columns = options.columns
    reading.offsets = options.offsets
    return try Formats.importer(named: exporter.name, reading)
  }

  private static func selection(
    _ arguments: Arguments, _ settings: ExportSettings, _ layers: [Layer], _ schema: Schema
  ) throws -> ExportSelection {
    var selection = ExportSelection()
    selection.states.formUnion(try states(arguments) ?? settings.states)
    selection.layers = Set(layers)
    selection.labels = Set(arguments.list("labels"))
    selection.annotators = Set(arguments.list("annotator"))
    selection.renamed = try LabelMapping.pairs(arguments.value("map") ?? "")
    for rules in schema.layers {
      selection.known.formUnion(rules.labels)
      selection.known.formUnion(rules.labels.map { "\(rules.layer.rawValue):\($0)" })
    }
    return selection
  }

  private static func split(_ arguments: Arguments) throws -> ExportSplit? {
    guard let value = arguments.value("split") else {
      if arguments.has("seed") {
        throw PostilError.usage(.flagWithoutOther(flag: "seed", other: "split"))
      }
      return nil
    }
    return try ExportSplit(value, seed: try arguments.number("seed") ?? 0)
  }

  /// The states that --with lists; nil without the flag.
  private static func states(_ arguments: Arguments) throws -> Set<Annotation.State>? {
    guard let value = arguments.value("with") else { return nil }
    let names = value.split(separator: ",").map(String.init)
    if let states = Set(stateNames: names) { return states }
    throw PostilError.value(
      .notOne(
        name: "state", value: names.first { Set(stateNames: [$0]) == nil } ?? value,
        of: ["suggested", "rejected"]))
  }

  /// Refuses a flag that only other formats have.
  private static func refuseOthers(_ arguments: Arguments, _ exporter: any Exporter) throws {
    let all = Formats.exporters()
    for flag in Set(all.flatMap(\.flags)).sorted()
    where arguments.has(flag) && !exporter.flags.contains(flag) {
      throw PostilError.format(
        .flagWithoutEffect(
          flag: flag, format: exporter.name,
          others: all.filter { $0.flags.contains(flag) }.map(\.name)))
    }
  }
}

/// The value of `--map`.
enum LabelMapping {
  /// Parses `A=B,C=D`.
  ///
  /// - Throws: `invalid` for a part without `=`.
  static func pairs(_ list: String) throws(PostilError) -> [String: String] {
    var names: [String: String] = [:]
    for part in list.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw .value(.invalid(name: "renaming", value: String(part), form: "OLD=NEW"))
      }
      names[String(sides[0])] = String(sides[1])
    }
    return names
  }
}

extension Arguments {
  /// The parts of a flag's value between commas; none without the flag.
  package func list(_ flag: String) -> [String] {
    (value(flag) ?? "").split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The value of a flag that takes one of several words; nil without the flag.
  ///
  /// - Throws: `unknown`.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ flag: String
  ) throws(PostilError) -> Choice? where Choice.RawValue == String {
    guard let value = value(flag) else { return nil }
    let known = Choice.allCases.map(\.rawValue)
    let name = known.first { $0.lowercased() == value.lowercased() }
    guard let choice = name.flatMap({ Choice(rawValue: $0) }) else {
      throw .value(.unknown(name: "--\(flag)", value: value, known: known))
    }
    return choice
  }
}
