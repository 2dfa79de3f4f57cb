import PostilKit

@testable import PostilFormats

/// Texts that a careless exporter gets wrong.
enum Samples {
  /// An article with curly quotes, a flag of two code points before everything else, a nested name, a
  /// quote in two pieces, a name across a line break and a U+2028 inside a span.
  static let article = Article(
    id: "north/fair", title: "🇳🇴 Fair opens",
    text: Text(
      "🇳🇴 Fair opens\n\n“We’re glad,” said Mayor Ada Lund of  Bank of\nNorland, “and\u{2028}proud.”"
        + " The fair ends on 3 May.\n"),
    published: CalendarDate(year: 2024, month: 4, day: 30))

  /// The span of the first `words` in the text.
  static func span(_ words: String, in article: Article = article) -> Span {
    let text = Array(article.text.string.unicodeScalars)
    let words = Array(words.unicodeScalars)
    let start = text.indices.first { text[$0...].starts(with: words) } ?? -1
    return Span(start, start + words.count)
  }

  private static func annotation(
    _ id: String, _ layer: Layer, _ label: String, _ words: String...
  ) -> Annotation {
    let spans = words.map { span($0) }
    return Annotation(
      id: id, layer: layer, label: label, spans: spans, text: article.text[spans], state: .accepted,
      annotator: "anna")
  }

  static var annotations: [Annotation] {
    var mayor = annotation("person", .entity, "PER", "Ada Lund")
    mayor.attributes = ["entity": "Ada Lund", "ref": "wikidata:Q1"]
    let bank = annotation("bank", .entity, "ORG", "Bank of\nNorland")
    let place = annotation("place", .entity, "LOC", "Norland")
    let flag = annotation("flag", .entity, "LOC", "🇳🇴")
    var date = annotation("date", .timex, "DATE", "3 May")
    date.attributes = ["value": "2024-05-03"]
    date.state = .suggested
    date.score = 0.5
    var quote = annotation("quote", .quote, "direct", "“We’re glad,”", "“and\u{2028}proud.”")
    quote.roles = [
      "cue": [RoleLink(spans: [span("said")])],
      "source": [RoleLink(spans: [span("Mayor Ada Lund")], id: "person")],
    ]
    var claim = annotation("claim", .quote, "indirect", "The fair ends on 3 May")
    claim.roles = ["source": [RoleLink(id: "person")]]
    let odd = annotation("odd", "my.layer", "Ünusual kind", "Fair")
    return [mayor, bank, place, flag, date, quote, claim, odd]
  }
}
