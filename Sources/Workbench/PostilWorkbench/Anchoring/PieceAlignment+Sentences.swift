/// Whole sentences, which say more about a place than equal words do.
extension PieceAlignment {
  /// The sentences of a text that are long enough to be known again.
  private struct Sentences {
    /// The fewest pieces of a sentence.
    private static let least = 6

    private(set) var ranges: [Range<Int>] = []
    /// The indices in ``ranges`` of equal sentences.
    private(set) var places: [ArraySlice<UInt32>: [Int]] = [:]

    init(_ codes: [UInt32]) {
      var start = 0
      for at in codes.indices where sentenceEnds.contains(codes[at]) || at == codes.count - 1 {
        if at + 1 - start >= Self.least {
          places[codes[start...at], default: []].append(ranges.count)
          ranges.append(start..<at + 1)
        }
        start = at + 1
      }
    }

    subscript(number: Int) -> Range<Int>? {
      ranges.indices.contains(number) ? ranges[number] : nil
    }
  }

  /// Matches each sentence that is there once in both texts, even if its words were matched elsewhere.
  mutating func matchSentences() {
    let (olds, news) = (Sentences(old), Sentences(new))
    for (sentence, numbers) in olds.places where numbers.count == 1 {
      guard let others = news.places[sentence], others.count == 1 else { continue }
      let (here, there) = (olds.ranges[numbers[0]], news.ranges[others[0]])
      if isMatched(here, there) { continue }
      unmatch(here)
      for piece in there where origin[piece] >= 0 { unmatch(origin[piece]..<origin[piece] + 1) }
      for (one, other) in zip(here, there) { match(one, other) }
    }
  }

  /// Marks sentences that are in the new text more often than in the old one, unless one is between the
  /// same sentences as before.
  mutating func markRepeatedSentences() {
    let (olds, news) = (Sentences(old), Sentences(new))
    for (sentence, numbers) in olds.places {
      let others = news.places[sentence] ?? []
      guard others.count > numbers.count else { continue }
      for number in numbers where !others.contains(where: { isSame(number, olds, $0, news) }) {
        for piece in olds.ranges[number] { (isUnsure[piece], rival[piece]) = (true, 0) }
      }
    }
  }

  /// Marks words that are now in a sentence of which the old text has all words elsewhere: that sentence was
  /// repeated, and has taken the place of another that begins or ends like it.
  mutating func markWordsInCopies() {
    let (olds, news) = (Sentences(old), Sentences(new))
    for (sentence, others) in news.places {
      guard let numbers = olds.places[sentence] else { continue }
      let own = numbers.map { olds.ranges[$0] }
      for piece in others.flatMap({ news.ranges[$0] }) where origin[piece] >= 0 {
        let word = origin[piece]
        if !own.contains(where: { $0.contains(word) }) { (isUnsure[word], rival[word]) = (true, 0) }
      }
    }
  }

  /// Whether a sentence is matched, with those before and after it.
  private func isSame(_ number: Int, _ olds: Sentences, _ other: Int, _ news: Sentences) -> Bool {
    (-1...1).allSatisfy { step in
      switch (olds[number + step], news[other + step]) {
      case (nil, nil): true
      case (let here?, let there?): isMatched(here, there)
      default: false
      }
    }
  }

  private func isMatched(_ here: Range<Int>, _ there: Range<Int>) -> Bool {
    here.count == there.count && zip(here, there).allSatisfy { place[$0] == $1 }
  }
}
