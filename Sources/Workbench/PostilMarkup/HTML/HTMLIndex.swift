import PostilKit
import PostilSchema
import PostilSystem

/// The page of a corpus: its articles, labels, times, entities and quotes, with links into the pages of articles.
struct HTMLIndex {
  let corpus: HTMLCorpus
  let palette: Palette

  /// The page as UTF-8.
  var bytes: [UInt8] {
    var writer = HTMLWriter()
    writeHead(&writer)
    writeHeader(&writer)
    HTMLFilter.write(labels, &writer)
    HTMLIndexArticles(corpus, palette).write(to: &writer)
    HTMLIndexLabels(labels, palette).write(to: &writer)
    HTMLTimeline(corpus).write(to: &writer)
    HTMLIndexEntities(corpus, palette).write(to: &writer)
    HTMLIndexSpeakers(corpus).write(to: &writer)
    writer.markup("</main>\n")
    writer.markup(HTMLFilter.script)
    writer.markup("</body></html>\n")
    return writer.bytes
  }

  /// The labels by layer, those that occur most first.
  private var labels: [HTMLCorpus.Label] {
    corpus.labels.sorted {
      ($0.layer, $1.counts.alive, $0.label) < ($1.layer, $0.counts.alive, $1.label)
    }
  }

  private func writeHead(_ writer: inout HTMLWriter) {
    writer.markup(
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '
      """)
    writer.markup(HTMLFilter.hash)
    writer.markup(
      """
      '">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Postil">
      <title>
      """)
    writer.write(title)
    writer.markup("</title>\n<style>\n")
    writer.markup(HTMLStyle.rules)
    HTMLStyle.writeColours(&writer)
    writer.markup(HTMLStyle.indexRules)
    writer.markup("</style></head>\n")
  }

  private var title: String { "Corpus of \(counted(corpus.articles.count, "article"))" }

  private func writeHeader(_ writer: inout HTMLWriter) {
    writer.markup("<body class=\"index\"><header><h1>")
    writer.write(title)
    writer.markup("</h1><ul class=\"sums\">")
    let alive = corpus.labels.reduce(0) { $0 + $1.counts.alive }
    let quotes = corpus.labels.filter { $0.layer == .quote }.reduce(0) { $0 + $1.counts.alive }
    let sums = [
      (corpus.articles.count { $0.isDone }, "of \(corpus.articles.count) done"),
      (alive, "annotations"),
      (corpus.entities.count, "entities"), (quotes, "quotes"),
      (corpus.speakers.count, "speakers"),
    ]
    for (number, what) in sums {
      writer.markup("<li><b>")
      writer.write(number)
      writer.markup("</b> ")
      writer.write(what)
      writer.markup("</li>")
    }
    writer.markup("</ul><p>")
    writer.write(published)
    writer.markup(
      """
      </p><nav aria-label="On this page"><a href="#articles">Articles</a> <a href="#labels">Labels</a> \
      <a href="#times">Times</a> <a href="#entities">Entities</a> <a href="#quotes">Quotes</a></nav></header>
      <main>

      """)
  }

  private var published: String {
    let days = corpus.articles.compactMap(\.published).sorted()
    guard let first = days.first, let last = days.last else {
      return "No day of publication is known."
    }
    let unknown = corpus.articles.count - days.count
    let rest = unknown > 0 ? "; the day of \(unknown) is not known" : ""
    return (first == last ? "Published on \(first)" : "Published from \(first) to \(last)") + rest
      + "."
  }
}

/// The list of articles, each with its progress and what is in it.
struct HTMLIndexArticles {
  private let corpus: HTMLCorpus
  private let palette: Palette

  init(_ corpus: HTMLCorpus, _ palette: Palette) { (self.corpus, self.palette) = (corpus, palette) }

  func write(to writer: inout HTMLWriter) {
    writer.markup(
      "<section id=\"articles\"><h2>Articles <small></small></h2>\n<ol class=\"articles\">\n")
    for article in corpus.articles { write(article, &writer) }
    writer.markup("</ol></section>\n")
  }

  private func write(_ article: HTMLCorpus.Listed, _ writer: inout HTMLWriter) {
    writer.markup("<li data-s=\"")
    writer.write(article.isDone ? "done" : "open")
    writer.markup("\" data-l=\"")
    for place in article.has {
      writer.write("|\(corpus.labels[place].layer):\(corpus.labels[place].label)")
    }
    writer.markup("|\"><a dir=\"auto\" href=\"")
    writer.write(path: HTMLNames.page(of: article.name))
    writer.markup("\">")
    writer.write(article.title ?? article.name)
    writer.markup("</a> ")
    for label in article.labels {
      writer.markup("<span class=\"tag\">")
      writer.write(label)
      writer.markup("</span> ")
    }
    writer.markup("<p>")
    if article.title != nil { writer.write("\(article.name) · ") }
    if let day = article.published {
      writer.markup("<time>")
      writer.write("\(day)")
      writer.markup("</time> · ")
    }
    writer.write(article.isDone ? "done" : "open")
    writer.write(
      " · \(article.counts[.accepted]) accepted, \(article.counts[.suggested]) suggested")
    if article.counts[.rejected] > 0 { writer.write(", \(article.counts[.rejected]) rejected") }
    writer.markup("</p>")
    writer.bar(article.counts[.accepted], article.counts.alive, of: max(1, article.counts.alive))
    writer.markup("</li>\n")
  }
}

/// The labels with bars: solid for accepted, light for suggested annotations.
struct HTMLIndexLabels {
  private let labels: [HTMLCorpus.Label]
  private let palette: Palette

  init(_ labels: [HTMLCorpus.Label], _ palette: Palette) {
    (self.labels, self.palette) = (labels, palette)
  }

  func write(to writer: inout HTMLWriter) {
    writer.markup(
      """
      <section id="labels"><h2>Labels</h2>
      <p class="hint">Solid: accepted; light: suggested. The numbers are of annotations.</p>
      <table class="bars"><thead><tr><th scope="col">Label</th><td></td>\
      <th scope="col">Accepted</th><th scope="col">Suggested</th><th scope="col">Rejected</th></tr></thead>

      """)
    let largest = max(1, labels.map(\.counts.alive).max() ?? 1)
    var layer: Layer?
    for label in labels {
      if label.layer != layer {
        writer.markup(layer == nil ? "<tbody>" : "</tbody><tbody>")
        writer.markup("<tr class=\"layer\"><th colspan=\"5\" scope=\"rowgroup\">")
        writer.write(label.layer.rawValue)
        writer.markup("</th></tr>\n")
      }
      layer = label.layer
      write(label, largest, &writer)
    }
    writer.markup(layer == nil ? "</table></section>\n" : "</tbody></table></section>\n")
  }

  private func write(_ label: HTMLCorpus.Label, _ largest: Int, _ writer: inout HTMLWriter) {
    writer.markup("<tr class=\"k")
    writer.write(palette[label.layer, label.label].place)
    writer.markup("\"><th scope=\"row\">")
    writer.write(label.label)
    writer.markup("</th><td>")
    writer.bar(label.counts[.accepted], label.counts.alive, of: largest)
    writer.markup("</td>")
    for state in [Annotation.State.accepted, .suggested, .rejected] {
      writer.markup("<td>")
      writer.write(label.counts[state])
      writer.markup("</td>")
    }
    writer.markup("</tr>\n")
  }
}

extension HTMLWriter {
  /// Writes a bar of two parts, in per mille of the largest.
  mutating func bar(_ solid: Int, _ whole: Int, of largest: Int) {
    markup(
      "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"w\" width=\""
    )
    write(Self.share(whole, largest))
    markup("\" height=\"10\"/><rect width=\"")
    write(Self.share(solid, largest))
    markup("\" height=\"10\"/></svg>")
  }

  /// Something of a number that is not 0.
  private static func share(_ number: Int, _ largest: Int) -> Int {
    number == 0 ? 0 : max(4, number * 1000 / largest)
  }
}
