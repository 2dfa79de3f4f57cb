import PostilKit

/// A handle that writes, or is written by, is who bears it: `"…," [@elonmusk] tweeted`, `[@SMKuleba]: Grateful`,
/// `The post by [@DmytroKuleba]`. It is an organization if its letters say so.
struct HandleSpeakerRefiner: Refiner {
  private static let verbs: Set<String> = [
    "tweeted", "wrote", "posted", "said", "tweets", "writes", "posts", "says", "replied", "added",
    "retweeted",
    "announced", "responded", ":",
  ]
  private static let organizations = [
    "news", "bbc", "cnn", "reuters", "ministry", "police", "gov", "mfa", "official", "press",
    "bank", "party",
    "team", "fc", "tv", "radio", "times", "post", "agency", "world", "nato", "embassy", "army",
    "un",
  ]
  /// Handles that are the initials of bodies whose names are known.
  private static let initials: Set<String> = [
    "who", "un", "fbi", "cia", "nasa", "nato", "imf", "eu", "icc", "unhcr", "unicef", "wfp", "bbc",
    "cnn", "afp",
    "ap", "nhs", "fifa", "uefa", "bcci", "icj", "iaea", "opec", "wto", "ilo", "fda", "cdc", "nypd",
    "met",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    for handle in article.tokens.indices
    where article.tokens[handle].kind == .handle && !taken.contains(handle) {
      let isOrganization = isOrganization(article.word(handle))
      guard isOrganization || speaks(handle, article) else { continue }
      candidates.append(
        MentionCandidate(
          tokens: handle..<handle + 1, label: isOrganization ? "ORG" : "PER", score: 0.6,
          rule: speaks(handle, article) ? "handle that writes" : "handle of an organization"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private func speaks(_ handle: Int, _ article: ScannedArticle) -> Bool {
    if handle > 1, article.word(handle - 1) == "by" { return true }
    return handle + 1 < article.tokens.count && Self.verbs.contains(article.word(handle + 1))
      && (article.word(handle + 1) != ":" || article.tokens[handle].flags.contains(.lineBefore))
  }

  private func isOrganization(_ handle: String) -> Bool {
    let letters = handle.lowercased()
    if Self.initials.contains(String(letters.dropFirst())) { return true }
    return Self.organizations.contains {
      if $0.utf8.count > 5, letters.contains($0) { return true }
      return $0.utf8.count > 2 && (letters.dropFirst().hasPrefix($0) || letters.hasSuffix($0))
    }
  }
}
