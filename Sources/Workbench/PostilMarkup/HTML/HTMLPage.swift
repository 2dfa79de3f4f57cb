import PostilKit
import PostilSchema
import PostilSystem

/// One page: a head, the text with its marks, a legend and the tables.
struct HTMLPage {
  let article: Article
  /// In reading order.
  let annotations: [Annotation]
  /// The number of each.
  let numbers: [Int]
  let palette: Palette

  private var title: String { article.title ?? (article.id.isEmpty ? "Article" : article.id) }

  /// The page as UTF-8.
  var bytes: [UInt8] {
    let marks = HTMLMarks(annotations, numbers)
    let tables = HTMLTables(article, annotations, numbers, palette)
    var writer = HTMLWriter()
    writeHead(&writer)
    writeHeader(&writer)
    // The language of the text is not known.
    writer.markup("<main id=\"text\" lang=\"\" dir=\"auto\">\n")
    var text = HTMLText(article.text, marks.marks, annotations, palette)
    text.write(to: &writer)
    writer.markup(
      "</main>\n<section id=\"annotations\" aria-labelledby=\"h\"><h2 id=\"h\">Annotations</h2>\n")
    if marks.left > 0 {
      writer.markup("<p>")
      writer.write(
        "\(counted(marks.left, "span")) not drawn, since too many overlap; the tables list them.")
      writer.markup("</p>\n")
    }
    writeLegend(&writer)
    tables.write(to: &writer)
    writer.markup("</section>\n</body></html>\n")
    return writer.bytes
  }

  private func writeHead(_ writer: inout HTMLWriter) {
    writer.markup(
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Postil">
      <title>
      """)
    writer.write(title)
    writer.markup("</title>\n<style>\n")
    writer.markup(HTMLStyle.rules)
    HTMLStyle.writeColours(&writer)
    writer.markup("</style></head>\n")
  }

  private func writeHeader(_ writer: inout HTMLWriter) {
    writer.markup("<body><header><h1 dir=\"auto\">")
    writer.write(title)
    writer.markup("</h1><p>")
    if title != article.id { writer.write("\(article.id) · ") }
    if let published = article.published {
      writer.markup("published <time>")
      writer.write("\(published)")
      writer.markup("</time> · ")
    }
    writer.write(counts)
    writer.markup("</p>")
    writeLabels(&writer)
    writer.markup("<nav aria-label=\"Places\"><a href=\"")
    writer.write(path: HTMLNames.up(from: article.id) + HTMLNames.index)
    writer.markup(
      """
      ">All articles</a> <a href="#text">Text</a> <a href="#annotations">Annotations</a></nav></header>

      """)
  }

  /// The labels of the article itself.
  private func writeLabels(_ writer: inout HTMLWriter) {
    let labels = annotations.indices.filter {
      annotations[$0].spans.isEmpty && annotations[$0].roles.isEmpty
    }
    if labels.isEmpty { return }
    writer.markup("<p class=\"labels\">Labels:")
    for place in labels {
      let one = annotations[place]
      writer.markup(" <a class=\"tag k")
      writer.write(palette[one.layer, one.label].place)
      writer.markup("\" href=\"#n")
      writer.write(numbers[place])
      writer.markup("\">")
      writer.write(
        one.label + (one.state == .suggested ? "?" : one.state == .rejected ? " (rejected)" : ""))
      writer.markup("</a>")
    }
    writer.markup("</p>")
  }

  private var counts: String {
    let states = Annotation.State.allCases.map { state in
      (state, annotations.reduce(0) { $0 + ($1.state == state ? 1 : 0) })
    }
    let parts = states.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
    return parts.isEmpty ? "no annotations" : parts.joined(separator: ", ")
  }

  /// The labels in the order of their layers, each with its count.
  private func writeLegend(_ writer: inout HTMLWriter) {
    guard !annotations.isEmpty else { return }
    var counts: [String: (colour: Int, label: String, count: Int)] = [:]
    for annotation in annotations {
      let key = "\(annotation.layer):\(annotation.label)"
      counts[key, default: (palette[annotation.layer, annotation.label].place, annotation.label, 0)]
        .count += 1
    }
    writer.markup("<ul class=\"legend\" aria-label=\"Legend\">")
    for (_, entry) in counts.sorted(by: { $0.key < $1.key }) {
      writer.markup("<li class=\"k")
      writer.write(entry.colour)
      writer.markup("\"><b>")
      writer.write(entry.label)
      writer.markup("</b> ")
      writer.write(entry.count)
      writer.markup("</li>")
    }
    let states = Set(annotations.map(\.state))
    if states.contains(.suggested) {
      writer.markup("<li><i class=\"s\">dotted, ?</i> suggested, not decided</li>")
    }
    if states.contains(.rejected) { writer.markup("<li><i class=\"x\">struck</i> rejected</li>") }
    if annotations.contains(where: { $0.roles.values.joined().contains { !$0.spans.isEmpty } }) {
      writer.markup(
        "<li><i class=\"role\">double</i> words of a role, such as a quote’s source</li>")
    }
    writer.markup("</ul>\n")
  }
}
