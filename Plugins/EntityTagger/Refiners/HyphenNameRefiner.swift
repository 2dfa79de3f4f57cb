import PostilKit

/// A given name goes on after its hyphens, `[Kwon Young-se]`, `[Prayut Chan-o-cha]`, and begins before one: `[Lip-Bu Tan]`.
struct HyphenNameRefiner: Refiner {
  /// Words that a hyphen joins to a name without being part of it: `Xi Jinping-led`.
  private static let participles: Set<String> = [
    "led", "run", "era", "born", "type", "made", "like", "style", "owned", "held", "ruled", "based",
    "backed", "linked",
  ]
  /// Maximum length in bytes of a syllable in small letters.
  private static let longest = 5

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].label == "PER" {
      let tokens = candidates[place].tokens
      guard tokens.count > 1 else { continue }
      let last = place > 0 ? candidates[place - 1].tokens.upperBound : 0
      if beginsBefore(tokens.lowerBound, last, article) {
        candidates[place].tokens = tokens.lowerBound - 2..<tokens.upperBound
        candidates[place].rule += ", hyphenated name"
        continue
      }
      var end = tokens.upperBound
      while goesOn(end, article) { end += 2 }
      let next = place + 1 < candidates.count ? candidates[place + 1].tokens.lowerBound : Int.max
      guard end > tokens.upperBound, end <= next else { continue }
      candidates[place].tokens = tokens.lowerBound..<end
      candidates[place].rule += ", hyphenated name"
    }
  }

  /// Words before a hyphen that are no part of the name after it: `Anti-Bill Gates`.
  private static let prefixes: Set<String> = [
    "Anti", "Pro", "Ex", "Non", "Post", "Pre", "Mid", "Late", "Then", "Vice", "Co", "Pan", "Neo",
  ]

  /// Whether a syllable with a capital and a hyphen stand directly before a token, in no other name.
  private func beginsBefore(_ token: Int, _ limit: Int, _ article: ScannedArticle) -> Bool {
    guard token - 2 >= limit, article.word(token - 1) == "-",
      !article.tokens[token].flags.contains(.spaceBefore),
      !article.tokens[token - 1].flags.contains(.spaceBefore)
    else { return false }
    let syllable = article.tokens[token - 2]
    return syllable.kind == .word && syllable.isCapital && syllable.count <= Self.longest
      && !syllable.flags.contains(.allCapitals)
      && !Self.prefixes.contains(article.word(token - 2))
  }

  /// Whether a hyphen and a syllable follow without a blank.
  private func goesOn(_ hyphen: Int, _ article: ScannedArticle) -> Bool {
    guard hyphen + 1 < article.tokens.count,
      ["-", "\u{2010}", "\u{2011}"].contains(article.word(hyphen)),
      !article.tokens[hyphen].flags.contains(.spaceBefore)
    else { return false }
    let syllable = article.tokens[hyphen + 1]
    return syllable.kind == .word && !syllable.flags.contains(.spaceBefore)
      && !syllable.isCapital && syllable.count <= Self.longest
      && !Self.participles.contains(article.word(hyphen + 1))
  }
}
