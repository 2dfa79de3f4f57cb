import PostilKit

/// `Sheikh` is part of the name of a Bengali, and a title before Arabic names: `[Sheikh Hasina]`, `Sheikh
/// [Mohammed bin Rashid]`.
struct HonorificNameRefiner: Refiner {
  private static let honorifics: Set<String> = ["Sheikh", "Shaikh", "Sheik"]
  /// Words of Arabic names.
  private static let arabic: Set<String> = [
    "bin", "ibn", "al", "Al", "El", "el", "bint", "Abu", "Mohammed", "Mohamed", "Mohammad",
    "Muhammad",
    "Khalifa", "Hamad", "Tamim", "Zayed", "Abdullah", "Sabah", "Nawaf", "Ahmed", "Ahmad", "Ali",
    "Salman",
    "Khalid", "Khaled", "Saud", "Mansour", "Rashid", "Maktoum", "Hamdan", "Jaber", "Sultan",
    "Faisal",
    "Hassan", "Ibrahim", "Omar", "Osman", "Yusuf", "Nasser", "Jassim", "Jassem", "Meshal", "Mishal",
    "Salim",
    "Said", "Saif", "Tahnoun", "Theyab", "Nahyan", "Isa", "Ammar", "Humaid", "Saleh", "Jarrah",
    "Moza", "Yassin",
  ]

  func refine(_ candidates: inout [MentionCandidate], _ article: ScannedArticle) {
    for place in candidates.indices where candidates[place].label == "PER" {
      let tokens = candidates[place].tokens
      let before = tokens.lowerBound - 1
      guard before >= 0, Self.honorifics.contains(article.word(before)),
        place == 0 || candidates[place - 1].tokens.upperBound <= before,
        !tokens.contains(where: { Self.arabic.contains(article.word($0)) })
      else { continue }
      candidates[place].tokens = before..<tokens.upperBound
      candidates[place].rule += ", honorific of the name"
    }
  }
}
