import PostilExchange
import PostilKit

/// TimeML 1.2: an article a file, its dates as TIMEX3 elements in the text.
package struct TimeMLExporter: Exporter {
  /// `timeml`.
  package var name: String { "timeml" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String { "TimeML with TIMEX3 for tools of TempEval, an article a file" }
  package var cannotSay: String { "other layers, overlaps, states, scores, rules, annotators" }
  /// Dates.
  package var defaultLayer: Layer? { .timex }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let choice = DisjointSpans(annotations, in: article.text, layers: [.timex]) { annotation in
      Self.losses(annotation)
    }
    let ids = Self.ids(choice.chosen)
    var losses = choice.losses
    var body = ""
    var place = 0
    for annotation in choice.chosen where !annotation.extent.isEmpty {
      let extent = annotation.extent
      body += XMLText.content(article.text[Span(place, extent.start)])
      body += element(annotation, ids, &losses) + XMLText.content(article.text[extent])
      body += "</TIMEX3>"
      place = extent.end
    }
    body += XMLText.content(article.text[Span(place, article.text.count)])
    let day = article.published.map(\.description) ?? ""
    let file = """
      <?xml version="1.0" encoding="UTF-8"?>
      <TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
      <DOCID>\(XMLText.content(article.id))</DOCID>
      <DCT><TIMEX3 tid="\(TimeML.publication)" type="DATE" value="\(day)" temporalFunction="false" \
      functionInDocument="CREATION_TIME">\(day)</TIMEX3></DCT>
      <TEXT>\(body)</TEXT>
      </TimeML>

      """
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".tml", bytes: Array(file.utf8))], losses: losses)
  }

  private static func losses(_ annotation: Annotation) -> [ExportLoss.Part] {
    let unknown = annotation.attributes.keys.filter { !TimeML.attributes.contains($0) }
    let roles = annotation.roles.keys.filter { !TimeML.roles.values.contains($0) }
    return annotation.stateLosses + unknown.sorted().map { .member("attribute \($0)") }
      + roles.sorted().map { .member("role \($0)") } + annotation.methodLosses
      + (annotation.annotator.isEmpty ? [] : [.member("annotator")])
  }

  /// The tid of each annotation: the one it was imported with if no other has it, else the next number.
  private static func ids(_ annotations: [Annotation]) -> [String: String] {
    let old = annotations.map { $0.unknown[TimeML.member]?["tid"]?.string }
    let counts = Dictionary(old.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
    var ids: [String: String] = [:]
    var number = 0
    for (annotation, tid) in zip(annotations, old) {
      if let tid, counts[tid] == 1, tid != TimeML.publication {
        ids[annotation.id] = tid
        continue
      }
      repeat { number += 1 } while counts["t\(number)"] != nil
      ids[annotation.id] = "t\(number)"
    }
    return ids
  }

  private func element(
    _ annotation: Annotation, _ ids: [String: String], _ losses: inout [ExportLoss]
  ) -> String {
    var attributes: [(String, String)] = [
      ("tid", ids[annotation.id] ?? ""), ("type", annotation.label),
    ]
    for name in TimeML.attributes {
      if let value = annotation.attributes[name] { attributes.append((name, value.plain)) }
    }
    if annotation.attributes["value"] == nil { attributes.append(("value", "")) }
    for name in TimeML.kept + TimeML.roles.keys.sorted() where name != "tid" {
      if let value = annotation.unknown[TimeML.member]?[name]?.string {
        attributes.append((name, value))
      }
    }
    for (name, role) in TimeML.roles.sorted(by: { $0.key < $1.key }) {
      guard let links = annotation.roles[role], !attributes.contains(where: { $0.0 == name })
      else { continue }
      if let tid = links.first?.id.flatMap({ ids[$0] }), links.count == 1 {
        attributes.append((name, tid))
      } else {
        losses.append(
          ExportLoss(
            id: annotation.id, .other("role \(role) dropped: it is not one date of the text")))
      }
    }
    return "<TIMEX3"
      + attributes.map { " \($0.0)=\"\(XMLText.escaped($0.1))\"" }.joined() + ">"
  }
}
