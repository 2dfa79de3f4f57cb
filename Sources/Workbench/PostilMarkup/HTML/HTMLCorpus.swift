import PostilKit
import PostilSchema

/// What the index of a corpus shows: gathered article by article, without keeping texts or annotations.
struct HTMLCorpus: Sendable {
  /// Annotations by state.
  struct Counts: Sendable {
    private var accepted = 0
    private var suggested = 0
    private var rejected = 0

    subscript(state: Annotation.State) -> Int {
      get {
        switch state {
        case .accepted: accepted
        case .suggested: suggested
        case .rejected: rejected
        }
      }
      set {
        switch state {
        case .accepted: accepted = newValue
        case .suggested: suggested = newValue
        case .rejected: rejected = newValue
        }
      }
    }

    var alive: Int { accepted + suggested }
    var all: Int { alive + rejected }
  }

  struct Listed: Sendable {
    let name: String
    let title: String?
    let published: CalendarDate?
    let isDone: Bool
    var counts = Counts()
    /// The labels of the article itself.
    var labels: [String] = []
    /// The labels of its annotations, by their numbers among all.
    var has: [Int] = []
  }

  struct Label: Sendable {
    let layer: Layer
    let label: String
    var counts = Counts()
  }

  /// The first of an article's annotations on something, and how many there are.
  struct Place: Sendable {
    let article: Int
    let number: Int
    var count = 1
  }

  struct Entity: Sendable {
    var labels: [String: Int] = [:]
    var forms: [String: Int] = [:]
    var places: [Place] = []
    var count = 0
  }

  struct Quote: Sendable {
    let words: String
    let cue: String
    let about: [String]
    let place: Place
  }

  struct Speaker: Sendable {
    var quotes: [Quote] = []
    var articles: [Int] = []
    var count = 0
  }

  struct Day: Sendable {
    var mentions = 0
    var published = 0
    var places: [Place] = []
  }

  private(set) var articles: [Listed] = []
  private(set) var labels: [Label] = []
  private(set) var entities: [String: Entity] = [:]
  private(set) var speakers: [String: Speaker] = [:]
  /// Days that texts name and those of publication, by their numbers.
  private(set) var days: [Int: Day] = [:]
  /// Mentions of years, and of times in them.
  private(set) var years: [Int: Int] = [:]
  private var labelPlaces: [String: Int] = [:]

  /// The most quotes of one speaker that are shown.
  static let mostQuotes = 6
  /// The most places that are kept for a day.
  private static let mostPlaces = 8

  /// Adds an article.
  ///
  /// - Parameter numbers: The number of each annotation on the article's page.
  mutating func add(
    _ article: Article, _ annotations: [Annotation], _ numbers: [Int], isDone: Bool
  ) {
    let index = articles.count
    var listed = Listed(
      name: article.id, title: article.title, published: article.published, isDone: isDone)
    if let day = article.published?.dayNumber { days[day, default: Day()].published += 1 }
    var quotes: [Int] = []
    for place in annotations.indices {
      let one = annotations[place]
      listed.counts[one.state] += 1
      let label = count(one)
      if !listed.has.contains(label) { listed.has.append(label) }
      if one.state == .rejected { continue }
      if one.spans.isEmpty, one.roles.isEmpty { listed.labels.append(one.label) }
      if one.layer == .quote { quotes.append(place) }
      add(one, Place(article: index, number: numbers[place]))
    }
    let mentions =
      quotes.isEmpty ? [] : annotations.filter { $0.layer == .entity && $0.state != .rejected }
    for place in quotes {
      let at = Place(article: index, number: numbers[place])
      add(quote: annotations[place], at, mentions, article.text)
    }
    articles.append(listed)
  }

  /// Counts a label and returns its number.
  private mutating func count(_ one: Annotation) -> Int {
    let key = "\(one.layer):\(one.label)"
    let place = labelPlaces[key] ?? labels.count
    if place == labels.count {
      labels.append(Label(layer: one.layer, label: one.label))
      labelPlaces[key] = place
    }
    labels[place].counts[one.state] += 1
    return place
  }

  private mutating func add(_ one: Annotation, _ place: Place) {
    if one.layer == .entity {
      entities[Self.name(one), default: Entity()].add(one, place)
    } else if one.layer == .timex, let value = one.attributes["value"]?.string {
      addTime(value, place)
    }
  }

  static func name(_ mention: Annotation) -> String {
    mention.attributes["entity"]?.string ?? mention.text.flattened
  }

  private mutating func addTime(_ value: String, _ place: Place) {
    guard let year = Int(value.prefix(4)), value.utf8.count == 4 || value.dropFirst(4).first == "-"
    else { return }
    years[year, default: 0] += 1
    guard let day = CalendarDate(String(value.prefix(10)))?.dayNumber else { return }
    days[day, default: Day()].add(place, most: Self.mostPlaces)
  }

  private mutating func add(
    quote: Annotation, _ place: Place, _ mentions: [Annotation], _ text: Text
  ) {
    let about = Set(
      mentions.filter { mention in quote.spans.contains { $0.contains(mention.extent) } }
        .map(Self.name))
    let cue = quote.roles[Role.cue]?.first.map { text[$0.spans].flattened } ?? ""
    for name in quote.names(in: "speaker") {
      var speaker = speakers[name] ?? Speaker()
      speaker.count += 1
      if speaker.articles.last != place.article { speaker.articles.append(place.article) }
      if speaker.quotes.count < Self.mostQuotes {
        speaker.quotes.append(
          Quote(
            words: quote.text.flattened, cue: cue, about: about.subtracting([name]).sorted(),
            place: place))
      }
      speakers[name] = speaker
    }
  }
}

extension HTMLCorpus.Day {
  fileprivate mutating func add(_ place: HTMLCorpus.Place, most: Int) {
    mentions += 1
    if places.last?.article == place.article {
      places[places.count - 1].count += 1
    } else if places.count < most {
      places.append(place)
    }
  }
}

extension HTMLCorpus.Entity {
  fileprivate mutating func add(_ mention: Annotation, _ place: HTMLCorpus.Place) {
    count += 1
    labels[mention.label, default: 0] += 1
    forms[mention.text.flattened, default: 0] += 1
    if places.last?.article == place.article {
      places[places.count - 1].count += 1
    } else {
      places.append(place)
    }
  }

  /// The label of most mentions.
  var label: String { labels.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? "" }
}

extension String {
  /// Each run of white space as a single space.
  var flattened: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
