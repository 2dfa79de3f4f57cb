import PostilKit

/// Tags tokens with their part of speech: an averaged perceptron that decides greedily from left to
/// right.
///
/// It decides between classes, each of which is a tag of either set, so that both tags of a token fit
/// together. A sign, a word that has one tag only, and a word in a place where it always has the same are
/// not decided on.
public struct Tagger: Sendable {
  private let model: TaggerModel
  /// For each sign its class.
  private let signs: [UInt8]

  /// Takes a model file.
  ///
  /// - Throws: `AnnotatorError` for a file that is no model or is cut short.
  public init(_ resource: Resource) throws {
    let model = try TaggerModel(resource)
    self.model = model
    signs = Sign.allCases.map { sign in
      let classes = model.classes
      return UInt8(
        classes.firstIndex(of: sign.tag) ?? classes.firstIndex { $0.penn == sign.tag.penn } ?? 0)
    }
  }

  /// Tags all tokens of a text.
  public func tags(_ text: Text, _ tokens: Tokens, _ sentences: Sentences) -> [WordTag] {
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

  /// Whether the model has met a token's word in a treebank, in whatever spelling.
  public func knows(_ token: Token, of text: Text) -> Bool {
    text.utf8.withUnsafeBufferPointer { features($0, token).lexical.isMet }
  }

  /// What is known of a token by itself, from its bytes and from the lexicon.
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
        if let sign = Sign(bytes, tokens[index]) {
          chosen = Int(signs[Int(sign.rawValue)])
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

  /// The class that a word always has beside its neighbours, if the model knows one.
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

  /// The class that the features most speak for, the first of equals.
  private func best(
    _ word: UnsafePointer<WordFeatures>, _ context: TaggerContext
  ) -> Int {
    let limit = TaggerModel.classLimit
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TaggerFeatures.count) { keys in
      var count = 0
      TaggerFeatures.each(word, context) {
        keys[count] = $0
        count += 1
      }
      return withUnsafeTemporaryAllocation(
        of: Int16.self, capacity: TaggerModel.scoreCount
      ) { scores in
        guard let scores = scores.baseAddress else { return 0 }
        model.set(scores, keys)
        // The score above, the class below it: the greatest number tells both.
        var best = Int32.min
        for index in 0..<model.classes.count {
          best = max(best, Int32(TaggerModel.score(scores, index)) << 8 | Int32(limit - index))
        }
        return limit - Int(best & 0xFF)
      }
    }
  }
}
