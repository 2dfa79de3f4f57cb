import PostilKit

/// Words in quotation marks after the word for a work are its title: `the song "[Naatu Naatu]"`, `His memoir,
/// "[A Life in Salt]"`.
struct WorkRefiner: Refiner {
  private static let works: Set<String> = [
    "film", "movie", "song", "single", "album", "book", "memoir", "novel", "novella", "poem",
    "play", "opera",
    "musical", "ballet", "documentary", "series", "sitcom", "drama", "thriller", "comedy",
    "biography",
    "autobiography", "painting", "sculpture", "hit", "ballad", "track", "podcast", "titled",
    "entitled",
    "trilogy", "anthem", "sequel", "bestseller", "blockbuster",
  ]
  private static let marks: [String: Set<String>] = [
    "\"": ["\""], "“": ["”", "\""], "‘": ["’"], "'": ["'"],
  ]
  /// Maximum number of tokens of a title.
  private static let longest = 12

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    var found: [MentionCandidate] = []
    for opening in article.tokens.indices.dropFirst() where article.isMark(opening) {
      guard let marks = Self.marks[article.word(opening)], follows(opening, article),
        let title = title(opening, marks, article)
      else { continue }
      found.append(
        MentionCandidate(tokens: title, label: "WORK", score: 0.8, rule: "title of a work"))
    }
    candidates.replace(with: found)
    // `Her film [The Long Rain]`: the article of a title that the model leaves out.
    for place in candidates.indices
    where candidates[place].label == "WORK" && candidates[place].tokens.count > 1 {
      let before = candidates[place].tokens.lowerBound - 1
      let end = candidates[place].tokens.upperBound
      guard before > 0, ["The", "A", "An"].contains(article.word(before)),
        Self.works.contains(article.word(before - 1))
          || end < article.tokens.count
            && Self.marks[article.word(before - 1)]?.contains(article.word(end)) == true,
        place == 0 || candidates[place - 1].tokens.upperBound <= before
      else { continue }
      candidates[place].tokens = before..<candidates[place].tokens.upperBound
    }
  }

  /// Whether the word for a work is before a mark, perhaps with a comma between them.
  private func follows(_ opening: Int, _ article: ScannedArticle) -> Bool {
    var before = opening - 1
    if before > 0, article.word(before) == "," { before -= 1 }
    return Self.works.contains(article.word(before))
      && article.tokens[opening].flags.contains(.spaceBefore)
  }

  /// The tokens between the marks without a comma at their end, if they begin with a capital.
  private func title(_ opening: Int, _ marks: Set<String>, _ article: ScannedArticle) -> Range<Int>?
  {
    let limit = min(article.tokens.count, opening + Self.longest + 2)
    guard
      let closing = (opening + 1..<max(opening + 1, limit)).first(where: {
        marks.contains(article.word($0)) && !article.tokens[$0].flags.contains(.spaceBefore)
      })
    else { return nil }
    var end = closing
    while end > opening + 1, [",", "."].contains(article.word(end - 1)) { end -= 1 }
    guard end > opening + 1, article.tokens[opening + 1].isCapital else { return nil }
    let title = opening + 1..<end
    let long = title.filter { article.tokens[$0].kind == .word && article.tokens[$0].count > 4 }
    let capitals = long.filter { article.tokens[$0].isCapital }
    return capitals.count * 2 >= long.count ? title : nil
  }
}
