import PostilSystem
import PostilKit

/// The quotes of one article, gold and predicted.
struct QuoteComparison {
  private let gold: [ScoredQuote]
  private let predicted: [ScoredQuote]
  private let predictedKinds: [String]
  private let words: QuoteText
  var text: ScoredText { words.text }

  init(gold: [ScoredQuote], predicted: [ScoredQuote], text: QuoteText, unit: QuoteScore.Unit) {
    words = text
    self.gold = Self.prepared(gold, text, unit)
    self.predicted = Self.prepared(predicted, text, unit)
    predictedKinds = self.predicted.map { text.kind($0.content) }
  }

  private static func prepared(
    _ quotes: [ScoredQuote], _ text: QuoteText, _ unit: QuoteScore.Unit
  ) -> [ScoredQuote] {
    quotes.flatMap { quote -> [ScoredQuote] in
      let content = text.normalized(quote.content)
      if content.isEmpty { return [] }
      return (unit == .quote ? [content] : content.map { [$0] }).map {
        var quote = quote
        quote.content = $0
        return quote
      }
    }
  }

  /// Whether each gold quote is optional, as those of other kinds are.
  private func optional(_ kinds: Set<String>) -> [Bool] {
    gold.map { $0.isOptional || !kinds.contains($0.kind) }
  }

  // MARK: Contents

  func count(_ kinds: Set<String>, into figures: inout QuoteScore.Figures) {
    let optional = optional(kinds)
    let candidates = candidates(optional)
    let strict = Self.pairs(candidates, 0.5).filter {
      gold[$0.gold].content == predicted[$0.guess].content
    }
    let relaxed = Self.pairs(candidates, 0.8)
    let touch = Self.pairs(candidates, 0.3)
    count(strict, kinds, optional, &figures.strict)
    count(relaxed, kinds, optional, &figures.relaxed)
    count(touch, kinds, optional, &figures.touch)
    let isRight = { (pair: Pair) in !optional[pair.gold] && hasRightSource(pair) }
    figures.strictWithSource += strict.filter(isRight).count
    figures.relaxedWithSource += relaxed.filter(isRight).count
    for pair in touch where !optional[pair.gold] { countRoles(pair, &figures) }
  }

  private struct Pair {
    let share: Double
    let gold: Int
    let guess: Int
  }

  /// All overlapping pairs: the highest ratio first, then gold that is not optional, then text
  /// order.
  private func candidates(_ optional: [Bool]) -> [Pair] {
    let goldLetters = gold.map { text.letters($0.content) }
    let guessLetters = predicted.map { text.letters($0.content) }
    var pairs: [Pair] = []
    for (index, quote) in gold.enumerated() {
      for (guess, other) in predicted.enumerated() where Self.meet(quote.content, other.content) {
        let shared = text.shared(quote.content, other.content)
        let longer = max(goldLetters[index], guessLetters[guess], 1)
        pairs.append(Pair(share: Double(shared) / Double(longer), gold: index, guess: guess))
      }
    }
    return pairs.sorted {
      ($1.share, optional[$0.gold] ? 1 : 0, $0.gold, $0.guess)
        < ($0.share, optional[$1.gold] ? 1 : 0, $1.gold, $1.guess)
    }
  }

  private static func meet(_ left: [Span], _ right: [Span]) -> Bool {
    guard let first = left.first, let last = left.last, let start = right.first,
      let end = right.last
    else { return false }
    return first.start < end.end && start.start < last.end
  }

  /// One-to-one pairs, best first.
  private static func pairs(_ candidates: [Pair], _ threshold: Double) -> [Pair] {
    var golds: Set<Int> = []
    var guesses: Set<Int> = []
    return candidates.filter { pair in
      guard pair.share >= threshold, !golds.contains(pair.gold), !guesses.contains(pair.guess)
      else { return false }
      golds.insert(pair.gold)
      guesses.insert(pair.guess)
      return true
    }
  }

  private func count(
    _ pairs: [Pair], _ kinds: Set<String>, _ optional: [Bool], _ counts: inout MatchCounts
  ) {
    let found = Set(pairs.map(\.gold))
    let used = Set(pairs.map(\.guess))
    counts.right += pairs.filter { !optional[$0.gold] }.count
    counts.missing += gold.indices.filter { !found.contains($0) && !optional[$0] }.count
    counts.spurious +=
      predicted.indices.filter {
        !used.contains($0) && kinds.contains(predictedKinds[$0]) && !liesOnOptional($0, optional)
      }.count
  }

  /// Whether at least half of a predicted content overlaps optional gold; it is then not counted as
  /// spurious.
  private func liesOnOptional(_ guess: Int, _ optional: [Bool]) -> Bool {
    let content = predicted[guess].content
    let shared = gold.indices.filter { optional[$0] }
      .reduce(0) { $0 + text.shared(gold[$1].content, content) }
    return Double(shared) >= 0.5 * Double(max(1, text.letters(content)))
  }

  // MARK: Roles

  private func countRoles(_ pair: Pair, _ figures: inout QuoteScore.Figures) {
    let (quote, guess) = (gold[pair.gold], predicted[pair.guess])
    if !quote.source.isEmpty {
      figures.source.count += 1
      figures.source.right += hasRightSource(pair) ? 1 : 0
    }
    let isFound = quote.addressee.contains { span in
      guess.addressee.contains { span.overlaps($0) }
    }
    figures.addressee.right += isFound ? 1 : 0
    figures.addressee.missing += !quote.addressee.isEmpty && !isFound ? 1 : 0
    figures.addressee.spurious += !guess.addressee.isEmpty && !isFound ? 1 : 0
    if quote.speaker == nil, let name = headName(quote.source) {
      figures.named.count += 1
      figures.named.right += Self.isNamed(guess.speaker, name) ? 1 : 0
    }
    if let speaker = quote.speaker, !speaker.isEmpty {
      figures.speaker.count += 1
      figures.speaker.right += Self.isSameName(speaker, guess.speaker) ? 1 : 0
    }
  }

  private func hasRightSource(_ pair: Pair) -> Bool {
    isRight(predicted[pair.guess], gold[pair.gold])
  }

  /// Whether the head of the predicted source lies in gold's source, or both heads are the same
  /// name.
  private func isRight(_ guess: ScoredQuote, _ quote: ScoredQuote) -> Bool {
    if guess.source.isEmpty || quote.source.isEmpty {
      return guess.source.isEmpty && quote.source.isEmpty
    }
    if let entity = quote.entity, let other = guess.entity { return entity == other }
    guard let head = words.head(guess.source) else { return false }
    if quote.source.contains(where: { $0.start < head.upperBound && head.lowerBound < $0.end }) {
      return true
    }
    guard let other = words.head(quote.source), head.count > 3,
      text.scalars[head.lowerBound].properties.isUppercase
    else { return false }
    return text.string(other).lowercased() == text.string(head).lowercased()
  }

  /// Whether names are equal except for case and a leading article or title, or end in the same
  /// long word.
  private static func isSameName(_ name: String, _ other: String?) -> Bool {
    guard let other, !other.isEmpty else { return false }
    let (left, right) = (nameWords(name), nameWords(other))
    if left.name == right.name { return true }
    guard let last = left.words.last, last == right.words.last else { return false }
    return last.unicodeScalars.count > 3
  }

  private static func nameWords(_ name: String) -> (name: String, words: [String]) {
    let scalars = Array(name.lowercased().unicodeScalars)
    var words = scalars.runs { !$0.isBlank }
    if words.count > 1 {
      var first = String(String.UnicodeScalarView(scalars[words[0]]))
      if first.hasSuffix(".") { first.removeLast() }
      if ["the", "a", "an", "mr", "mrs", "ms", "dr"].contains(first) { words.removeFirst() }
    }
    guard let first = words.first, let last = words.last else { return ("", []) }
    return (
      String(String.UnicodeScalarView(scalars[first.lowerBound..<last.upperBound])),
      words.map { String(String.UnicodeScalarView(scalars[$0])) }
    )
  }

  // MARK: Cues and letters

  func countCues(_ kinds: Set<String>, into counts: inout MatchCounts) {
    let optional = optional(kinds)
    var cues: [(span: Span, isOptional: Bool)] = []
    for (index, quote) in gold.enumerated() where !quote.cue.isEmpty {
      let span = Self.extent(quote.cue)
      if let place = cues.firstIndex(where: { $0.span == span }) {
        cues[place].isOptional = cues[place].isOptional && optional[index]
      } else {
        cues.append((span, optional[index]))
      }
    }
    let guesses = Set(predicted.filter { !$0.cue.isEmpty }.map { Self.extent($0.cue) })
      .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var used: Set<Span> = []
    for cue in cues {
      if let guess = guesses.first(where: { !used.contains($0) && $0.overlaps(cue.span) }) {
        used.insert(guess)
        counts.right += cue.isOptional ? 0 : 1
      } else {
        counts.missing += cue.isOptional ? 0 : 1
      }
    }
    counts.spurious += guesses.count - used.count
  }

  private static func extent(_ spans: [Span]) -> Span {
    Span(spans.first?.start ?? 0, spans.last?.end ?? 0)
  }

  func countLetters(
    _ kinds: Set<String>, into counts: inout MatchCounts, sources: inout QuoteScore.Accuracy
  ) {
    let optional = optional(kinds)
    var owner: [Int: Int] = [:]
    var isOptional: Set<Int> = []
    for (index, quote) in gold.enumerated() {
      for letter in letters(quote.content) {
        if optional[index] { isOptional.insert(letter) } else { owner[letter] = index }
      }
    }
    var guessed: [Int: Int] = [:]
    for (index, quote) in predicted.enumerated() {
      for letter in letters(quote.content) where guessed[letter] == nil { guessed[letter] = index }
    }
    var known: [Int: Bool] = [:]
    for (letter, guess) in guessed {
      guard let quote = owner[letter] else {
        counts.spurious += isOptional.contains(letter) ? 0 : 1
        continue
      }
      let key = quote * predicted.count + guess
      let right = known[key] ?? isRight(predicted[guess], gold[quote])
      known[key] = right
      counts.right += 1
      sources.count += 1
      sources.right += right ? 1 : 0
    }
    counts.missing += owner.keys.filter { guessed[$0] == nil }.count
  }

  private func letters(_ content: [Span]) -> [Int] {
    content.flatMap { span in
      (span.start..<max(span.start, min(span.end, text.scalars.count)))
        .filter { text.scalars[$0].isLetterOrDigit }
    }
  }
}
