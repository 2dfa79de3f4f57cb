import PostilKit

/// All that features ask of the tokens of one article, worked out once.
struct Analysis: ~Copyable {
  /// One word for each token.
  let words: UnsafeMutableBufferPointer<Word>

  /// Looks at every token of an article.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>,
    _ sentences: [Range<Int>], _ lexicon: Lexicon
  ) {
    words = .allocate(capacity: tokens.count)
    for sentence in sentences {
      let isLoud = Self.isLoud(sentence, tokens)
      for index in sentence {
        var word = Word(bytes, tokens[index], isLoud: isLoud)
        let entry = lexicon.entry(lower: word.lower)
        word.path = entry.path
        word.commonness = entry.commonness
        words.initializeElement(at: index, to: word)
      }
      lookUpNames(sentence, tokens, lexicon)
      markHeadline(sentence, tokens)
    }
    countForms(tokens, sentences)
  }

  deinit { words.deallocate() }

  /// Marks the tokens of every name of the gazetteer that begins with a capital or a digit.
  private func lookUpNames(
    _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>, _ lexicon: Lexicon
  ) {
    for start in sentence where tokens[start].isCapital || tokens[start].kind == .number {
      var hash: UInt64 = 7
      let end = min(sentence.upperBound, start + Lexicon.maximumPhrase)
      for last in start..<end {
        hash = Lexicon.phrase(hash, words[last].exact)
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
      words[range.lowerBound].gazetteer |= bits << 3
      return
    }
    words[range.lowerBound].gazetteer |= bits
    for index in range.dropFirst().dropLast() { words[index].gazetteer |= bits << 1 }
    words[range.upperBound].gazetteer |= bits << 2
  }

  /// Whether a sentence stands in capitals, so that they say nothing of a word.
  private static func isLoud(
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

  /// A headline has four longer words at least, nearly all with a capital.
  private func markHeadline(_ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>) {
    var long = 0
    var capital = 0
    for index in sentence where tokens[index].kind == .word && tokens[index].count > 3 {
      long += 1
      if tokens[index].isCapital { capital += 1 }
    }
    guard long >= 4, capital * 5 >= long * 4 else { return }
    for index in sentence { words[index].isHeadline = true }
  }
}

// MARK: How a word is written elsewhere in the article

/// How often a word occurs in an article and how it is written.
private struct Forms {
  var word: UInt64 = 0
  var count: UInt32 = 0
  var small: UInt32 = 0
  /// With a capital where no sentence begins.
  var capitalInside: UInt32 = 0
}

extension Analysis {
  private func countForms(_ tokens: UnsafeBufferPointer<Token>, _ sentences: [Range<Int>]) {
    var size = 16
    while size < tokens.count * 2 { size *= 2 }
    let forms = UnsafeMutableBufferPointer<Forms>.allocate(capacity: size)
    forms.initialize(repeating: Forms())
    defer { forms.deallocate() }
    for sentence in sentences {
      for index in sentence { count(index, isInside(index, sentence, tokens), forms) }
    }
    for sentence in sentences {
      for index in sentence {
        words[index].elsewhere = elsewhere(index, isInside(index, sentence, tokens), forms)
      }
    }
  }

  /// Whether a capital at that token means something: no sentence, quote or clause begins there.
  @inline(__always)
  private func isInside(
    _ index: Int, _ sentence: Range<Int>, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    index > sentence.lowerBound && tokens[index - 1].kind != .punctuation
      && !words[index].isHeadline
  }

  @inline(__always)
  private func slot(_ word: UInt64, _ forms: UnsafeMutableBufferPointer<Forms>) -> Int {
    var index = Int(truncatingIfNeeded: word >> 7) & (forms.count - 1)
    while forms[index].count > 0, forms[index].word != word {
      index = (index + 1) & (forms.count - 1)
    }
    return index
  }

  private func count(
    _ index: Int, _ isInside: Bool, _ forms: UnsafeMutableBufferPointer<Forms>
  ) {
    let slot = slot(words[index].lower, forms)
    forms[slot].word = words[index].lower
    forms[slot].count += 1
    if !words[index].isCapital { forms[slot].small += 1 }
    if words[index].isCapital, isInside { forms[slot].capitalInside += 1 }
  }

  private func elsewhere(
    _ index: Int, _ isInside: Bool, _ forms: UnsafeMutableBufferPointer<Forms>
  ) -> UInt32 {
    let form = forms[slot(words[index].lower, forms)]
    let isCapital = words[index].isCapital
    var bits: UInt32 = isCapital ? 1 : 0
    if form.capitalInside > (isCapital && isInside ? 1 : 0) { bits |= 2 }
    if form.small > (isCapital ? 0 : 1) { bits |= 4 }
    if form.count > 1 { bits |= 8 }
    return bits
  }
}
