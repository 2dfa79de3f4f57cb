import PostilKit

/// What features need of the tokens of one article, computed once.
struct Analysis: ~Copyable {
  /// The distinct words.
  let words: UnsafeMutableBufferPointer<WordForm>
  let places: UnsafeMutableBufferPointer<TokenContext>

  /// Analyses all tokens of an article.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>,
    _ sentences: [Range<Int>], _ lexicon: FeatureLexicon
  ) {
    var vocabulary = DistinctWords(lexicon)
    places = .allocate(capacity: tokens.count)
    places.initialize(repeating: TokenContext(word: DistinctWords.before))
    for sentence in sentences {
      let isInCapitals = Self.isInCapitals(sentence, tokens)
      for index in sentence {
        places[index].word = vocabulary.number(bytes, tokens[index], isInCapitals: isInCapitals)
      }
    }
    words = .allocate(capacity: vocabulary.words.count)
    _ = words.initialize(from: vocabulary.words)
    for sentence in sentences {
      lookUpNames(sentence, tokens, lexicon)
      markHeadline(sentence, tokens)
    }
    countForms(tokens, sentences)
  }

  deinit {
    words.deallocate()
    places.deallocate()
  }

  /// The word of the token at `index`.
  @inline(__always)
  func word(_ index: Int) -> UnsafePointer<WordForm> { word(number: places[index].word) }

  @inline(__always)
  private func word(number: UInt32) -> UnsafePointer<WordForm> {
    UnsafePointer(words.baseAddress.unsafelyUnwrapped) + Int(number)
  }

  /// The token at `index` and its neighbours.
  @inline(__always)
  func window(_ index: Int, in sentence: Range<Int>) -> Window {
    let numbers = neighbours(index, in: sentence)
    return Window(
      left2: word(number: numbers[0]), left: word(number: numbers[1]),
      word: word(number: numbers[2]), right: word(number: numbers[3]),
      right2: word(number: numbers[4]), place: places[index],
      gazetteers: (
        left: index > sentence.lowerBound ? places[index - 1].gazetteer : 0,
        right: index + 1 < sentence.upperBound ? places[index + 1].gazetteer : 0
      ), isFirst: index == sentence.lowerBound)
  }

  /// A window with the same word in every place.
  func window(alone number: Int) -> Window {
    let word = word(number: UInt32(number))
    return Window(
      left2: word, left: word, word: word, right: word, right2: word,
      place: TokenContext(word: UInt32(number)), gazetteers: (0, 0), isFirst: false)
  }

  /// The word numbers of the token at `index` and of its neighbours, from left to right.
  @inline(__always)
  func neighbours(_ index: Int, in sentence: Range<Int>) -> SIMD8<UInt32> {
    SIMD8(
      index > sentence.lowerBound + 1 ? places[index - 2].word : DistinctWords.before,
      index > sentence.lowerBound ? places[index - 1].word : DistinctWords.before,
      places[index].word,
      index + 1 < sentence.upperBound ? places[index + 1].word : DistinctWords.after,
      index + 2 < sentence.upperBound ? places[index + 2].word : DistinctWords.after, 0, 0, 0)
  }

  /// Marks the tokens of all names of the gazetteer that begin with a capital or a digit.
  private func lookUpNames(
    _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>, _ lexicon: FeatureLexicon
  ) {
    for start in sentence where tokens[start].isCapital || tokens[start].kind == .number {
      var hash: UInt64 = 7
      let end = min(sentence.upperBound, start + FeatureLexicon.maximumPhrase)
      for last in start..<end {
        hash = FeatureLexicon.phrase(hash, word(last).pointee.exact)
        let (classes, goesOn) = lexicon.phrase(hash)
        if classes != 0 { mark(start...last, classes) }
        if !goesOn { break }
      }
    }
  }

  private func mark(_ range: ClosedRange<Int>, _ classes: UInt64) {
    // Spread the bits of the classes: bit k becomes bit 4k.
    var bits: UInt64 = 0
    for kind in 0..<UInt64(16) { bits |= (classes >> kind & 1) << (4 * kind) }
    if range.count == 1 {
      places[range.lowerBound].gazetteer |= bits << 3
      return
    }
    places[range.lowerBound].gazetteer |= bits
    for index in range.dropFirst().dropLast() { places[index].gazetteer |= bits << 1 }
    places[range.upperBound].gazetteer |= bits << 2
  }

  /// Whether a sentence is in capitals, so that a capital is no evidence of a name.
  private static func isInCapitals(
    _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    var words = 0
    var loud = 0
    for index in sentence where tokens[index].kind == .word && tokens[index].count > 1 {
      words += 1
      if tokens[index].flags.contains(.allCapitals) { loud += 1 }
    }
    return words >= 4 && loud * 10 >= words * 9
  }

  /// Marks a headline: at least four longer words, nearly all of them capitalized.
  private func markHeadline(_ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>) {
    var long = 0
    var capital = 0
    for index in sentence where tokens[index].kind == .word && tokens[index].count > 3 {
      long += 1
      if tokens[index].isCapital { capital += 1 }
    }
    guard long >= 4, capital * 5 >= long * 4 else { return }
    for index in sentence { places[index].isHeadline = true }
  }
}

// MARK: How a word is written elsewhere in the article

/// How often a word occurs in an article and how it is written.
private struct Forms {
  var count: UInt32 = 0
  var small: UInt32 = 0
  /// Capitalized, and not at the start of a sentence.
  var capitalInside: UInt32 = 0
}

extension Analysis {
  private func countForms(_ tokens: UnsafeBufferPointer<Token>, _ sentences: [Range<Int>]) {
    var forms = [Forms](repeating: Forms(), count: words.count)
    for sentence in sentences {
      for index in sentence {
        count(word(index).pointee, isInside(index, sentence, tokens), &forms)
      }
    }
    for sentence in sentences {
      for index in sentence {
        places[index].elsewhere = elsewhere(
          word(index).pointee, isInside(index, sentence, tokens), forms)
      }
    }
  }

  /// Whether a capital at that token is evidence of a name: no sentence, quote or clause begins
  /// there.
  @inline(__always)
  private func isInside(
    _ index: Int, _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    index > sentence.lowerBound && tokens[index - 1].kind != .punctuation
      && !places[index].isHeadline
  }

  private func count(_ word: WordForm, _ isInside: Bool, _ forms: inout [Forms]) {
    forms[Int(word.group)].count += 1
    if !word.isCapital { forms[Int(word.group)].small += 1 }
    if word.isCapital, isInside { forms[Int(word.group)].capitalInside += 1 }
  }

  private func elsewhere(_ word: WordForm, _ isInside: Bool, _ forms: [Forms]) -> UInt8 {
    let form = forms[Int(word.group)]
    var bits: UInt8 = word.isCapital ? 1 : 0
    if form.capitalInside > (word.isCapital && isInside ? 1 : 0) { bits |= 2 }
    if form.small > (word.isCapital ? 0 : 1) { bits |= 4 }
    if form.count > 1 { bits |= 8 }
    return bits
  }
}
