import PostilKit
import PostilSchema

/// Writes the tables of a page: one per layer, with a row per annotation.
struct HTMLTables {
  let text: Text
  let annotations: [Annotation]
  private let numbers: [Int]
  /// The way to the index.
  private let index: String
  let palette: Palette
  /// The place in reading order of each id.
  private let places: [String: Int]
  /// The code points at which the lines begin.
  private let lines: [Int]

  init(_ article: Article, _ annotations: [Annotation], _ numbers: [Int], _ palette: Palette) {
    let text = article.text
    self.text = text
    index = HTMLNames.up(from: article.id) + HTMLNames.index
    self.numbers = numbers
    self.annotations = annotations
    self.palette = palette
    places = Dictionary(
      annotations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    lines =
      [0]
      + text.utf8.indices.filter { text.utf8[$0] == 0x0A }.map { text.codePoint(atByte: $0) + 1 }
  }

  /// The layers in the order of their names.
  var layers: [Layer] { Set(annotations.map(\.layer)).sorted() }

  /// Writes all tables.
  func write(to writer: inout HTMLWriter) {
    for layer in layers {
      writer.markup("<table><caption>")
      writer.write(layer.rawValue)
      writer.markup(
        """
        </caption>
        <thead><tr><th scope="col">No.</th><th scope="col">Label</th><th scope="col">Words</th>\
        <th scope="col">Line</th><th scope="col">Details</th><th scope="col">By</th></tr></thead>
        <tbody>

        """)
      for (place, annotation) in annotations.enumerated() where annotation.layer == layer {
        write(annotation, place, &writer)
      }
      writer.markup("</tbody></table>\n")
    }
  }

  private func write(_ annotation: Annotation, _ place: Int, _ writer: inout HTMLWriter) {
    writer.markup("<tr id=\"n")
    writer.write(numbers[place])
    writer.markup("\"><th scope=\"row\">")
    link(place, &writer) { $0.write(numbers[place]) }
    writer.markup("</th><td class=\"k")
    writer.write(palette[annotation.layer, annotation.label].place)
    writer.markup("\"><b>")
    writer.write(annotation.label)
    writer.markup("</b></td><td dir=\"auto\">")
    writeWords(of: annotation, &writer)
    writer.markup("</td><td>")
    if let first = annotation.spans.first { writer.write(line(of: first.start)) }
    writer.markup("</td><td>")
    writeFacts(annotation, &writer)
    writer.markup("</td><td>")
    writeMaker(annotation, &writer)
    writer.markup("</td></tr>\n")
  }

  /// Its words; for a relation without words those of its roles.
  private func writeWords(of annotation: Annotation, _ writer: inout HTMLWriter) {
    guard annotation.spans.isEmpty else { return write(wordsOf: annotation.spans, &writer) }
    if annotation.roles.isEmpty { return writer.markup("the whole article") }
    for (index, role) in annotation.roles.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { writer.markup(" – ") }
      for link in role.value {
        if let place = link.id.flatMap({ places[$0] }) {
          write(wordsOf: annotations[place].spans, &writer)
        } else {
          write(wordsOf: link.spans, &writer)
        }
      }
    }
  }

  private func write(wordsOf spans: [Span], _ writer: inout HTMLWriter) {
    for (index, span) in spans.enumerated() {
      if index > 0 { writer.markup(" … ") }
      writer.write(text[span])
    }
  }

  private func line(of codePoint: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= codePoint { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// A link from a row to the words.
  private func link(
    _ place: Int, _ writer: inout HTMLWriter, _ content: (inout HTMLWriter) -> Void
  ) {
    guard !annotations[place].spans.isEmpty else { return content(&writer) }
    writer.markup("<a href=\"#m")
    writer.write(numbers[place])
    writer.markup("\">")
    content(&writer)
    writer.markup("</a>")
  }

  // MARK: Facts

  private func writeFacts(_ annotation: Annotation, _ writer: inout HTMLWriter) {
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        writer.markup("<div>")
        writer.write(role)
        writer.markup(": ")
        write(link, &writer)
        writer.markup("</div>")
      }
    }
    writeMentions(of: annotation, &writer)
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      writer.markup("<div>")
      writer.write(name)
      writer.markup(": ")
      if let kind = Self.kind(of: name, on: annotation) {
        writeLinks(annotation.names(in: name), kind, &writer)
      } else {
        write(name, value.plain, annotation, &writer)
      }
      writer.markup("</div>")
    }
  }

  /// The mentions of an entity without a name are together by their words.
  private func writeMentions(of annotation: Annotation, _ writer: inout HTMLWriter) {
    guard annotation.layer == .entity, annotation.state != .rejected,
      annotation.attributes["entity"] == nil
    else { return }
    writer.markup("<div>mentions: ")
    writeLinks([HTMLCorpus.name(annotation)], .entity, &writer)
    writer.markup("</div>")
  }

  /// What an attribute names, if it has a place in the index.
  private static func kind(of attribute: String, on annotation: Annotation) -> HTMLNames.Kind? {
    if annotation.state == .rejected { return nil }
    if annotation.layer == .entity { return attribute == "entity" ? .entity : nil }
    return annotation.layer == .quote && attribute == "speaker" ? .speaker : nil
  }

  private func writeLinks(
    _ names: [String], _ kind: HTMLNames.Kind, _ writer: inout HTMLWriter
  ) {
    for (place, name) in names.enumerated() {
      if place > 0 { writer.markup(", ") }
      writer.markup("<a href=\"")
      writer.write(path: index)
      writer.markup("#")
      writer.write(HTMLNames.anchor(kind, name))
      writer.markup("\"><b>")
      writer.write(name)
      writer.markup("</b></a>")
    }
  }

  private func write(_ role: RoleLink, _ writer: inout HTMLWriter) {
    if !role.spans.isEmpty {
      writer.markup("<q>")
      write(wordsOf: role.spans, &writer)
      writer.markup("</q>")
    }
    guard let id = role.id else { return }
    if !role.spans.isEmpty { writer.markup(" → ") }
    guard let place = places[id] else { return writer.markup("(not on this page)") }
    writer.markup("<a href=\"#n")
    writer.write(numbers[place])
    writer.markup("\">")
    writer.write("\(annotations[place].label) \(numbers[place]) ")
    write(wordsOf: annotations[place].spans, &writer)
    writer.markup("</a>")
  }

  private func write(
    _ name: String, _ value: String, _ annotation: Annotation, _ writer: inout HTMLWriter
  ) {
    let item = value.dropFirst("wikidata:".count)
    if name == "ref", value.hasPrefix("wikidata:"),
      item.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    {
      writer.markup("<a rel=\"noreferrer\" href=\"https://www.wikidata.org/wiki/")
      writer.write(String(item))
      writer.markup("\">")
      writer.write(value)
      return writer.markup("</a>")
    }
    let isDay = annotation.layer == .timex && name == "value" && CalendarDate(value) != nil
    writer.markup(isDay ? "<time>" : "<b>")
    writer.write(value)
    writer.markup(isDay ? "</time>" : "</b>")
  }

  private func writeMaker(_ annotation: Annotation, _ writer: inout HTMLWriter) {
    writer.write(annotation.annotator)
    if annotation.state != .accepted { writer.write(", \(annotation.state.rawValue)") }
    if let score = annotation.score { writer.write(", score \(Self.rounded(score))") }
    if let rule = annotation.rule { writer.write(", rule \(rule)") }
  }

  /// A score with two digits after the point.
  private static func rounded(_ score: Double) -> String {
    guard score.isFinite else { return "?" }
    let hundredths = Int((min(max(score, -1e6), 1e6) * 100).rounded())
    let rest = abs(hundredths % 100)
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }
}
