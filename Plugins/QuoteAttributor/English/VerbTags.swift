import PartOfSpeech
import PostilKit

/// Corrects tags around the main verbs of a sentence, where the tagger often takes a past tense for a
/// participle and a plural noun for a verb.
package struct VerbTags {
  package let words: [WordKey]
  package let nouns: NounLists
  package let sentence: Range<Int>

  package init(words: [WordKey], nouns: NounLists, sentence: Range<Int>) {
    self.words = words
    self.nouns = nouns
    self.sentence = sentence
  }

  /// Forms that can only be a past tense.
  private static let past: WordKeySet = [
    "wrote", "spoke", "knew", "saw", "gave", "went", "took", "came", "foresaw", "undertook",
    "forbade", "withdrew", "swore", "told",
  ]

  /// Verbs that an infinitive without `to` follows.
  private static let helpers: WordKeySet = [
    "make", "makes", "made", "making", "let", "lets", "letting", "help", "helps", "helped", "hear",
    "heard", "see", "saw", "watch", "watched", "have", "had", "do", "does", "did", "n't",
  ]

  /// Corrects the tags of the sentence.
  package func correct(_ tags: inout [PennTag]) {
    for token in sentence {
      switch tags[token] {
      case .jj: adjective(token, &tags)
      case .vbz: plural(token, &tags)
      case .vb: present(token, &tags)
      default: break
      }
      said(token, &tags)
      if tags[token] == .jj { worried(token, &tags) }
    }
    let hasVerb = sentence.contains { tags[$0].isFinite || tags[$0] == .md }
    let past = Self.past
    for token in sentence
    where tags[token] == .vbn || tags[token] != .vbd && past.contains(words[token]) {
      if isPast(token, tags, hasVerb) { tags[token] = .vbd }
    }
  }

  /// `The general vowed`, `the accused said`: a word between an article and a verb is a noun.
  private func adjective(_ token: Int, _ tags: inout [PennTag]) {
    guard token > sentence.lowerBound, token + 1 < sentence.upperBound, tags[token - 1] == .dt
    else { return }
    let next = tags[token + 1]
    if next == .vbd || next == .vbz || next == .md { tags[token] = .nn }
    let after = token + 2 < sentence.upperBound ? tags[token + 2] : .stop
    if next == .vbn, after == .to || after == .in { tags[token] = .nn }
  }

  /// `Shields said`, `rights advocates said`: a form in -s before a verb is not a verb.
  private func plural(_ token: Int, _ tags: inout [PennTag]) {
    let next = token + 1
    guard next < sentence.upperBound, words[token].ends(in: "s"), words[token] != "says",
      tags[next] == .vbd || words[next] == "said" || words[next] == "say",
      !Words.auxiliaries.contains(words[token])
    else { return }
    let before = token > sentence.lowerBound ? tags[token - 1] : .stop
    if [.prp, .wp, .wdt, .wrb].contains(before) { return }
    tags[token] = .nns
  }

  /// `…," said pollster Ivanova`: after a quotation, `said` is a verb.
  private func said(_ token: Int, _ tags: inout [PennTag]) {
    guard token > sentence.lowerBound,
      words[token - 1].isOne(of: ["\"", "”", ",", "'", "’", "»"]),
      Self.inverting.contains(words[token])
    else { return }
    if words[token] == "said" { tags[token] = .vbd }
    guard tags[token] == .vbd || tags[token] == .vbz, words[token - 1] != "," else { return }
    for next in token + 1..<max(token + 1, min(token + 6, sentence.upperBound - 1)) {
      switch tags[next] {
      case .in, .vb, .vbp, .vbz, .uh:
        guard tags[next + 1].isNoun || tags[next + 1] == .jj,
          !Words.adverbial.contains(words[next]),
          !nouns.has(words[next], .time), !Words.timeOpeners.contains(words[next])
        else { return }
        tags[next] = .nn
      case .jj, .dt, .nn, .nnp, .nnps, .nns, .cd, .pos, .hyph, .prpS: continue
      default: return
      }
    }
  }

  /// `Ryan worried that`: a form in -ed between a name and `that` is a verb.
  private func worried(_ token: Int, _ tags: inout [PennTag]) {
    guard words[token].ends(in: "ed"), token > sentence.lowerBound,
      token + 1 < sentence.upperBound, words[token + 1] == "that",
      tags[token - 1].isNoun || tags[token - 1] == .prp
    else { return }
    tags[token] = .vbd
  }

  /// Verbs that often precede the speaker.
  private static let inverting: WordKeySet = [
    "said", "says", "asked", "added", "wrote", "writes", "asks", "adds", "replied", "quipped",
    "joked", "tweeted", "explained", "shouted", "exhorted", "recalled",
  ]

  /// `People briefed on it say`: a verb after a plural noun is not an infinitive.
  private func present(_ token: Int, _ tags: inout [PennTag]) {
    guard token > sentence.lowerBound else { return }
    var before = token - 1
    while before > sentence.lowerBound, tags[before] == .rb { before -= 1 }
    let tag = tags[before]
    let isPlural =
      tag == .nns || tag == .nnps || words[before].isOne(of: ["they", "we", "you", "i"])
    let isCue = words[token].isOne(of: ["say", "put"])
    guard isPlural || isCue && tag != .to && tag != .md else { return }
    for earlier in max(sentence.lowerBound, token - 6)..<token {
      if tags[earlier] == .md || tags[earlier] == .to || Self.helpers.contains(words[earlier]) {
        return
      }
    }
    tags[token] = .vbp
  }

  /// Whether a participle is a past tense: it has no auxiliary, and an object follows it.
  private func isPast(_ token: Int, _ tags: [PennTag], _ hasVerb: Bool) -> Bool {
    let before = verbBefore(token, tags)
    if before >= sentence.lowerBound, Words.auxiliaries.contains(words[before]) {
      return false
    }
    if Self.past.contains(words[token]) { return words[token] != "told" || isSubject(before, tags) }
    guard isSubject(before, tags) else { return false }
    if before > sentence.lowerBound, tags[before] == .cc, followsPast(before, tags) { return true }
    if !hasVerb || words[token] == "said" { return true }
    let next = token + 1
    guard next < sentence.upperBound else { return false }
    switch tags[next] {
    case .prp, .dt, .prpS, .cd, .nnp, .nnps: return true
    case .to: return words[token].isOne(of: ["declined", "refused", "vowed", "promised"])
    default: return words[next] == "that"
    }
  }

  /// Whether the last verb before a conjunction is a past tense: `met him and declared in a speech`.
  private func followsPast(_ conjunction: Int, _ tags: [PennTag]) -> Bool {
    let from = max(sentence.lowerBound, conjunction - 12)
    return (from..<conjunction).last { tags[$0].isVerb || tags[$0] == .md }
      .map { tags[$0] == .vbd && !Words.auxiliaries.contains(words[$0]) } ?? false
  }

  /// The last token before a verb that is not an adverb.
  private func verbBefore(_ token: Int, _ tags: [PennTag]) -> Int {
    var before = token - 1
    while before >= sentence.lowerBound, tags[before] == .rb { before -= 1 }
    return before
  }

  private func isSubject(_ token: Int, _ tags: [PennTag]) -> Bool {
    guard token >= sentence.lowerBound else { return false }
    let tag = tags[token]
    return tag.isNoun || [.prp, .wp, .rrb, .wdt, .comma, .cc, .close].contains(tag)
  }
}
