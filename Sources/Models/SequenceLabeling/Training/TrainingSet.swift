import PostilKit

/// Training text as rows of features, for repeated passes over it.
struct TrainingSet {
  /// A sentence: its tokens and its weight.
  struct Sentence {
    var tokens: Range<Int>
    var weight: Float
    var article: Int
  }

  private(set) var sentences: [Sentence] = []
  /// The states that each token may have.
  private(set) var masks: [StateMask] = []
  /// Rows of all tokens' features, one token after the other.
  private(set) var rows: [UInt32] = []
  /// The start of each token's rows, and the end of the last one's.
  private(set) var starts: [Int] = [0]
  /// Number of names that do not match tokens.
  private(set) var lost = 0
  private(set) var index: FeatureIndex

  /// Calls `body` with the features of each token of an article's sentences, in order.
  typealias Source = (
    _ article: Int, _ targets: TrainingTargets, _ body: (UnsafeMutablePointer<UInt32>, Int) -> Void
  ) -> Void

  /// Computes the features of all articles and keeps those that are frequent enough, or that a
  /// model has.
  init(
    _ articles: [TrainingArticle], _ tags: TagSet, bits: Int, minimum: UInt8,
    keeping known: Weights? = nil, features: Source
  ) {
    let counts = FeatureCounts(bits: min(27, bits + 5))
    for (number, article) in articles.enumerated() {
      features(number, TrainingTargets(article, tags)) { hashes, count in
        for place in 0..<count { counts.add(hashes[place]) }
      }
    }
    index = FeatureIndex(counts, minimum: minimum, bits: bits, keeping: known)
    for (number, article) in articles.enumerated() {
      let targets = TrainingTargets(article, tags)
      lost += targets.lost
      append(targets, number, article.weight)
      features(number, targets) { hashes, count in
        for place in 0..<count
        where known != nil || counts.isAtLeast(minimum, hashes[place]) {
          if let row = index.row(hashes[place]) { rows.append(UInt32(row)) }
        }
        starts.append(rows.count)
      }
    }
  }

  /// The set for the first pass.
  init(
    _ articles: [TrainingArticle], _ tags: TagSet, _ lexicon: FeatureLexicon,
    _ settings: TrainingSettings, keeping known: Weights? = nil
  ) {
    var features = FirstPassFeatures()
    self.init(
      articles, tags, bits: settings.bits, minimum: settings.minimumCount, keeping: known
    ) { article, targets, body in
      let text = articles[article].text
      targets.withAnalysis(of: text, lexicon) { analysis, _, _ in
        for sentence in targets.sentences {
          for token in sentence {
            features.clear()
            features.collect(analysis.window(token, in: sentence))
            body(features.buffer.hashes, features.buffer.count)
          }
        }
      }
    }
  }

  private mutating func append(_ targets: TrainingTargets, _ article: Int, _ weight: Float) {
    let offset = masks.count
    masks += targets.masks
    for sentence in targets.sentences {
      sentences.append(
        Sentence(
          tokens: sentence.lowerBound + offset..<sentence.upperBound + offset, weight: weight,
          article: article))
    }
  }
}

extension TrainingTargets {
  /// Calls `body` with the analysis of the tokens.
  func withAnalysis(
    of text: Text, _ lexicon: FeatureLexicon,
    _ body: (borrowing Analysis, UnsafeBufferPointer<Token>, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    text.utf8.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { tokens in
        body(Analysis(bytes, tokens, sentences, lexicon), tokens, bytes)
      }
    }
  }
}
