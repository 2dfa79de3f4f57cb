import PostilKit
import PostilSystem

/// A division of articles into parts to train and to measure with. An article's part depends on its name
/// and the seed alone, so that it stays when others are added.
package struct ExportSplit: Hashable, Sendable {
  /// The names of the parts and how much of a whole each is.
  private let parts: [(name: String, weight: Int)]
  private let seed: Int

  /// Parses `80/10/10`, or `90/10` for no part to test with.
  ///
  /// - Throws: `invalid`.
  package init(_ text: String, seed: Int = 0) throws(PostilError) {
    let weights = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(weights.count),
      weights.allSatisfy({ $0.map { (0...1_000_000).contains($0) } ?? false }),
      weights.contains(where: { $0 ?? 0 > 0 })
    else {
      throw .value(.invalid(name: "split", value: text, form: "80/10/10, or 90/10"))
    }
    parts = zip(["train", "dev", "test"], weights).map { ($0, $1 ?? 0) }
    self.seed = seed
  }

  /// The names of the parts that get articles.
  package var names: [String] { parts.filter { $0.weight > 0 }.map(\.name) }

  /// The part of an article.
  package func part(of article: String) -> String {
    let digest = SHA256.digest(Array("\(seed)\n\(article)".utf8))
    let number = digest.prefix(7).reduce(0) { $0 << 8 | Int($1) }
    let total = parts.reduce(0) { $0 + $1.weight }
    // A number below the weights' sum, in proportion.
    var place = Int(Double(number) / Double(1 << 56) * Double(total))
    for part in parts {
      if place < part.weight { return part.name }
      place -= part.weight
    }
    return parts[0].name
  }

  package static func == (left: ExportSplit, right: ExportSplit) -> Bool {
    left.seed == right.seed && left.parts.elementsEqual(right.parts, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    for part in parts { hasher.combine(part.weight) }
  }
}
