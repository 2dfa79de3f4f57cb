import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// TimeML 1.2, as TempEval and HeidelTime write it: the TIMEX3 elements of TEXT, and the day of
/// publication of DCT. Events come in if the schema has a layer `event`.
package struct TimeMLImporter: Importer {
  /// `timeml`.
  package var name: String { "timeml" }
  package var aliases: [String] { ["heideltime", "tempeval"] }
  /// What it reads.
  package var summary: String {
    "TimeML of TempEval and HeidelTime: TIMEX3, and EVENT for a layer event"
  }
  /// `tml`, and `xml`.
  package var fileExtensions: [String] { ["tml", "timeml", "xml"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    var file = TimeMLFile(source, options)
    do throws(XMLFailure) { try file.read(try TextEncoding.xml(source.bytes)) } catch {
      throw PostilError.file(
        .badRecord(path: source.path, line: error.line, reason: error.reason))
    }
    return [file.article]
  }
}

/// Reads one file.
private struct TimeMLFile {
  /// An element of the text that is an annotation.
  private typealias Mark = (element: XMLElement, span: Span)

  private let source: ImportSource
  private let options: ImportOptions
  private var text = ""
  private var length = 0
  private var marks: [Mark] = []
  /// Elements that are left out, with their numbers.
  private var others: [String: Int] = [:]
  private var published: CalendarDate?
  private(set) var article: ImportedArticle

  init(_ source: ImportSource, _ options: ImportOptions) {
    self.source = source
    self.options = options
    article = ImportedArticle(name: source.name, text: Text(""))
  }

  mutating func read(_ bytes: [UInt8]) throws(XMLFailure) {
    var reader = XMLReader(bytes)
    guard case .start(let root)? = try reader.next(), root.name == "TimeML" else {
      throw XMLFailure(line: 1, reason: "its first element is not 'TimeML'")
    }
    var hasText = false
    while let event = try reader.next() {
      guard case .start(let element) = event else { continue }
      if element.name == "TEXT" {
        hasText = true
        try readText(&reader)
      } else {
        try readBeside(element, &reader)
      }
    }
    guard hasText else { throw XMLFailure(line: 1, reason: "it has no element 'TEXT'") }
    finish()
  }

  // MARK: Elements

  private mutating func readText(_ reader: inout XMLReader) throws(XMLFailure) {
    var open: [(element: XMLElement, start: Int)] = []
    while let event = try reader.next() {
      switch event {
      case .text(let part):
        text += part
        length += part.unicodeScalars.count
      case .start(let element): open.append((element, length))
      case .end:
        guard let (element, start) = open.popLast() else { return }
        take(element, Span(start, length))
      }
    }
  }

  private mutating func take(_ element: XMLElement, _ span: Span) {
    switch element.name {
    case "TIMEX3", "EVENT": marks.append((element, span))
    default: others[element.name, default: 0] += 1
    }
  }

  /// An element beside the text: the day of publication, or what is left out.
  private mutating func readBeside(
    _ element: XMLElement, _ reader: inout XMLReader
  ) throws(XMLFailure) {
    var depth = 1
    var hasWords = false
    var all = [element]
    while depth > 0, let event = try reader.next() {
      switch event {
      case .start(let inner):
        all.append(inner)
        depth += 1
      case .end: depth -= 1
      case .text(let part): hasWords = hasWords || !part.trimmed.isEmpty
      }
    }
    let day = all.first { $0["functionInDocument"] == "CREATION_TIME" }?["value"]
    if let day = day.flatMap({ CalendarDate(String($0.prefix(10))) }) {
      published = day
    } else if !["DOCID", "DCT"].contains(element.name), hasWords || !element.attributes.isEmpty {
      others[element.name, default: 0] += 1
    }
  }

  // MARK: Annotations

  private mutating func finish() {
    article = ImportedArticle(name: source.name, text: Text(text), published: published)
    var places: [String: Int] = [:]
    for mark in marks.sorted(by: { $0.span < $1.span }) { take(mark, &places) }
    article.identify()
    for (tid, place) in places.sorted(by: { $0.value < $1.value }) { link(tid, place, places) }
    for (name, number) in others.sorted(by: { $0.key < $1.key }) {
      for _ in 0..<number { lose("an element \(name)") }
    }
  }

  private mutating func lose(_ what: String, kind: String? = nil) {
    article.losses.append(ImportLoss(path: source.path, line: 1, what: what, kind: kind))
  }

  private mutating func take(_ mark: Mark, _ places: inout [String: Int]) {
    let isTimex = mark.element.name == "TIMEX3"
    guard !mark.span.isEmpty else { return lose("a \(mark.element.name) without words") }
    let type = mark.element[isTimex ? "type" : "class"] ?? ""
    let layer = isTimex ? Layer.timex.rawValue : "event"
    guard let meaning = options.meaning(of: type, on: layer) else {
      return lose(
        isTimex ? "the type \(options.unknown(type))" : "an EVENT: the schema has no layer 'event'")
    }
    var annotation = Annotation(
      layer: meaning.layer, label: meaning.label, spans: [mark.span],
      text: article.text[mark.span], state: .accepted)
    fill(&annotation, mark.element)
    if let tid = mark.element["tid"] { places[tid] = article.annotations.count }
    article.annotations.append(annotation)
  }

  private mutating func fill(_ annotation: inout Annotation, _ element: XMLElement) {
    var kept = JSONObject()
    for (name, value) in element.attributes where !["type", "class"].contains(name) {
      if TimeML.roles[name] != nil { continue }
      if TimeML.kept.contains(name) || element.name != "TIMEX3" {
        kept[name] = .string(value)
        continue
      }
      if value.isEmpty { continue }
      let problems = options.problems(of: name, .string(value), on: annotation)
      for problem in problems { lose(problem) }
      if problems.isEmpty { annotation.attributes[name] = .string(value) }
    }
    if !kept.isEmpty { annotation.unknown[TimeML.member] = .object(kept) }
  }

  private mutating func link(_ tid: String, _ place: Int, _ places: [String: Int]) {
    guard let element = marks.first(where: { $0.element["tid"] == tid })?.element else { return }
    for (name, role) in TimeML.roles.sorted(by: { $0.key < $1.key }) {
      guard let target = element[name] else { continue }
      if target == TimeML.publication {
        // It is not in the text, and comes back with the next export.
        var kept = article.annotations[place].unknown[TimeML.member]?.object ?? JSONObject()
        kept[name] = .string(target)
        article.annotations[place].unknown[TimeML.member] = .object(kept)
        continue
      }
      guard let other = places[target], let role = options.role(role, of: .timex) else {
        lose(
          "\(name) of \(tid): \(target) is not in the text",
          kind: "\(name) of what is not in the text")
        continue
      }
      article.annotations[place].roles[role] = [RoleLink(id: article.annotations[other].id)]
    }
  }
}
