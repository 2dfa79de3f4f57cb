import PostilKit

/// Tags tokens with their part of speech: an averaged perceptron that decides greedily from left to
/// right.
///
/// It predicts classes, each of which is a pair of a Penn tag and a universal tag, so that both tags of a
/// token are consistent. A ``FixedSymbol``, a word with only one tag, and a word in a context of a
/// ``Shortcut`` are looked up and not predicted.
package struct PartOfSpeechTagger: Sendable {
  private let model: PartOfSpeechModel
  /// The class of each ``FixedSymbol``.
  private let symbolClasses: [UInt8]

  /// Makes a tagger of a mapped model file.
  ///
  /// - Throws: `AnnotatorError` if the file is not a model or is truncated.
  package init(_ resource: Resource) throws {
    let model = try PartOfSpeechModel(resource)
    self.model = model
    symbolClasses = FixedSymbol.allCases.map { symbol in
      let classes = model.classes
      return UInt8(
        classes.firstIndex(of: symbol.tag) ?? classes.firstIndex { $0.penn == symbol.tag.penn } ?? 0
      )
    }
  }

  /// The tags of all tokens of a text, one for each.
  package func tags(_ text: Text, _ tokens: Tokens, _ sentences: Sentences) -> [WordTag] {
    var tags = [WordTag](repeating: .unknown, count: tokens.count)
    var words: [WordFeatures] = []
    text.utf8.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { tokens in
        for sentence in sentences {
          words.removeAll(keepingCapacity: true)
          words += [.boundary, .boundary]
          for index in sentence { words.append(features(bytes, tokens[index])) }
          words += [.boundary, .boundary]
          tag(sentence, words, bytes, tokens, &tags)
        }
      }
    }
    return tags
  }

  /// Whether the treebank that the model was trained on has a token's word, in any spelling.
  package func knows(_ token: Token, of text: Text) -> Bool {
    text.utf8.withUnsafeBufferPointer { features($0, token).lexical.isInTreebank }
  }

  /// The features of a token alone, from its bytes and from the lexicon.
  @inline(__always)
  private func features(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> WordFeatures {
    var word = WordFeatures(bytes, token)
    if token.kind == .word {
      word.lexical = LexicalEntry(model.payload(TaggerFeatures.lexicon(word.word)))
    }
    return word
  }

  private func tag(
    _ sentence: Range<Int>, _ words: [WordFeatures], _ bytes: UnsafeBufferPointer<UInt8>,
    _ tokens: UnsafeBufferPointer<Token>, _ tags: inout [WordTag]
  ) {
    var context = TaggerContext(Casing(words.dropFirst(2).dropLast(2)))
    words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for index in sentence {
        let word = base + (index - sentence.lowerBound + 2)
        let chosen: Int
        if let symbol = FixedSymbol(bytes, tokens[index]) {
          chosen = Int(symbolClasses[Int(symbol.rawValue)])
        } else if word.pointee.isCertain {
          chosen = min(model.classes.count, Int(max(1, word.pointee.lexical.usual))) - 1
        } else {
          chosen = settled(word, context) ?? best(word, context)
        }
        tags[index] = model.classes[chosen]
        context.advance(UInt32(chosen))
      }
    }
  }

  /// The class that a word always has beside its neighbours; nil if the model has no shortcut.
  @inline(__always)
  private func settled(_ word: UnsafePointer<WordFeatures>, _ context: TaggerContext) -> Int? {
    settled(word, .after, context.last) ?? settled(word, .before, word[1].lexical.usual)
  }

  @inline(__always)
  private func settled(
    _ word: UnsafePointer<WordFeatures>, _ shortcut: Shortcut, _ neighbour: UInt32
  ) -> Int? {
    guard word.pointee.lexical.has(shortcut) else { return nil }
    let key = shortcut.key(word.pointee.word, word.pointee.spelling, neighbour)
    return Shortcut.settled(word.pointee.word, model.payload(key), of: model.classes.count)
  }

  /// The class with the highest score, the first if several have it.
  private func best(
    _ word: UnsafePointer<WordFeatures>, _ context: TaggerContext
  ) -> Int {
    let limit = PartOfSpeechModel.classLimit
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TaggerFeatures.count) { keys in
      var count = 0
      TaggerFeatures.each(word, context) {
        keys[count] = $0
        count += 1
      }
      return withUnsafeTemporaryAllocation(
        of: Int16.self, capacity: PartOfSpeechModel.scoreCount
      ) { scores in
        guard let scores = scores.baseAddress else { return 0 }
        model.set(scores, keys)
        // The score is in the upper bits and the class in the lower ones, so one maximum gives both.
        var best = Int32.min
        for index in 0..<model.classes.count {
          best = max(
            best, Int32(PartOfSpeechModel.score(scores, index)) << 8 | Int32(limit - index))
        }
        return limit - Int(best & 0xFF)
      }
    }
  }
}
