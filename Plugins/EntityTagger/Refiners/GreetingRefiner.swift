import PostilKit

/// A greeting before a name is not part of it: `Hey [Karthick]`; nor is an office after a party: `a [Labour] MP`;
/// nor an honour after a person: `[Thomas Hale] KC`.
struct GreetingRefiner: Refiner {
  private static let greetings: Set<String> = [
    "Hey", "Hi", "Hello", "Dear", "Thanks", "Oh", "Dearest", "Bye", "Goodbye", "Congratulations",
    "Sorry",
    "Welcome", "Happy", "Poor", "Darling", "Ahoy", "Yo",
  ]
  private static let offices: Set<String> = [
    "MP", "MPs", "MEP", "MEPs", "MLA", "MLAs", "MSP", "MSPs",
  ]

  private static let honours: Set<String> = [
    "KC", "QC", "SC", "SAN", "MP", "MEP", "MSP", "MLA", "OBE", "MBE", "CBE", "KBE", "PhD", "Ph.D.",
    "MD",
    "M.D.", "Esq", "Esq.",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].tokens.count > 1 {
      let tokens = candidates[place].tokens
      if candidates[place].label == "PER", Self.greetings.contains(article.word(tokens.lowerBound))
      {
        candidates[place].tokens = tokens.dropFirst()
        candidates[place].rule += ", without a greeting"
      } else if Self.offices.contains(article.word(tokens.upperBound - 1)) {
        candidates[place].tokens = tokens.dropLast()
        candidates[place].rule += ", without an office"
      } else if candidates[place].label == "PER", tokens.count > 2,
        Self.honours.contains(article.word(tokens.upperBound - 1))
      {
        candidates[place].tokens = tokens.dropLast()
        candidates[place].rule += ", without an honour"
      }
    }
  }
}
