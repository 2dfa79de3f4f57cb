import PostilKit

/// The full names of people that the model is certain of in an article. They support uncertain surnames:
/// `De Wit` after `Eva de Wit`.
struct SureNames {
  /// Minimum score of a full name, and of a surname that it supports.
  private static let (certain, minimum) = (0.7, 0.15)

  private struct Entry {
    var name: Name
    var score: Double
  }

  /// The names by their lookup keys.
  private var entries: [String: [Entry]] = [:]

  /// Maximum number of names compared for one key, so that the time is linear in the length.
  private static let mostAlike = 20

  init(_ candidates: [MentionCandidate], _ article: ScannedArticle) {
    for candidate in candidates
    where candidate.label == "PER" && candidate.score >= Self.certain && candidate.tokens.count > 1
    {
      let name = Name(article.words(candidate.tokens), of: .person)
      for key in name.keys where entries[key, default: []].count < Self.mostAlike {
        entries[key, default: []].append(Entry(name: name, score: candidate.score))
      }
    }
  }

  /// The candidate with the score of the full name that it is a surname or a shorter form of.
  func supported(_ candidate: MentionCandidate, _ article: ScannedArticle) -> MentionCandidate {
    guard candidate.label == "PER", (Self.minimum..<Self.certain).contains(candidate.score),
      !entries.isEmpty
    else { return candidate }
    let name = Name(article.words(candidate.tokens), of: .person)
    let full = name.keys.lazy.flatMap { entries[$0, default: []] }.filter { entry in
      entry.name.relation(to: name).map { $0 != .firstName } == true
    }
    guard let score = full.map(\.score).max() else { return candidate }
    var supported = candidate
    supported.score = score
    supported.rule = "surname of a full name"
    return supported
  }
}
