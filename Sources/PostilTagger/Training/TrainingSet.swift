import PostilKit

/// Training text as rows of features, ready to be gone through again and again.
struct TrainingSet {
  /// A sentence: its tokens and how much it counts.
  struct Sentence {
    var tokens: Range<Int>
    var weight: Float
  }

  private(set) var sentences: [Sentence] = []
  /// What each token may be.
  private(set) var masks: [StateMask] = []
  /// Rows of all tokens' features, one token after the other.
  private(set) var rows: [UInt32] = []
  /// Where each token's rows begin, and where the last one's end.
  private(set) var starts: [Int] = [0]
  /// Names that no tokens fit.
  private(set) var lost = 0
  private(set) var index: FeatureIndex

  /// Works out the features of all articles and keeps those that are frequent enough.
  init(
    _ articles: [TrainingArticle], _ tags: TagSet, _ lexicon: Lexicon, _ settings: TrainingSettings
  ) {
    let counts = FeatureCounts(bits: min(27, settings.bits + 5))
    for article in articles {
      let targets = Targets(article, tags)
      Self.forEachToken(article.text, targets, lexicon) { features, count in
        for place in 0..<count { counts.add(features[place]) }
      }
    }
    index = FeatureIndex(counts, minimum: settings.minimumCount, bits: settings.bits)
    for article in articles {
      let targets = Targets(article, tags)
      lost += targets.lost
      append(article, targets, lexicon, counts, settings.minimumCount)
    }
  }

  private mutating func append(
    _ article: TrainingArticle, _ targets: Targets, _ lexicon: Lexicon,
    _ counts: borrowing FeatureCounts, _ minimum: UInt8
  ) {
    let offset = masks.count
    masks += targets.masks
    for sentence in targets.sentences {
      sentences.append(
        Sentence(
          tokens: sentence.lowerBound + offset..<sentence.upperBound + offset,
          weight: article.weight))
    }
    Self.forEachToken(article.text, targets, lexicon) { features, count in
      for place in 0..<count where counts.isAtLeast(minimum, features[place]) {
        if let row = index.row(features[place]) { rows.append(UInt32(row)) }
      }
      starts.append(rows.count)
    }
  }

  private static func forEachToken(
    _ text: Text, _ targets: Targets, _ lexicon: Lexicon,
    _ body: (UnsafeMutablePointer<UInt32>, Int) -> Void
  ) {
    var features = Features()
    text.utf8.withUnsafeBufferPointer { bytes in
      targets.tokens.withUnsafeBufferPointer { tokens in
        let analysis = Analysis(bytes, tokens, targets.sentences, lexicon)
        for sentence in targets.sentences {
          for token in sentence {
            features.collect(token, in: sentence, analysis.words, bytes, tokens[token])
            body(features.hashes, features.count)
          }
        }
      }
    }
  }
}
