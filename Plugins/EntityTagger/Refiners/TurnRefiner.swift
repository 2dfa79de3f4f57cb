import PostilKit

/// Who speaks in an interview, before the colons of its lines: `[Baerbock]: Of course.`, `MR. [PRICE]: No.`
struct TurnRefiner: Refiner {
  private static let honorifics: Set<String> = [
    "MR.", "MRS.", "MS.", "DR.", "MR", "MRS", "MS", "DR", "Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs",
    "Ms", "Dr",
    "SEN.", "REP.", "SECRETARY", "PRESIDENT", "SENATOR", "GOVERNOR",
  ]
  private static let others: Set<String> = [
    "QUESTION", "Q", "A", "ANSWER", "MODERATOR", "OPERATOR", "INTERVIEWER", "HOST", "Question",
    "Answer", "COURT", "THE", "WITNESS", "CLERK", "JUROR", "DEFENDANT", "AUDIENCE", "REPORTER",
    "Moderator", "Interviewer", "Host", "Note", "NOTE", "Update", "UPDATE", "Correction", "Photo",
    "Source", "GOALKEEPERS", "DEFENDERS", "MIDFIELDERS", "FORWARDS", "STRIKERS", "SUBS",
    "SUBSTITUTES", "PRESENTER", "Presenter",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let labels = article.tokens.indices.filter { article.tokens[$0].flags.contains(.lineBefore) }
      .compactMap { label($0, article) }
    guard labels.count > 1, isConversation(labels, article) else { return }
    let colons = Set(labels.map(\.upperBound))
    let words = Set(labels.joined())
    candidates.removeAll { one in
      one.tokens.contains(where: colons.contains)
        || one.label == "MISC" && one.tokens.contains(where: words.contains)
    }
    for place in candidates.indices where candidates[place].label != "PER" {
      let isTurn = labels.contains {
        let name = withoutHonorific($0, article)
        return name != $0 && name == candidates[place].tokens
      }
      if isTurn {
        candidates[place].label = "PER"
        candidates[place].rule += ", turn of an interview"
      }
    }
    let taken = Set(candidates.flatMap(\.tokens))
    for label in labels where !label.contains(where: taken.contains) {
      let name = withoutHonorific(label, article)
      guard let first = name.first(where: { !["The", "THE"].contains(article.word($0)) }),
        !Self.others.contains(article.word(first)),
        name.count > 1 || article.tokens[first].count > 2 || name != label
      else { continue }
      candidates.append(
        MentionCandidate(
          tokens: name, label: isOutlet(name, name != label, labels, article) ? "ORG" : "PER",
          score: 0.7,
          rule: "turn of an interview"))
    }
    candidates.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private func withoutHonorific(_ label: Range<Int>, _ article: ScannedArticle) -> Range<Int> {
    guard Self.honorifics.contains(article.word(label.lowerBound)) else { return label }
    return label.dropFirst().drop { article.word($0) == "." }
  }

  /// The words before the colon of a line, with a capital each.
  private func label(_ first: Int, _ article: ScannedArticle) -> Range<Int>? {
    guard
      let colon = (first..<min(article.tokens.count, first + 5)).first(where: {
        article.word($0) == ":"
      }),
      colon > first,
      (first..<colon).allSatisfy({
        article.isNameWord($0) || isHyphen($0, article)
          || $0 == first && article.word(first) == "The"
          || $0 == first + 1 && article.word($0) == "."
            && Self.honorifics.contains(article.word(first))
      }), colon + 1 < article.tokens.count, !article.tokens[colon + 1].flags.contains(.lineBefore),
      article.tokens[colon + 1].kind == .word
    else { return nil }
    return article.word(first) == "The" ? first + 1..<colon : first..<colon
  }

  private func isHyphen(_ token: Int, _ article: ScannedArticle) -> Bool {
    article.word(token) == "-" && !article.tokens[token].flags.contains(.spaceBefore)
  }

  /// Whether labels come back, or a question stands after one of them.
  private func isConversation(_ labels: [Range<Int>], _ article: ScannedArticle) -> Bool {
    let distinct = Set(labels.map(article.words))
    if distinct.count < labels.count, distinct.count > 1 { return true }
    if labels.count > 2, labels.allSatisfy({ isLoud($0, article) }) { return true }
    return labels.count == 2 && distinct.count == 2
      && labels.contains { label in
        (label.upperBound..<min(article.tokens.count, label.upperBound + 60)).first {
          article.word($0) == "?"
            || $0 > label.upperBound && article.tokens[$0].flags.contains(.lineBefore)
        }.map { article.word($0) == "?" } ?? false
      }
  }

  /// Whether a label in capitals is who asks, where others have small letters: `SPIEGEL`.
  private func isOutlet(
    _ name: Range<Int>, _ hasHonorific: Bool, _ labels: [Range<Int>], _ article: ScannedArticle
  ) -> Bool {
    !hasHonorific && article.words(name).utf8.count > 2 && isLoud(name, article)
      && labels.contains { !isLoud($0, article) }
  }

  private func isLoud(_ label: Range<Int>, _ article: ScannedArticle) -> Bool {
    label.allSatisfy {
      article.tokens[$0].kind != .word || article.tokens[$0].flags.contains(.allCapitals)
    }
  }
}
