/// Adds to each attribution its number and the attribution that it is quoted in: `The minister had called it a
/// mistake, the paper wrote.`
enum Nesting: Pass {
  /// - Complexity: Linear in the sum of the contents' lengths, apart from sorting.
  static func run(on article: inout TaggedArticle) {
    let found = article.attributions
    var owner = [Int32](repeating: -1, count: article.tokens.count)
    let sizes = found.map { $0.content.reduce(0) { $0 + $1.count } }
    var parents = [Int?](repeating: nil, count: found.count)
    let order = found.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    for index in order {
      parents[index] = parent(of: found[index], sizes[index], owner)
      if parents[index] == nil {
        for token in found[index].content.joined() where owner[token] < 0 {
          owner[token] = Int32(index)
        }
      }
    }
    for index in found.indices {
      article.attributions[index].number = index
      article.attributions[index].parent = parents[index]
    }
  }

  /// The attribution whose content includes another's cue, source and nearly all of its content.
  ///
  /// - Parameter owner: For each token the number of the attribution whose content it is, or -1.
  private static func parent(of one: Attribution, _ size: Int, _ owner: [Int32]) -> Int? {
    guard let cue = one.cue, owner[cue.lowerBound] >= 0 else { return nil }
    let place = owner[cue.lowerBound]
    guard owner[cue.upperBound - 1] == place else { return nil }
    if let source = one.source, owner[source.lowerBound] != place { return nil }
    let inside = one.content.joined().reduce(0) { $0 + (owner[$1] == place ? 1 : 0) }
    return inside * 10 >= size * 8 ? Int(place) : nil
  }
}
