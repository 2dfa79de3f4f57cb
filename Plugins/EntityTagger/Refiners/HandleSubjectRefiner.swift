import PostilKit

/// A handle at the start of a sentence with `his` or `her` is a person: `.@lee met her colleague`.
struct HandleSubjectRefiner: Refiner {
  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    let taken = Set(candidates.flatMap(\.tokens))
    var found: [MentionCandidate] = []
    for sentence in article.sentences {
      let head = sentence.prefix(2).first { article.tokens[$0].kind == .handle }
      guard let handle = head, !taken.contains(handle),
        sentence.prefix(handle + 10 - sentence.lowerBound).contains(where: {
          $0 > handle && ["his", "her"].contains(article.word($0))
        })
      else { continue }
      found.append(
        MentionCandidate(
          tokens: handle..<handle + 1, label: "PER", score: 0.6, rule: "handle of a person"))
    }
    guard !found.isEmpty else { return }
    candidates = (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}
