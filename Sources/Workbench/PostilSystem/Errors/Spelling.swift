/// Suggests the words that a person may have meant.
package enum Spelling {
  /// The candidates at edit distance 2 or less, nearest first, at most three.
  package static func nearest(_ word: String, in candidates: [String]) -> [String] {
    let limit = word.count <= 3 ? 1 : 2
    return candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
      .filter { $0.1 <= limit || isTransposed(word, $0.0) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .prefix(3).map(\.0)
  }

  private static func isTransposed(_ left: String, _ right: String) -> Bool {
    left.count == right.count && left.lowercased().sorted() == right.lowercased().sorted()
  }

  /// Edit distance: insertions, deletions, replacements and swaps of adjacent characters
  /// (restricted Damerau–Levenshtein).
  package static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var rows = [Array(0...right.count)]
    for row in 0..<left.count {
      var next = [row + 1]
      for column in 0..<right.count {
        let swap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
          ? rows[row - 1][column - 1] + 1 : Int.max
        let change = rows[row][column] + (left[row] == right[column] ? 0 : 1)
        next.append(min(rows[row][column + 1] + 1, next[column] + 1, change, swap))
      }
      rows.append(next)
    }
    return rows[left.count][right.count]
  }
}
