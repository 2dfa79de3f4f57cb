import PostilKit
import PostilSchema
import PostilSystem

/// The entities by mentions, with their variants and where they are mentioned.
struct HTMLIndexEntities {
  private let corpus: HTMLCorpus
  private let palette: Palette

  /// The entities that are shown with all that is known; the others have a line in a list that opens.
  private static let most = 60
  private static let fewest = 12
  private static let mostForms = 6
  private static let mostPlaces = 12

  init(_ corpus: HTMLCorpus, _ palette: Palette) { (self.corpus, self.palette) = (corpus, palette) }

  func write(to writer: inout HTMLWriter) {
    let all = corpus.entities.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    writer.markup(
      "<section id=\"entities\"><h2>Entities <small></small></h2>\n<ol class=\"things\">\n")
    let largest = all.first?.value.count ?? 1
    // Those that are mentioned once tell little, but where all are they must be seen.
    let often = all.prefix(Self.most).prefix { $0.value.count > 1 }.count
    let shown = max(often, min(Self.fewest, all.count))
    for (name, entity) in all.prefix(shown) { write(name, entity, largest, &writer) }
    writer.markup("</ol>\n")
    if all.count > shown {
      writer.markup("<details><summary>")
      writer.write("\(all.count - shown) more")
      writer.markup("</summary><ol class=\"things\">\n")
      for (name, entity) in all.dropFirst(shown) { write(name, entity, largest, &writer) }
      writer.markup("</ol></details>\n")
    }
    writer.markup("</section>\n")
  }

  private func write(
    _ name: String, _ entity: HTMLCorpus.Entity, _ largest: Int, _ writer: inout HTMLWriter
  ) {
    writer.markup("<li id=\"")
    writer.write(HTMLNames.anchor(.entity, name))
    writer.markup("\" class=\"k")
    writer.write(palette[.entity, entity.label].place)
    writer.markup("\" data-l=\"|entity:")
    writer.write(entity.label)
    writer.markup("|\"><b dir=\"auto\">")
    writer.write(name)
    writer.markup("</b> <span class=\"tag\">")
    writer.write(entity.label)
    writer.markup("</span> <span class=\"n\">")
    writer.write("\(entity.count) in \(counted(entity.places.count, "article"))")
    writer.markup("</span>")
    writer.bar(entity.count, entity.count, of: largest)
    writeForms(entity, name, &writer)
    writePlaces(entity.places, &writer)
    writer.markup("</li>\n")
  }

  private func writeForms(
    _ entity: HTMLCorpus.Entity, _ name: String, _ writer: inout HTMLWriter
  ) {
    let forms = entity.forms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard forms.count > 1 || forms.first?.key != name else { return }
    writer.markup("<p class=\"forms\">as ")
    for (place, form) in forms.prefix(Self.mostForms).enumerated() {
      if place > 0 { writer.markup(", ") }
      writer.markup("<q>")
      writer.write(form.key)
      writer.markup("</q> ")
      writer.write(form.value)
    }
    if forms.count > Self.mostForms { writer.write(" and \(forms.count - Self.mostForms) more") }
    writer.markup("</p>")
  }

  private func writePlaces(_ places: [HTMLCorpus.Place], _ writer: inout HTMLWriter) {
    writer.markup("<p class=\"places\">")
    for (index, place) in places.prefix(Self.mostPlaces).enumerated() {
      if index > 0 { writer.markup(" · ") }
      let article = corpus.articles[place.article].name
      writer.link(to: article, place.number, article)
      if place.count > 1 { writer.write(" \(place.count)") }
    }
    if places.count > Self.mostPlaces { writer.write(" · \(places.count - Self.mostPlaces) more") }
    writer.markup("</p>")
  }
}

/// Who said what about whom.
struct HTMLIndexSpeakers {
  private let corpus: HTMLCorpus
  private static let most = 60

  init(_ corpus: HTMLCorpus) { self.corpus = corpus }

  func write(to writer: inout HTMLWriter) {
    let all = corpus.speakers.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    writer.markup("<section id=\"quotes\"><h2>Quotes by speaker <small></small></h2>\n")
    for (name, speaker) in all.prefix(Self.most) { write(name, speaker, &writer) }
    if all.count > Self.most {
      writer.markup("<details><summary>")
      writer.write("\(all.count - Self.most) more speakers")
      writer.markup("</summary>\n")
      for (name, speaker) in all.dropFirst(Self.most) { write(name, speaker, &writer) }
      writer.markup("</details>\n")
    }
    writer.markup("</section>\n")
  }

  private func write(
    _ name: String, _ speaker: HTMLCorpus.Speaker, _ writer: inout HTMLWriter
  ) {
    writer.markup("<article class=\"speaker\" data-l=\"|quote|\" id=\"")
    writer.write(HTMLNames.anchor(.speaker, name))
    writer.markup("\"><h3 dir=\"auto\">")
    if corpus.entities[name] != nil {
      link(to: name, &writer)
    } else {
      writer.write(name)
    }
    writer.markup(" <span class=\"n\">")
    writer.write(
      "\(counted(speaker.count, "quote")) in \(counted(speaker.articles.count, "article"))")
    writer.markup("</span></h3>\n")
    for quote in speaker.quotes { write(quote, &writer) }
    if speaker.count > speaker.quotes.count {
      writer.markup("<p class=\"n\">")
      writer.write("and \(speaker.count - speaker.quotes.count) more")
      writer.markup("</p>")
    }
    writer.markup("</article>\n")
  }

  private func link(to entity: String, _ writer: inout HTMLWriter) {
    writer.markup("<a href=\"#")
    writer.write(HTMLNames.anchor(.entity, entity))
    writer.markup("\">")
    writer.write(entity)
    writer.markup("</a>")
  }

  private func write(_ quote: HTMLCorpus.Quote, _ writer: inout HTMLWriter) {
    writer.markup("<blockquote dir=\"auto\"><p>")
    writer.write(quote.words.shortened(to: 320))
    writer.markup("</p><footer>")
    if !quote.cue.isEmpty {
      writer.markup("<i>")
      writer.write(quote.cue)
      writer.markup("</i> · ")
    }
    let article = corpus.articles[quote.place.article].name
    writer.link(to: article, quote.place.number, article)
    if !quote.about.isEmpty {
      writer.markup(" · about ")
      for (place, name) in quote.about.prefix(6).enumerated() {
        if place > 0 { writer.markup(", ") }
        link(to: name, &writer)
      }
    }
    writer.markup("</footer></blockquote>\n")
  }
}

extension String {
  /// The text, cut at a number of characters with an ellipsis.
  fileprivate func shortened(to length: Int) -> String {
    count > length ? prefix(length - 1) + "…" : self
  }
}
