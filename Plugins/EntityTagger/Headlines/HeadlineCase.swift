import PostilKit
import SequenceLabeling

/// Headlines as sentences are written, so that the model finds their names: `Iran Vows To Avenge Killing Of
/// General` is read as `Iran vows to avenge killing of general`, and `TRUMP SUES` as `Trump sues`. A word keeps
/// its capital if the body or a list has it as a name.
struct HeadlineCase {
  private let article: ScannedArticle
  private let model: SequenceModel
  private let known: EntityList
  /// The words that the body has with a capital inside a sentence, and those that it has without one.
  private var names: Set<String> = []
  private var small: Set<String> = []

  /// Minimum commonness of a word that is not a name.
  private static let common = 3

  /// The article to look for names in: with the same tokens, or the article itself if it has no headline.
  static func read(
    _ article: ScannedArticle, _ model: SequenceModel, _ known: EntityList
  ) -> ScannedArticle {
    let headlines = article.sentences.filter { isHeadline($0, article) }
    let markup = article.tokens.indices.filter(article.isMarkup)
    if headlines.isEmpty, markup.isEmpty { return article }
    let text = HeadlineCase(article, model, known, headlines).text(headlines, markup)
    guard let text else { return article }
    let read = ScannedArticle(Text(text))
    return read.tokens.count == article.tokens.count ? read : article
  }

  /// Candidates with the subjects of headlines that the model does not find: a name before a verb, `[Xi] hosts`.
  ///
  /// - Parameters:
  ///   - read: The article as the model read it.
  ///   - article: The article itself.
  static func withSubjects(
    _ candidates: [MentionCandidate], _ read: ScannedArticle, _ article: ScannedArticle,
    _ model: SequenceModel
  ) -> [MentionCandidate] {
    let taken = Set(candidates.flatMap(\.tokens))
    var found: [MentionCandidate] = []
    for token in read.tokens.indices.dropLast()
    where read.tokens[token].isCapital && read.tokens[token].kind == .word && !taken.contains(token)
    {
      let verb = token + 1
      guard !read.tokens[verb].isCapital, article.tokens[verb].isCapital,
        read.tokens[token].count > 1,
        read.word(verb).hasSuffix("s"), read.tokens[verb].count > 3,
        token == 0 || !read.tokens[token - 1].isCapital
          || read.tokens[token].flags.contains(.lineBefore),
        read.text.utf8.withUnsafeBufferPointer({
          model.commonness($0, read.tokens[token]) < Self.common
        })
      else { continue }
      found.append(
        MentionCandidate(
          tokens: token..<verb, label: "PER", score: 0.5, rule: "subject of a headline"))
    }
    return found.isEmpty
      ? candidates : (candidates + found).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private init(
    _ article: ScannedArticle, _ model: SequenceModel, _ known: EntityList,
    _ headlines: [Range<Int>]
  ) {
    self.article = article
    self.model = model
    self.known = known
    let inHeadline = Set(headlines.map(\.lowerBound))
    let wanted = Self.wanted(headlines, article)
    for sentence in article.sentences where !inHeadline.contains(sentence.lowerBound) {
      for token in sentence.dropFirst()
      where wanted[Self.slot(token, article)] && article.tokens[token].kind == .word {
        let word = article.word(token)
        if article.tokens[token].isCapital { names.insert(word) } else { small.insert(word) }
      }
    }
  }

  /// For each first letter and length whether a word of a headline has them: few words of the body do.
  private static func wanted(_ headlines: [Range<Int>], _ article: ScannedArticle) -> [Bool] {
    var wanted = [Bool](repeating: false, count: 256 * 32)
    for token in headlines.joined() { wanted[slot(token, article)] = true }
    return wanted
  }

  private static func slot(_ token: Int, _ article: ScannedArticle) -> Int {
    let found = article.tokens[token]
    return Int(article.text.utf8[Int(found.start)] | 0x20) * 32 + min(31, found.count)
  }

  /// Whether a sentence is a line of its own, and all of its longer words have capitals.
  static func isHeadline(_ sentence: Range<Int>, _ article: ScannedArticle) -> Bool {
    let first = sentence.lowerBound
    guard (3...40).contains(sentence.count), article.tokens[first].flags.contains(.lineBefore),
      sentence.upperBound == article.tokens.count
        || article.tokens[sentence.upperBound].flags.contains(.lineBefore)
    else { return false }
    var words = 0
    var small = 0
    var isLoud = true
    for token in sentence where article.tokens[token].kind == .word {
      words += 1
      if !article.tokens[token].flags.contains(.allCapitals) { isLoud = false }
      if article.tokens[token].count > 3, !article.tokens[token].isCapital { small += 1 }
    }
    let least = isLoud && article.sentences.count > 1 ? 3 : 4
    return words >= least && small * 8 <= words && article.word(sentence.upperBound - 1) != "."
  }

  /// The text with its headlines in the case of sentences, and with marks that the model knows for markup; nil if
  /// nothing changes.
  private func text(_ headlines: [Range<Int>], _ markup: [Int]) -> String? {
    var bytes = article.text.utf8.withUnsafeBufferPointer { Array($0) }
    var isChanged = !markup.isEmpty
    for token in markup {
      let mark = article.word(token).hasPrefix("#") ? UInt8(ascii: "-") : UInt8(ascii: "\"")
      for byte in article.tokens[token].bytes { bytes[byte] = mark }
    }
    for headline in headlines {
      let isLoud = headline.allSatisfy {
        article.tokens[$0].kind != .word || article.tokens[$0].count < 2
          || article.tokens[$0].flags.contains(.allCapitals)
      }
      for token in headline where article.tokens[token].kind == .word {
        guard let kept = kept(token, headline, isLoud: isLoud) else { continue }
        for byte in article.tokens[token].bytes.dropFirst(kept)
        where bytes[byte] &- 0x41 < 26 {
          bytes[byte] |= 0x20
          isChanged = true
        }
      }
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : nil
  }

  /// How many bytes of a word of a headline keep their case: none of a common word, the first of another word
  /// in capitals; nil if all do.
  private func kept(_ token: Int, _ headline: Range<Int>, isLoud: Bool) -> Int? {
    let word = article.word(token)
    if !article.tokens[token].isCapital { return nil }
    if isLoud {
      if names.contains(word) || isListed(word) { return nil }
      let plain = Self.capitalized(word)
      if names.contains(plain) && !small.contains(word.lowercased()) || isListed(plain) { return 1 }
      return isCommon(token, 1) && token > headline.lowerBound && !isInPhrase(token, headline)
        ? 0 : 1
    }
    if token == headline.lowerBound || names.contains(word) && !small.contains(word.lowercased())
      || isListed(word) || article.tokens[token].flags.contains(.allCapitals)
    {
      return nil
    }
    return isCommon(token) ? 0 : nil
  }

  private func isListed(_ word: String) -> Bool {
    known.entry(word, .organizationOrPlace) != nil || known.entry(word, .label("NORP")) != nil
  }

  /// Whether a word, or a verb without its `-s`, is common in lower case.
  private func isCommon(_ token: Int, _ minimum: Int = Self.common) -> Bool {
    article.text.utf8.withUnsafeBufferPointer { bytes in
      let word = article.tokens[token]
      return model.commonness(bytes, word) >= minimum
        || word.count > 3 && bytes[Int(word.end) - 1] | 0x20 == UInt8(ascii: "s")
          && model.commonness(bytes, Int(word.start)..<Int(word.end) - 1) >= min(minimum, 2)
    }
  }

  /// Whether a token of a headline in capitals is in a name of several words of a list.
  private func isInPhrase(_ token: Int, _ headline: Range<Int>) -> Bool {
    let first = max(headline.lowerBound, token - EntityList.longestLoud + 1)
    for start in first...token {
      let limit = min(headline.upperBound, start + EntityList.longestLoud)
      for end in max(token, start + 1)..<max(token + 1, limit) where end < limit {
        if known.hasLoud((start...end).map(article.word).joined(separator: " ")) { return true }
      }
    }
    return false
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1) + word.dropFirst().lowercased()
  }
}
