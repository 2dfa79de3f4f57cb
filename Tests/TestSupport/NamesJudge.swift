import Foundation

/// Judges an answer to a passage: every entity with its span and class and no other, linked as expected, and
/// every quote with its source's words and its speaker.
package struct NamesJudge {
  /// What is wrong, one line each.
  package private(set) var wrong: [String] = []
  /// Speakers that are names: given, and of these right.
  package private(set) var given = (all: 0, right: 0)
  /// Speakers that gold names: all, and of these found.
  package private(set) var named = (all: 0, found: 0)

  private let scalars: [Unicode.Scalar]
  private let gold: [NamesCase.Entity]
  private let found: [NamesAnswer.Annotation]
  /// Pairs of a found entity and gold's at the same span.
  private var both: [(name: String, gold: NamesCase.Entity)] = []

  package init(_ one: NamesCase, _ answer: NamesAnswer) {
    scalars = Array((one.text ?? "").unicodeScalars)
    gold = one.entities ?? []
    found = answer.annotations.filter { $0.layer == "entity" }
    let spans = Dictionary(gold.map { ($0.span, $0) }) { $1 }
    both = found.compactMap { entity in
      guard let name = entity.string("entity"), let match = spans[entity.extent] else { return nil }
      return (name, match)
    }
    judgeEntities()
    judgeLinks()
    judgeQuotes(one.quotes ?? [], answer)
  }

  // MARK: Entities

  private static func coarse(_ label: String) -> String {
    switch label {
    case "PER", "PERSON": "PER"
    case "ORG": "ORG"
    case "GPE", "LOC", "FAC": "LOC"
    default: "MISC"
    }
  }

  private static func overlap(_ one: [Int], _ other: [Int]) -> Bool {
    one[0] < other[1] && other[0] < one[1]
  }

  private mutating func judgeEntities() {
    let key = { (span: [Int], label: String) in "\(span) \(Self.coarse(label))" }
    let must = gold.filter { $0.optional != true }
    let keys = Set(must.map { key($0.span, $0.label) })
    let hits = Set(found.map { key($0.extent, $0.label) })
    for entity in must where !hits.contains(key(entity.span, entity.label)) {
      wrong.append("missed \(entity.label) \(entity.text)")
    }
    for entity in found where !keys.contains(key(entity.extent, entity.label)) {
      let near = gold.filter { Self.overlap($0.span, entity.extent) }
      if !near.isEmpty, near.allSatisfy({ $0.optional == true }) { continue }
      wrong.append("spurious \(entity.label) \(entity.text)")
    }
  }

  private mutating func judgeLinks() {
    for (place, one) in both.enumerated() {
      for other in both[..<place]
      where (one.gold.entity == other.gold.entity) != (one.name == other.name) {
        let word = one.name == other.name ? "wrongly linked" : "not linked"
        wrong.append("\(word): \(other.gold.text), \(one.gold.text)")
      }
    }
  }

  // MARK: Quotes

  private static let openers: Set<String> = ["that", "to", "if", "whether", "of", "for", "as"]

  /// The places of the letters of a content, without a word that opens it.
  private func letters(_ spans: [[Int]]) -> Set<Int> {
    var all: Set<Int> = []
    for (number, span) in spans.sorted(by: { $0[0] < $1[0] }).enumerated() {
      let start = number == 0 ? afterOpener(span) : span[0]
      for place in start..<max(start, span[1]) where isLetter(place) { all.insert(place) }
    }
    return all
  }

  private func isLetter(_ place: Int) -> Bool {
    let properties = scalars[place].properties
    return properties.isAlphabetic || properties.numericType != nil
  }

  private func afterOpener(_ span: [Int]) -> Int {
    var start = span[0]
    while start < span[1], !isLetter(start) { start += 1 }
    var end = start
    while end < span[1], isLetter(end) { end += 1 }
    let word = String(String.UnicodeScalarView(scalars[start..<end])).lowercased()
    let hasMore = scalars[end..<max(end, span[1])].contains { $0.properties.isAlphabetic }
    return Self.openers.contains(word) && hasMore ? end : span[0]
  }

  private mutating func judgeQuotes(_ golds: [NamesCase.Quote], _ answer: NamesAnswer) {
    let quotes = answer.annotations.filter { $0.layer == "quote" }
    let (mine, theirs) = (quotes.map { letters($0.spans) }, golds.map { letters($0.spans) })
    let pairs = Self.pairs(mine, theirs)
    for (place, quote) in golds.enumerated() where !pairs.values.contains(place) {
      if quote.optional == true { continue }
      wrong.append("missed quote \(quote.text)")
      if Self.isNamed(quote) { named.all += 1 }
    }
    for (place, quote) in quotes.enumerated() {
      guard let match = pairs[place] else {
        let isOptional = golds.indices.contains {
          golds[$0].optional == true && !theirs[$0].isDisjoint(with: mine[place])
        }
        if !isOptional { wrong.append("spurious quote \(quote.text)") }
        continue
      }
      judgeSource(quote, golds[match], answer)
      judgeSpeaker(quote.string("speaker"), golds[match])
    }
  }

  /// One-to-one pairs of found and gold contents that share four fifths, the best first.
  private static func pairs(_ mine: [Set<Int>], _ theirs: [Set<Int>]) -> [Int: Int] {
    var all: [(share: Double, mine: Int, theirs: Int)] = []
    for (one, left) in mine.enumerated() {
      for (other, right) in theirs.enumerated() {
        let shared = Double(left.intersection(right).count)
        guard shared > 0, shared >= 0.8 * Double(max(left.count, right.count)) else { continue }
        all.append((shared / Double(left.union(right).count), one, other))
      }
    }
    var pairs: [Int: Int] = [:]
    for pair in all.sorted(by: { $0 > $1 })
    where pairs[pair.mine] == nil && !pairs.values.contains(pair.theirs) {
      pairs[pair.mine] = pair.theirs
    }
    return pairs
  }

  private mutating func judgeSource(
    _ quote: NamesAnswer.Annotation, _ gold: NamesCase.Quote, _ answer: NamesAnswer
  ) {
    guard let source = gold.source, !source.isEmpty else { return }
    let role = quote.roles?["source"]
    let spans = role?.spans ?? answer.annotations.first { $0.id != nil && $0.id == role?.id }?.spans
    guard let spans, let start = spans.first?.first, let end = spans.last?.last else {
      wrong.append("no source")
      return
    }
    let words = Array(source.unicodeScalars)
    let isThere = scalars.indices.contains { place in
      place < end && start < place + words.count && place + words.count <= scalars.count
        && scalars[place..<place + words.count].elementsEqual(words)
    }
    if !isThere { wrong.append("source is not \(source)") }
  }

  private static func isNamed(_ quote: NamesCase.Quote) -> Bool {
    let rule = quote.rule ?? ""
    return !rule.hasPrefix("not judged") && !rule.hasPrefix("nobody")
  }

  private mutating func judgeSpeaker(_ speaker: String?, _ gold: NamesCase.Quote) {
    let rule = gold.rule ?? ""
    if rule.hasPrefix("not judged") { return }
    let isName = speaker.map { name in found.contains { $0.string("entity") == name } } ?? false
    if rule.hasPrefix("nobody") {
      if isName { wrong.append("speaker \(speaker ?? ""), nobody is named") }
      given.all += isName ? 1 : 0
      return
    }
    let isRight = speaker.map { isSpeaker($0, gold.speaker ?? "") } ?? false
    named.all += 1
    named.found += isRight ? 1 : 0
    given.all += isName || isRight ? 1 : 0
    given.right += isRight ? 1 : 0
    if !isRight { wrong.append("speaker \(speaker ?? "none"), not \(gold.speaker ?? "")") }
  }

  private func isSpeaker(_ speaker: String, _ expected: String) -> Bool {
    let several = expected.components(separatedBy: " + ")
    if several.count > 1 {
      return several.allSatisfy { speaker.contains($0.split(separator: " ").last ?? "") }
    }
    let entities = Set(gold.filter { $0.text == expected }.map(\.entity) + [expected])
    let words = Set(gold.filter { entities.contains($0.entity) }.map(\.text) + [expected])
    let names = Set(both.filter { entities.contains($0.gold.entity) }.map(\.name))
    let others = Set(both.filter { !entities.contains($0.gold.entity) }.map(\.name))
      .subtracting(words)
    return words.union(names).contains(speaker) && !others.contains(speaker)
  }
}
