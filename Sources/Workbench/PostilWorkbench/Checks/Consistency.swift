import PostilKit
import PostilPointing

/// Finds words that are annotated here and differently, or not at all, elsewhere: the three
/// consistency checks of brat, over one or many articles.
package struct Consistency: Sendable {
  /// The kind of inconsistency.
  package enum Kind: String, Sendable, CaseIterable {
    /// The same words have another label elsewhere.
    case otherLabel = "other-label"
    /// The same words are annotated elsewhere but not here.
    case unmarked
    /// Only a part of these words is annotated here, but all of them elsewhere.
    case partlyMarked = "partly-marked"
  }

  /// One inconsistency.
  package struct Case: Hashable, Sendable {
    /// What kind it is.
    package let kind: Kind
    /// The article, as the workspace calls it.
    package let article: String
    /// The words here.
    package let span: Span
    /// The annotation here, for `otherLabel`.
    package let id: String?
    package let layer: Layer
    /// The most frequent label of the same words.
    package let label: String
    /// What is here and what is elsewhere, as the end of a sentence.
    package let text: String
  }

  private struct Key: Hashable {
    let layer: Layer
    let words: [Substring]
  }

  /// How often words have each label.
  private var labels: [Key: [String: Int]] = [:]
  /// The annotated words, by their first word.
  private var byFirst: [Substring: Set<Key>] = [:]
  private let layers: Set<Layer>?

  /// The longest sequence of words that is searched for: longer passages rarely recur.
  private static let longest = 8

  /// Creates a check.
  ///
  /// - Parameter layers: The layers to check; nil for all.
  package init(layers: Set<Layer>? = nil) { self.layers = layers }

  /// Collects the annotations of an article; must be called for all articles before any is checked.
  package mutating func learn(_ text: Text, _ annotations: [Annotation]) {
    for annotation in annotations where counts(annotation) {
      let words = Self.words(annotation.text)
      guard let first = words.first, words.count <= Self.longest else { continue }
      let key = Key(layer: annotation.layer, words: words)
      labels[key, default: [:]][annotation.label, default: 0] += 1
      byFirst[first, default: []].insert(key)
    }
  }

  /// The inconsistencies of an article, in text order.
  package func check(_ text: Text, _ annotations: [Annotation], article: String) -> [Case] {
    let wanted = annotations.filter { layers?.contains($0.layer) ?? true }
    return (otherLabels(wanted, article) + unmarked(text, wanted, article))
      .sorted { ($0.span, $0.layer) < ($1.span, $1.layer) }
  }

  private func counts(_ annotation: Annotation) -> Bool {
    annotation.state == .accepted && annotation.spans.count == 1
      && layers?.contains(annotation.layer) ?? true
  }

  private static func words(_ text: String) -> [Substring] {
    let scanned = Text(text)
    return Tokens(scanned).map { scanned[$0][...] }
  }

  // MARK: Other labels

  private func otherLabels(_ annotations: [Annotation], _ article: String) -> [Case] {
    let refused = Set(annotations.filter { $0.state == .rejected }.map(RejectedLabel.init))
    return annotations.filter(counts).compactMap { annotation in
      let key = Key(layer: annotation.layer, words: Self.words(annotation.text))
      guard let counts = labels[key], counts.count > 1,
        let mostFrequent = Self.mostFrequent(counts),
        mostFrequent != annotation.label,
        !refused.contains(RejectedLabel(annotation, labelled: mostFrequent))
      else { return nil }
      let others = counts.filter { $0.key != annotation.label }
      return Case(
        kind: .otherLabel, article: article, span: annotation.extent, id: annotation.id,
        layer: annotation.layer, label: mostFrequent,
        text: "'\(annotation.text)' is \(annotation.label) here, elsewhere "
          + Self.times(others))
    }
  }

  /// How often words have each label: `GPE 1 time, PER 2 times`.
  private static func times(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value) time\($0.value == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  /// The most frequent label; of equally frequent ones, the first by name.
  private static func mostFrequent(_ counts: [String: Int]) -> String? {
    counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  // MARK: Words that are not annotated

  private func unmarked(_ text: Text, _ annotations: [Annotation], _ article: String) -> [Case] {
    let tokens = Array(Tokens(text))
    let words = tokens.map { text[$0][...] }
    let cover = Cover(annotations)
    var cases: [Case] = []
    for start in tokens.indices {
      let keys = (byFirst[words[start]] ?? []).filter { matches($0.words, words, start) }
      for (layer, key) in longest(keys) {
        let last = tokens[start + key.words.count - 1]
        let span = text.span(bytes: Int(tokens[start].start)..<Int(last.end))
        guard let found = state(span, layer, key, cover) else { continue }
        cases.append(
          Case(
            kind: found.kind, article: article, span: span, id: nil, layer: layer,
            label: found.label, text: "'\(text[span])' " + found.text))
      }
    }
    return cases
  }

  private func matches(_ key: [Substring], _ words: [Substring], _ start: Int) -> Bool {
    start + key.count <= words.count && words[start..<start + key.count].elementsEqual(key)
  }

  /// Of sequences with the same start, keeps only the longest in each layer.
  private func longest(_ keys: Set<Key>) -> [(Layer, Key)] {
    Dictionary(grouping: keys, by: \.layer).compactMap { layer, keys in
      keys.max { $0.words.count < $1.words.count }.map { (layer, $0) }
    }.sorted { $0.0 < $1.0 }
  }

  private func state(
    _ span: Span, _ layer: Layer, _ key: Key, _ cover: Cover
  ) -> (kind: Kind, label: String, text: String)? {
    guard let label = labels[key].flatMap(Self.mostFrequent) else { return nil }
    let there = cover.annotations(at: span, layer)
    if there.contains(where: { $0.state == .rejected && $0.extent == span && $0.label == label }) {
      return nil
    }
    let alive = there.filter { $0.state != .rejected }
    if alive.contains(where: { $0.extent.contains(span) }) { return nil }
    let elsewhere = "elsewhere " + Self.times(labels[key] ?? [:])
    return alive.isEmpty
      ? (.unmarked, label, "is not annotated here, \(elsewhere)")
      : (.partlyMarked, label, "is annotated only in part here, \(elsewhere)")
  }
}

/// A label on some words that a person has rejected.
private struct RejectedLabel: Hashable {
  let layer: Layer
  let label: String
  let spans: [Span]

  init(_ annotation: Annotation) { self.init(annotation, labelled: annotation.label) }

  init(_ annotation: Annotation, labelled label: String) {
    layer = annotation.layer
    self.label = label
    spans = annotation.spans
  }
}

/// The annotations of an article, by position.
private struct Cover {
  private let annotations: [Annotation]
  /// For each annotation, the largest end of those up to it.
  private let reach: [Int]

  init(_ annotations: [Annotation]) {
    self.annotations = annotations.filter { !$0.spans.isEmpty }.sorted { $0.extent < $1.extent }
    var furthest = 0
    reach = self.annotations.map {
      furthest = max(furthest, $0.extent.end)
      return furthest
    }
  }

  /// The annotations on a layer that overlap a span.
  func annotations(at span: Span, _ layer: Layer) -> [Annotation] {
    var index = annotations.partitionPoint { $0.extent.start < span.end } - 1
    var found: [Annotation] = []
    while index >= 0, reach[index] > span.start {
      let one = annotations[index]
      if one.layer == layer, one.spans.contains(where: { $0.overlaps(span) }) { found.append(one) }
      index -= 1
    }
    return found
  }
}

extension Array {
  /// Number of leading elements that satisfy `isBefore`; the sequence must be partitioned.
  fileprivate func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
