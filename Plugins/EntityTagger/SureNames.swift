import PostilKit

/// The full names of people that the model is sure of in an article. A surname that it doubts is one
/// where the full name stands elsewhere: `De Wit` behind `Eva de Wit`.
struct SureNames {
  /// As sure as a full name must be to vouch for others, and the least that is vouched for.
  private static let (sure, least) = (0.7, 0.15)

  private struct Entry {
    var name: Name
    var score: Double
  }

  /// The names by the keys they can be looked up under.
  private var entries: [String: [Entry]] = [:]

  /// More names of one key than these are not compared, so that the time stays that of the length.
  private static let mostAlike = 20

  init(_ candidates: [Candidate], _ article: ScannedArticle) {
    for candidate in candidates
    where candidate.label == "PER" && candidate.score >= Self.sure && candidate.tokens.count > 1 {
      let name = Name(article.words(candidate.tokens), of: .person)
      for key in name.keys where entries[key, default: []].count < Self.mostAlike {
        entries[key, default: []].append(Entry(name: name, score: candidate.score))
      }
    }
  }

  /// The candidate, as sure as the full name that it is the surname or a shorter form of.
  func vouched(_ candidate: Candidate, _ article: ScannedArticle) -> Candidate {
    guard candidate.label == "PER", (Self.least..<Self.sure).contains(candidate.score),
      !entries.isEmpty
    else { return candidate }
    let name = Name(article.words(candidate.tokens), of: .person)
    let full = name.keys.lazy.flatMap { entries[$0, default: []] }.filter { entry in
      entry.name.relation(to: name).map { $0 != .firstName } == true
    }
    guard let score = full.map(\.score).max() else { return candidate }
    var vouched = candidate
    vouched.score = score
    vouched.rule = "surname of a full name"
    return vouched
  }
}
