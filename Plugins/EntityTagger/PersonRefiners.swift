import PostilKit
import SequenceLabeling

/// A family name in capitals belongs to the given name with a hyphen behind it, as the press of East
/// Asia writes them: `LIN Mei-hua`.
struct FamilyNameRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].label == "PER" {
      let tokens = candidates[place].tokens
      let family = tokens.lowerBound - 1
      guard tokens.count >= 3, article.word(tokens.lowerBound + 1) == "-",
        !article.tokens[tokens.lowerBound + 2].isCapital, family >= 0,
        article.tokens[family].flags.contains(.allCapitals),
        !article.tokens[tokens.lowerBound].flags.contains(.allCapitals),
        place == 0 || candidates[place - 1].tokens.upperBound <= family
          || candidates[place - 1].tokens == family..<family + 1
      else { continue }
      candidates[place].tokens = family..<tokens.upperBound
      candidates[place].rule += ", family name in capitals"
    }
    let starts = Set(candidates.filter { $0.tokens.count > 1 }.map(\.tokens.lowerBound))
    candidates.removeAll { $0.tokens.count == 1 && starts.contains($0.tokens.lowerBound) }
  }
}

/// Once a person's full name is sure, the surname alone is that person too, where the model saw
/// nothing in it or, if it stands in capitals, an acronym.
struct SurnameRefiner: Refiner {
  /// The least certainty of a full name.
  private static let sure = 0.7

  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    var surnames: [String: Double] = [:]
    for candidate in candidates
    where candidate.label == "PER" && candidate.tokens.count > 1 && candidate.score >= Self.sure {
      guard let surname = surname(candidate, article) else { continue }
      surnames[surname] = max(candidate.score, surnames[surname] ?? 0)
    }
    guard !surnames.isEmpty else { return }
    for place in candidates.indices where candidates[place].label != "PER" {
      let token = candidates[place].tokens.lowerBound
      guard candidates[place].tokens.count == 1, isLoud(token, article),
        let score = surnames[article.word(token)]
      else { continue }
      candidates[place] = mention(token, score)
    }
    let taken = Set(candidates.flatMap(\.tokens))
    let isCapital = { (index: Int) in
      article.tokens.indices.contains(index) && article.tokens[index].isCapital
    }
    for index in article.tokens.indices where isCapital(index) && !taken.contains(index) {
      guard let score = surnames[article.word(index)], !isCapital(index - 1) || index == 0,
        !isCapital(index + 1)
      else { continue }
      candidates.append(mention(index, score))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The last word of a full name, or the one word of it that stands in capitals.
  private func surname(_ candidate: Candidate, _ article: ScannedArticle) -> String? {
    let loud = candidate.tokens.filter { isLoud($0, article) }
    if loud.count == 1 { return article.word(loud[0]) }
    let last = article.word(candidate.tokens.upperBound - 1)
    return last.utf8.count > 3 ? last : nil
  }

  private func isLoud(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.tokens[token].flags.contains(.allCapitals)
  }

  private func mention(_ token: Int, _ score: Double) -> Candidate {
    Candidate(tokens: token..<token + 1, label: "PER", score: score, rule: "surname of a full name")
  }
}

/// A title that stands before one person's name in the article means that person where the model took
/// it for a name itself: `Supreme Leader [Ali Khamenei]`, then `the [Supreme Leader]`.
struct TitleRefiner: Refiner {
  func refine(_ candidates: inout [Candidate], _ article: ScannedArticle) {
    let titles = Set(
      candidates.compactMap { article.title(before: $0) }.map(article.words))
    for place in candidates.indices where candidates[place].label != "PER" {
      guard titles.contains(article.words(candidates[place].tokens)) else { continue }
      candidates[place].label = "PER"
      candidates[place].rule = "title of a person"
    }
  }
}

extension ScannedArticle {
  /// The title of two words or more, in capitals, right before a person's name.
  func title(before candidate: Candidate) -> Range<Int>? {
    guard candidate.label == "PER" else { return nil }
    let end = candidate.tokens.lowerBound
    var start = end
    while start > 0, tokens[start - 1].isCapital, !tokens[start].flags.contains(.lineBefore),
      end - start < 4, !["The", "A", "An"].contains(word(start - 1))
    { start -= 1 }
    return end - start >= 2 && NameEdges.isTitle(word(end - 1)) ? start..<end : nil
  }
}
