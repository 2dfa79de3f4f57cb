import PostilKit
import PostilStore
import PostilSystem

/// Compares two people's annotations of the same articles.
package struct Agreement: Sendable {
  /// The annotations of both sides at one place, or of one side.
  package struct Pair: Sendable {
    /// How the annotations of a pair differ.
    package enum Kind: String, Sendable, CaseIterable {
      /// Same words, label and attributes.
      case same
      /// Same words and label, other attributes.
      case attributes
      /// Same words, other label.
      case label
      /// Overlapping words.
      case words
      /// Annotated only by the first.
      case onlyFirst = "only-first"
      /// Annotated only by the second.
      case onlySecond = "only-second"
    }

    package let article: String
    /// How they differ.
    package let kind: Kind
    /// The first side's annotation.
    package let first: Annotation?
    /// The second side's annotation.
    package let second: Annotation?

    package var layer: Layer { (first ?? second)?.layer ?? "" }
    /// The span from the annotation's first to its last character.
    package var extent: Span { (first ?? second)?.extent ?? Span(0, 0) }
  }

  /// Counts of pairs.
  package struct Counts: Hashable, Sendable {
    package var kinds: [Pair.Kind: Int] = [:]
    /// Labels of the words that both annotated: how often the first side's label (outer key) met
    /// the second side's (inner key).
    var labels: [String: [String: Int]] = [:]

    package subscript(kind: Pair.Kind) -> Int { kinds[kind] ?? 0 }

    /// Number of pairs with the same words and label.
    package var agreed: Int { self[.same] + self[.attributes] }
    /// Number of the first side's annotations.
    package var first: Int { both + self[.onlyFirst] }
    /// Number of the second side's annotations.
    package var second: Int { both + self[.onlySecond] }
    private var both: Int { agreed + self[.label] + self[.words] }

    /// The F1 score of exact words and label, 0 to 1; nil if neither side has annotations.
    package var f1: Double? {
      first + second == 0 ? nil : 2 * Double(agreed) / Double(first + second)
    }

    /// Cohen's kappa of the labels of words that both annotated; nil if there are none, or if
    /// chance alone explains all agreement.
    package var kappa: Double? {
      let total = labels.values.reduce(0) { $0 + $1.values.reduce(0, +) }
      guard total > 0 else { return nil }
      let observed = Double(labels.reduce(0) { $0 + ($1.value[$1.key] ?? 0) }) / Double(total)
      let names = Set(labels.keys).union(labels.values.flatMap(\.keys))
      let expected = names.reduce(0.0) { sum, name in
        let row = labels[name]?.values.reduce(0, +) ?? 0
        let column = labels.values.reduce(0) { $0 + ($1[name] ?? 0) }
        return sum + Double(row) * Double(column) / Double(total * total)
      }
      return expected == 1 ? nil : (observed - expected) / (1 - expected)
    }
  }

  /// All pairs, by article and in text order.
  package private(set) var pairs: [Pair] = []
  /// Articles that exist on only one side.
  package private(set) var unpaired: [String] = []

  /// Compares two sides, each a folder of sidecars or one sidecar. Only accepted annotations count.
  ///
  /// - Throws: What reading throws.
  package init(first: String, second: String) throws(PostilError) {
    let (first, second) = (try Self.read(first), try Self.read(second))
    for name in Set(first.keys).union(second.keys).sorted() {
      guard let one = first[name], let other = second[name] else {
        unpaired.append(name)
        continue
      }
      pairs += Self.pairs(one, other, article: name)
    }
  }

  /// The counts of each layer, sorted by its name.
  package var layers: [(layer: Layer, counts: Counts)] {
    Dictionary(grouping: pairs, by: \.layer).map { layer, pairs in
      var counts = Counts()
      for pair in pairs {
        counts.kinds[pair.kind, default: 0] += 1
        if let one = pair.first, let other = pair.second, one.spans == other.spans {
          counts.labels[one.label, default: [:]][other.label, default: 0] += 1
        }
      }
      return (layer, counts)
    }.sorted { $0.layer < $1.layer }
  }

  // MARK: Reading

  /// The accepted annotations of each article.
  private static func read(_ path: String) throws(PostilError) -> [String: [Annotation]] {
    guard Folders.exists(path) else { throw .file(.noSuchPath(path: path)) }
    guard Folders.exists(path + "/.") else {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return [stem(name): try SidecarSnapshot(path).annotations.filter { $0.state == .accepted }]
    }
    var articles: [String: [Annotation]] = [:]
    for name in try ScoredReader.files(path) {
      articles[stem(name)] = try SidecarSnapshot(FileAccess(name, in: FolderAccess(path)))
        .annotations
        .filter { $0.state == .accepted }
    }
    return articles
  }

  private static func stem(_ name: String) -> String {
    name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
  }

  // MARK: Pairing

  /// Pairs equal annotations first, then those on the same words, then those that overlap.
  private static func pairs(
    _ first: [Annotation], _ second: [Annotation], article: String
  ) -> [Pair] {
    var (left, right) = (first, second)
    var pairs: [Pair] = []
    let steps: [(Annotation, Annotation) -> Pair.Kind?] = [
      { one, other in
        guard one.spans == other.spans, one.label == other.label else { return nil }
        return one.attributes == other.attributes ? .same : .attributes
      },
      { one, other in one.spans == other.spans ? .label : nil },
      { one, other in one.extent.overlaps(other.extent) ? .words : nil },
    ]
    for step in steps {
      left.removeAll { one in
        guard
          let place = right.firstIndex(where: { $0.layer == one.layer && step(one, $0) != nil }),
          let kind = step(one, right[place])
        else { return false }
        pairs.append(
          Pair(article: article, kind: kind, first: one, second: right.remove(at: place)))
        return true
      }
    }
    pairs += left.map { Pair(article: article, kind: .onlyFirst, first: $0, second: nil) }
    pairs += right.map { Pair(article: article, kind: .onlySecond, first: nil, second: $0) }
    return pairs.sorted { ($0.extent, $0.layer) < ($1.extent, $1.layer) }
  }
}
