import PostilKit

/// Counts what one row of a table needs, article by article.
struct AgreementCounter {
  private let subject: AgreementRow.Subject
  private let people: Int
  /// The number of each category, by its name.
  private let categories: [String: Int]
  /// Whether none of its annotations has words, so that the articles are the items.
  private let isWordless: Bool
  /// The number of each person's annotations, or values.
  let sizes: [Int]

  init(_ subject: AgreementRow.Subject, _ readings: PeopleReadings) {
    self.subject = subject
    people = readings.people.count
    isWordless =
      subject.hasPlaces
      && readings.articles.allSatisfy { article in
        article.readings.allSatisfy { Self.items(subject, $0).allSatisfy(\.spans.isEmpty) }
      }
    var names: Set<String> = [""]
    var sizes = Array(repeating: 0, count: readings.people.count)
    for article in readings.articles {
      let sides = article.readings.map { Self.items(subject, $0) }
      for (person, items) in sides.enumerated() {
        sizes[person] += items.count { !$0.value.isEmpty }
      }
      names.formUnion(sides.joined().map(\.value))
      if isWordless { names.formUnion(sides.map(Self.said)) }
      if subject.hasPlaces, !isWordless, let text = article.text {
        for side in sides { names.formUnion(Self.covers(side, text)) }
      }
    }
    self.sizes = sizes
    categories = Dictionary(
      uniqueKeysWithValues: names.sorted().enumerated().map { ($0.element, $0.offset) })
  }

  /// An annotation, with what is compared of it.
  struct Item {
    let spans: [Span]
    /// The label, the value of an attribute, or the words of a role; empty for an annotation that lacks it.
    let value: String
    /// What the roles of an annotation without words link.
    var links: [String: [Span]] = [:]
    /// The words of a role.
    var target: [Span] = []
    var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }

    func equals(_ other: Item) -> Bool {
      spans == other.spans && value == other.value && links == other.links
    }

    func overlaps(_ other: Item) -> Bool {
      value == other.value && extent.overlaps(other.extent)
    }

    /// Whether both heads and both targets overlap.
    func meets(_ other: Item) -> Bool {
      extent.overlaps(other.extent)
        && target.contains { one in other.target.contains { $0.overlaps(one) } }
    }
  }

  /// The sum of the counts of articles, each taken a number of times.
  func sum(_ counts: [AgreementCounts], _ times: [Int]) -> AgreementCounts {
    var sum = AgreementCounts(people: people, categories: categories.count)
    for (one, times) in zip(counts, times) { for _ in 0..<times { sum.add(one) } }
    return sum
  }

  func counts(
    _ article: PeopleReadings.Shared, _ samples: Int, seed: UInt64
  ) -> AgreementCounts {
    var counts = AgreementCounts(people: people, categories: categories.count)
    let sides = article.readings.map { Self.items(subject, $0) }
    countMatches(sides, &counts)
    guard subject.hasPlaces else {
      countValues(sides, &counts)
      return counts
    }
    if isWordless {
      counts.nominal.add(sides.map { categories[Self.said($0)] })
    } else if let text = article.text {
      countTokens(sides, text, &counts)
    }
    let length = article.text?.count ?? article.readings.map(\.length).max() ?? 0
    for label in Set(sides.joined().map(\.value)).sorted() {
      counts.unitizing.add(
        sides.map { side in side.filter { $0.value == label }.flatMap(\.spans) }, length: length)
    }
    counts.gamma.add(
      sides.map { side in
        side.filter { !$0.extent.isEmpty }.map {
          GammaUnit(
            start: Double($0.extent.start), end: Double($0.extent.end),
            category: categories[$0.value] ?? 0)
        }
      }, samples: samples, seed: seed)
    return counts
  }

  // MARK: Items

  private static func items(
    _ subject: AgreementRow.Subject, _ reading: PersonReading
  ) -> [Item] {
    reading.annotations.compactMap { numbered in
      let annotation = numbered.annotation
      switch subject {
      case .layer(let layer):
        return annotation.layer == layer ? item(annotation, in: reading) : nil
      case .label(let layer, let label):
        return annotation.layer == layer && annotation.label == label
          ? item(annotation, in: reading) : nil
      case .attribute(let layer, let name):
        let value = annotation.attributes[name].map { JSONWriter.string($0) } ?? ""
        return annotation.layer == layer ? Item(spans: annotation.spans, value: value) : nil
      case .role(let layer, let name):
        let target = annotation.roles[name].map { reading.target($0) } ?? []
        return annotation.layer == layer
          ? Item(
            spans: annotation.spans, value: target.map { "\($0)" }.joined(separator: "+"),
            target: target) : nil
      }
    }
  }

  private static func item(_ annotation: Annotation, in reading: PersonReading) -> Item {
    Item(
      spans: annotation.spans, value: annotation.label,
      links: annotation.spans.isEmpty ? annotation.roles.mapValues { reading.target($0) } : [:])
  }

  /// What annotations without words say of an article, joined.
  private static func said(_ items: [Item]) -> String {
    items.map { item in
      let links = item.links.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return ([item.value] + links).joined(separator: " ")
    }.sorted().joined(separator: "+")
  }

  /// The labels that cover each token, joined.
  private static func covers(_ items: [Item], _ text: Text) -> [String] {
    let tokens = Tokens(text).map { text.span(bytes: $0.bytes) }
    var labels: [Set<String>] = Array(repeating: [], count: tokens.count)
    for item in items {
      for span in item.spans {
        var place = firstToken(tokens, endingAfter: span.start)
        while place < tokens.count, tokens[place].start < span.end {
          labels[place].insert(item.value)
          place += 1
        }
      }
    }
    return labels.map { $0.count == 1 ? $0.first ?? "" : $0.sorted().joined(separator: "+") }
  }

  private static func firstToken(_ tokens: [Span], endingAfter start: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Counting

  private func countTokens(_ sides: [[Item]], _ text: Text, _ counts: inout AgreementCounts) {
    let covers = sides.map { Self.covers($0, text) }
    for token in covers.first?.indices ?? 0..<0 {
      counts.nominal.add(covers.map { categories[$0[token]] })
    }
  }

  /// The values of words that at least two people have marked; the first mark of a person counts.
  private func countValues(_ sides: [[Item]], _ counts: inout AgreementCounts) {
    let byWords = sides.map { side in
      Dictionary(side.map { ($0.spans, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    // In one order, since the order of a sum of fractions shows in its last digits.
    for spans in Set(byWords.flatMap(\.keys)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let values = byWords.map { $0[spans].flatMap { categories[$0] } }
      // Where nobody gives a value there is nothing to agree on.
      if byWords.contains(where: { !($0[spans] ?? "").isEmpty }) { counts.nominal.add(values) }
    }
  }

  private func countMatches(_ sides: [[Item]], _ counts: inout AgreementCounts) {
    var pair = 0
    let sides = sides.map { $0.filter { !$0.value.isEmpty } }
    for one in sides.indices {
      for other in sides.indices[(one + 1)...] {
        counts.matches[pair].add(
          sides[one], sides[other], isEqual: { $0.equals($1) },
          overlaps: { isRole ? $0.meets($1) : $0.overlaps($1) })
        pair += 1
      }
    }
  }

  private var isRole: Bool { if case .role = subject { true } else { false } }
}
