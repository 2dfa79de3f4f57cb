import PostilKit
import PostilSystem

/// The days that the texts name beside the days of publication, and the years that they name.
struct HTMLTimeline {
  /// A day, a month or a year with what is named and published in it.
  private struct Bin {
    let name: String
    var mentions = 0
    var published = 0
  }

  private let corpus: HTMLCorpus

  /// The most columns of the drawing.
  private static let most = 92
  /// The days before the first and after the last publication that are drawn.
  private static let margin = 21

  init(_ corpus: HTMLCorpus) { self.corpus = corpus }

  func write(to writer: inout HTMLWriter) {
    guard !corpus.days.isEmpty || !corpus.years.isEmpty else { return }
    writer.markup("<section id=\"times\"><h2>Times</h2>\n")
    writeDrawing(&writer)
    writeDays(&writer)
    writeYears(&writer)
    writer.markup("</section>\n")
  }

  // MARK: The drawing

  /// The days around those of publication; months or years if these are many.
  private func bins() -> [Bin] {
    let published = corpus.days.filter { $0.value.published > 0 }.keys
    let near = published.isEmpty ? Array(corpus.days.keys) : Array(published)
    guard let first = near.min(), let last = near.max() else { return [] }
    let range = (first - Self.margin)...(last + Self.margin)
    let length = range.count <= Self.most ? 10 : range.count <= Self.most * 30 ? 7 : 4
    var bins: [Bin] = []
    for day in range where bins.count < Self.most * 3 {
      let name = String("\(CalendarDate(dayNumber: day))".prefix(length))
      if bins.last?.name != name { bins.append(Bin(name: name)) }
      guard let counts = corpus.days[day] else { continue }
      bins[bins.count - 1].mentions += counts.mentions
      bins[bins.count - 1].published += counts.published
    }
    return bins
  }

  private func writeDrawing(_ writer: inout HTMLWriter) {
    let bins = bins()
    guard let first = bins.first, let last = bins.last else { return }
    let named = max(1, bins.map(\.mentions).max() ?? 1)
    let published = max(1, bins.map(\.published).max() ?? 1)
    writer.markup(
      """
      <figure class="time"><figcaption>Above the line: how often the texts name a day, up to
      """)
    writer.write(" \(counted(named, "time")). Below it: articles published, up to \(published).")
    writer.markup("</figcaption><svg viewBox=\"0 0")
    writer.write(" \(bins.count * 10) 150")
    writer.markup("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
    writer.write("Days named and days of publication, \(first.name) to \(last.name)")
    writer.markup("\">\n")
    for (place, bin) in bins.enumerated() where bin.mentions + bin.published > 0 {
      column(
        place, bin.mentions, named, isAbove: true,
        "\(bin.name): named \(counted(bin.mentions, "time"))", &writer)
      column(
        place, bin.published, published, isAbove: false,
        "\(bin.name): \(counted(bin.published, "article")) published", &writer)
    }
    writer.markup("<rect class=\"axis\" y=\"104\" height=\"2\" width=\"")
    writer.write(bins.count * 10)
    writer.markup("\"/></svg><p class=\"ends\"><span>")
    writer.write(first.name)
    writer.markup("</span><span>")
    writer.write(bins[bins.count / 2].name)
    writer.markup("</span><span>")
    writer.write(last.name)
    writer.markup("</span></p></figure>\n")
  }

  private func column(
    _ place: Int, _ count: Int, _ most: Int, isAbove: Bool, _ title: String,
    _ writer: inout HTMLWriter
  ) {
    guard count > 0 else { return }
    let height = max(3, count * (isAbove ? 100 : 40) / most)
    writer.markup(isAbove ? "<rect class=\"named\" x=\"" : "<rect class=\"out\" x=\"")
    writer.write(place * 10 + 1)
    writer.markup("\" width=\"8\" y=\"")
    writer.write(isAbove ? 104 - height : 106)
    writer.markup("\" height=\"")
    writer.write(height)
    writer.markup("\"><title>")
    writer.write(title)
    writer.markup("</title></rect>\n")
  }

  // MARK: Lists

  /// The days that are named most, with where.
  private func writeDays(_ writer: inout HTMLWriter) {
    let named = corpus.days.filter { $0.value.mentions > 0 }
      .sorted { ($1.value.mentions, $0.key) < ($0.value.mentions, $1.key) }.prefix(12)
      .sorted { $0.key < $1.key }
    if named.isEmpty { return }
    let largest = named.map(\.value.mentions).max() ?? 1
    writer.markup("<table class=\"bars days\"><caption>Days named most</caption><tbody>\n")
    for (day, counts) in named {
      writer.markup("<tr><th scope=\"row\"><time>")
      writer.write("\(CalendarDate(dayNumber: day))")
      writer.markup("</time></th><td>")
      writer.bar(counts.mentions, counts.mentions, of: largest)
      writer.markup("</td><td>")
      writer.write(counts.mentions)
      writer.markup("</td><td class=\"places\">")
      for (index, place) in counts.places.enumerated() {
        if index > 0 { writer.markup(" · ") }
        let article = corpus.articles[place.article].name
        writer.link(to: article, place.number, article)
        if place.count > 1 { writer.write(" \(place.count)") }
      }
      writer.markup("</td></tr>\n")
    }
    writer.markup("</tbody></table>\n")
  }

  private func writeYears(_ writer: inout HTMLWriter) {
    let years = corpus.years.sorted { $0.key < $1.key }
    guard years.count > 1 else { return }
    let largest = years.map(\.value).max() ?? 1
    writer.markup("<details open><summary>Years named</summary><table class=\"bars\"><tbody>\n")
    for (year, count) in years {
      writer.markup("<tr><th scope=\"row\">")
      writer.write(year)
      writer.markup("</th><td>")
      writer.bar(count, count, of: largest)
      writer.markup("</td><td>")
      writer.write(count)
      writer.markup("</td></tr>\n")
    }
    writer.markup("</tbody></table></details>\n")
  }
}
