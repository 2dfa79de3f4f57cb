import PostilKit

/// Degrees after a name are no places (`Ann Lee, M.S., R.D.`), and the abbreviation of a state after a town is
/// one: `TROY, [N.C.]`. Plurals of initials are no names: `MoUs`.
struct AbbreviationRefiner: Refiner {
  private static let states: Set<String> = [
    "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "D.C.", "Fla.", "Ga.", "Ill.",
    "Ind.", "Kan.",
    "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.",
    "N.J.",
    "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Vt.",
    "Va.",
    "Wash.", "W.Va.", "W.V.", "Wis.", "Wyo.", "N.S.", "B.C.", "N.B.", "Ont.", "Alta.", "Sask.",
    "Man.", "Que.",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let people = Set(candidates.filter { $0.label == "PER" }.map(\.tokens.upperBound))
    candidates.removeAll { one in
      one.label != "PER" && one.tokens.allSatisfy { isDegree($0, article) }
        && follows(one.tokens.lowerBound, people, article)
    }
    candidates.removeAll { $0.tokens.count == 1 && isPlural($0.tokens.lowerBound, article) }
    let places = candidates.filter { ["GPE", "LOC"].contains($0.label) }.map(\.tokens.upperBound)
    let taken = Set(candidates.flatMap(\.tokens))
    for comma in places where comma + 1 < article.tokens.count && article.word(comma) == "," {
      guard Self.states.contains(article.word(comma + 1)), !taken.contains(comma + 1) else {
        continue
      }
      candidates.append(
        MentionCandidate(
          tokens: comma + 1..<comma + 2, label: "GPE", score: 0.8, rule: "state after a town"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// `MoUs`, `FAQs`: whether a token is a plural of initials, which names nobody.
  private func isPlural(_ token: Int, _ article: ScannedArticle) -> Bool {
    let found = article.tokens[token]
    guard found.kind == .word, (3...7).contains(found.count) else { return false }
    return article.text.utf8.withUnsafeBufferPointer { bytes in
      let last = Int(found.end) - 1
      return bytes[last] == UInt8(ascii: "s") && bytes[last - 1] &- 0x41 < 26
        && bytes[Int(found.start)] &- 0x41 < 26
    }
  }

  /// Whether a token is a degree or an honour: `M.S.`, `Ph.D.`, `OBE`.
  private func isDegree(_ token: Int, _ article: ScannedArticle) -> Bool {
    let word = article.word(token)
    if ["OBE", "MBE", "CBE", "KC", "QC", "MD", "PhD", "RN", "MBA", "CPA", "Esq."].contains(word) {
      return true
    }
    return word.utf8.count <= 6 && word.hasSuffix(".") && word.utf8.filter { $0 == 0x2E }.count > 1
  }

  /// Whether only degrees and commas are between a person's name and a token.
  private func follows(_ token: Int, _ people: Set<Int>, _ article: ScannedArticle) -> Bool {
    var before = token
    while before > 0, token - before < 12 {
      if people.contains(before), before < token { return true }
      guard article.word(before - 1) == "," || isDegree(before - 1, article) else { return false }
      before -= 1
    }
    return false
  }
}
