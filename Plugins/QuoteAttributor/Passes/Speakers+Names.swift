import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Names in a source.
extension Speakers {
  /// The parts of a source between commas, brackets and dashes outside of names.
  func parts(of source: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = source.lowerBound
    for token in source where separates(token) {
      if token > start { parts.append(start..<token) }
      start = token + 1
    }
    if start < source.upperBound { parts.append(start..<source.upperBound) }
    return parts
  }

  private func separates(_ token: Int) -> Bool {
    guard !isInsideMention(token) else { return false }
    switch article.tags[token] {
    case .comma, .lrb, .rrb: return true
    default:
      return Words.dashes.contains(article.words[token]) && article.tags[token] != .hyph
        && (article.words[token] != "-" || phrases.isDash(token))
    }
  }

  /// Whether a token continues the mention of the token before it.
  func isInsideMention(_ token: Int) -> Bool {
    let numbers = article.mentionOfToken
    return token > 0 && numbers[token] >= 0 && numbers[token] == numbers[token - 1]
  }

  /// Who is named by a source: at its head, or in apposition to a role.
  func named(_ parts: [Range<Int>]) -> Decision? {
    let main = parts[0]
    if isWithUnnamed(main) { return .words(main) }
    let heading = speakers(in: main)
    if heading.count == 1, !heading[0].isPerson, isDescription(main) { return nil }
    // Without an entity layer `The Supreme Leader` looks like a name.
    if heading.count == 1, heading[0].entity == nil, isRole(main) { return nil }
    if let one = heading.first {
      let isName = heading.count > 1 || covers(one, main)
      return .named(heading, isName ? nil : .nameInside)
    }
    if let one = beforeKind(main) { return .named([one], .kind) }
    guard let head = head(of: main) else { return nil }
    if isPersonal(head) || article.tags[head] == .cd {
      for part in parts.dropFirst() {
        let apposed = apposed(part)
        if !apposed.isEmpty { return .named(apposed, .apposition) }
      }
    } else if article.isNoun(at: head, .collective), parts.count > 1,
      let one = article.mention(at: parts[1].lowerBound), one.kind == .organization,
      one.tokens == parts[1]
    {
      return .named([one], .apposition)
    }
    // A name that is no mention, by its capitals: `The mayor, Ion Popa,`.
    return parts.count > 1 && parts[1].count > 1 && isUnknownName(parts[1]) ? .words(parts[1]) : nil
  }

  /// `the mayor and Marin`: whether somebody who is not named speaks together with one who is.
  private func isWithUnnamed(_ part: Range<Int>) -> Bool {
    let pieces = pieces(of: part)
    guard pieces.count == 2, let head = head(of: pieces[0]), article.tags[head] == .nn,
      isPersonal(head), mentions(in: pieces[0]).isEmpty,
      article.tags[pieces[0].lowerBound] == .dt || article.tags[pieces[0].lowerBound] == .prpS
    else { return false }
    return article.mention(at: pieces[1].lowerBound)?.tokens == pieces[1]
  }

  /// Whether a phrase ends in the word for an office after `the`.
  private func isRole(_ part: Range<Int>) -> Bool {
    article.words[part.lowerBound] == "the" && article.isNoun(at: part.upperBound - 1, .role)
  }

  /// Whether a name is all of a part but for determiners and titles.
  private func covers(_ name: NamedMention, _ part: Range<Int>) -> Bool {
    part.allSatisfy { token in
      name.tokens.contains(token) || article.tags[token] == .dt
        || token < name.tokens.lowerBound && article.isNoun(at: token, .title)
    }
  }

  /// The names that head a part; several if conjunctions join them.
  func speakers(in part: Range<Int>) -> [NamedMention] {
    let pieces = pieces(of: part)
    if pieces.count > 1 {
      let each = pieces.compactMap(heading)
      let isOneKind = each.allSatisfy(\.isPerson) || !each.contains(where: \.isPerson)
      let areNames = zip(each, pieces).allSatisfy { covers($0, $1) }
      if each.count == pieces.count, isOneKind || areNames, Set(each.map(name)).count > 1 {
        return each
      }
      // `Johnson and Johnson` is no person of that name.
      if each.count == pieces.count, Set(each.map(name)).count == 1,
        zip(each, pieces).allSatisfy({ covers($0, $1) })
      {
        return []
      }
      // Half of those who speak would be a wrong answer.
      if each.count < pieces.count, pieces.contains(where: isUnknownName),
        pieces.allSatisfy({ piece in
          isUnknownName(piece) || heading(piece).map { covers($0, piece) } == true
        })
      {
        return []
      }
    }
    return heading(part).map { [$0] } ?? []
  }

  /// Whether a piece is a name, by its capitals, that is no mention.
  private func isUnknownName(_ piece: Range<Int>) -> Bool {
    piece.count <= 5
      && piece.allSatisfy {
        (article.tags[$0].isName || article.tags[$0] == .hyph) && article.mention(at: $0) == nil
          && !isPersonal($0)
      }
  }

  /// The parts of a phrase that conjunctions join.
  func pieces(of part: Range<Int>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = part.lowerBound
    for token in part where article.tags[token] == .cc && !isInsideMention(token) {
      pieces.append(start..<token)
      start = token + 1
    }
    return (pieces + [start..<part.upperBound]).filter { !$0.isEmpty }
  }

  /// The name that heads a phrase: a person who is neither an owner nor introduced by a preposition, or
  /// what else the phrase's head names.
  private func heading(_ phrase: Range<Int>) -> NamedMention? {
    let inside = mentions(in: phrase)
    if let person = inside.first(where: {
      $0.isPerson && !isOwner($0) && !isGoverned($0, in: phrase) && !isModifier($0, in: phrase)
    }) {
      return person
    }
    guard let head = head(of: phrase), let found = article.mention(at: head) else { return nil }
    return isOwner(found) || found.isPerson ? nil : found
  }

  /// The mentions that lie in a range of tokens.
  func mentions(in range: Range<Int>) -> [NamedMention] {
    var found: [NamedMention] = []
    for token in range where !isInsideMention(token) {
      if let one = article.mention(at: token) { found.append(one) }
    }
    return found
  }

  /// Whether a name is followed by a possessive: `[Trump]'s lawyer`.
  func isOwner(_ name: NamedMention) -> Bool {
    let end = name.tokens.upperBound
    return end < article.tokens.count
      && (article.tags[end] == .pos || article.words[end].isOne(of: ["'s", "'"]))
      && !article.tokens[end].flags.contains(.spaceBefore)
  }

  /// Whether another noun follows a name directly: `the [Obama] administration`.
  private func isModifier(_ name: NamedMention, in phrase: Range<Int>) -> Bool {
    let next = name.tokens.upperBound
    if next < article.tokens.count,
      article.words[next].isOne(of: ["kc", "qc", "mp", "mep", "obe", "mbe", "phd"])
    {
      return false
    }
    return phrase.contains(next) && article.tags[next].isNoun && !article.isNoun(at: next, .time)
  }

  /// Whether a preposition or a verb introduces a person: `a spokesman for President [Macron]`; not so in
  /// `Ambassador to Bangladesh [Li Jiming]`, where the preposition has its own noun.
  private func isGoverned(_ name: NamedMention, in phrase: Range<Int>) -> Bool {
    var token = name.tokens.lowerBound - 1
    var isTitle = token >= phrase.lowerBound && isPersonal(token)
    // `An account impersonating Marin`: a participle, whatever its tag is.
    if token > phrase.lowerBound, !isTitle, article.words[token].ends(in: "ng"),
      !article.tokens[token].isCapital, article.tags[token - 1].isNoun
    {
      return true
    }
    while token >= phrase.lowerBound {
      let tag = article.tags[token]
      if tag == .in || tag == .to || tag.isVerb && !isParticipleOfNoun(token) { return true }
      if tag == .cc, token > phrase.lowerBound, let other = article.mention(at: token - 1) {
        return isGoverned(other, in: phrase)
      }
      guard tag.isNoun || tag == .jj || tag == .dt || tag == .cd || tag == .hyph || tag == .afx,
        isTitle || article.mentionOfToken[token] < 0 && !tag.isNoun || isPersonal(token)
      else { return false }
      isTitle = isTitle || isPersonal(token)
      token -= 1
    }
    return false
  }

  /// `the acting director`: whether a participle describes the noun after it.
  private func isParticipleOfNoun(_ token: Int) -> Bool {
    article.tags[token] == .vbg && token > 0
      && [.dt, .jj, .prpS, .pos].contains(article.tags[token - 1])
  }

  /// Whether a word is a title or a noun for one person.
  func isPersonal(_ token: Int) -> Bool {
    article.isNoun(at: token, [.personal, .title, .role, .descriptive])
  }

  /// A name before the word for what it is: `the [Le Monde] newspaper`, `the [BelTA] news agency`.
  private func beforeKind(_ part: Range<Int>) -> NamedMention? {
    guard var token = head(of: part), token > part.lowerBound else { return nil }
    let word = article.words[token]
    let isAgency = word == "agency" && article.words[token - 1] == "news"
    let isTank = word == "tank" && article.words[token - 1] == "think"
    let isGroup = word.isOne(of: ["party", "group", "union"])
    guard isAgency || isTank || isGroup || article.isNoun(word, .outlet) else { return nil }
    token -= isAgency || isTank ? 2 : 1
    if token > part.lowerBound, article.words[token].isOne(of: ["news", "daily", "state", "-"]) {
      token -= 1
    }
    guard token >= part.lowerBound, let found = article.mention(at: token) else { return nil }
    return found.kind == .place || found.kind == .people || found.tokens.upperBound != token + 1
      ? nil : found
  }

  /// The people that an apposition names, after titles: `Colonel [Juan Perez]`.
  private func apposed(_ part: Range<Int>) -> [NamedMention] {
    let found = speakers(in: part)
    return found.allSatisfy(\.isPerson)
      && !CueWords.others.contains(article.words[part.lowerBound]) ? found : []
  }

  /// The head of a phrase: its last noun before a preposition, a relative clause or a participle, after a
  /// possessive.
  func head(of phrase: Range<Int>) -> Int? {
    var head: Int?
    for token in phrase {
      if isInsideMention(token) {
        head = token
        continue
      }
      switch article.tags[token] {
      // `state-run`
      case .vbn where article.tags[token - 1] == .hyph || article.words[token - 1] == "-": break
      case .in, .to, .wp, .wdt, .wrb, .vbn, .vbd, .vbz, .vbp, .md, .cc:
        if head != nil { return head }
      case .vbg:
        if head != nil, token + 1 == phrase.upperBound || !article.tags[token + 1].isNoun {
          return head
        }
      case .pos: head = nil
      case .jj, .jjr, .jjs, .cd, .dt:
        if head.map({ !article.tags[$0].isNoun }) ?? true { head = token }
      case .rb, .hyph, .afx, .prpS: break
      default: head = token
      }
    }
    return head
  }
}
