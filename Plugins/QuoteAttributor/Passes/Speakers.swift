import PartOfSpeech
import PostilKit
import QuoteEnglish

/// Adds the speaker of each source: the entity that a name, a pronoun or a role refers to, or else the
/// source's own words. A wrong name is worse than none, so where nothing is sure there is no speaker:
///
/// 1. a name that heads the source, then one in apposition (`Speakers+Names.swift`): never the owner in
///    `Trump's lawyer`, nor who a preposition introduces (`a spokesman for Trump`);
/// 2. for a pronoun, who is spoken of (`Speakers+Pronouns.swift`);
/// 3. for a role, a description or a kind of organization, who bears it (`Speakers+Roles.swift`);
/// 4. the words, unless they only point back: `the president`.
struct Speakers: Pass {
  /// Who speaks.
  enum Decision {
    case named([NamedMention], SpeakerReason?)
    case words(Range<Int>)
    case nobody
  }

  let article: TaggedArticle
  let phrases: Phrases
  /// Who spoke last, and the sentence of that source.
  private(set) var last: [NamedMention] = []
  private(set) var lastSentence = Int.min / 2
  /// The noun for who spoke last, if it is one person who is not named: `a neighbour`.
  private(set) var unnamed: Int?
  /// Whether who spoke last asked or told another something.
  private(set) var hasAsked = false
  /// Whom the last attribution says is spoken to: `asked [the president] whether`.
  private(set) var addressee: Range<Int>?
  /// Whether the source answers what was said before it: `he replied`.
  private(set) var answers = false
  /// The gender that a pronoun gave somebody.
  private(set) var genderOf: [String: Gender] = [:]
  /// The word for a people that somebody was called by: `the Pole`.
  private(set) var peopleOf: [String: WordKey] = [:]

  private init(_ article: TaggedArticle) {
    self.article = article
    phrases = Phrases(article: article)
  }

  /// What is named in the article, in order.
  var mentions: [NamedMention] { article.mentions }

  static func run(on article: inout TaggedArticle) {
    var attributions = article.attributions
    var pass = Speakers(article)
    pass.resolve(&attributions)
    article.attributions = attributions
  }

  /// Sets the speakers of attributions, in reading order of their sources.
  private mutating func resolve(_ attributions: inout [Attribution]) {
    let order = attributions.indices.sorted { place(attributions[$0]) < place(attributions[$1]) }
    for index in order {
      guard let source = attributions[index].source else { continue }
      answers = attributions[index].cue.map(isAnswer) ?? false
      switch decision(source) {
      case .named(let found, let reason):
        attributions[index].speakers = found.map(name)
        attributions[index].speakerReason = reason
        attributions[index].speakerId = found.first { source.overlaps($0.tokens) }?.id
        learn(from: source, found, reason)
        last = found
        lastSentence = article.sentence(of: source.lowerBound)
        unnamed = nil
        addressee = attributions[index].addressee
        hasAsked = attributions[index].kind == .ask || addressee != nil
      case .words(let words):
        attributions[index].speakers = [self.words(of: words)]
        unnamed = onePerson(source)
      case .nobody: unnamed = onePerson(source) ?? unnamed
      }
    }
  }

  /// Whether a cue says that somebody answers.
  private func isAnswer(_ cue: Range<Int>) -> Bool {
    cue.contains { article.words[$0].isOne(of: ["replied", "replies", "answered", "answers"]) }
  }

  /// Keeps what a source says of whom it means: the people of a description, the gender of a pronoun.
  private mutating func learn(
    from source: Range<Int>, _ found: [NamedMention], _ reason: SpeakerReason?
  ) {
    guard found.count == 1 else { return }
    if reason == .description, let people = people(in: source) { peopleOf[name(found[0])] = people }
    if reason == .pronoun, found[0].gender == nil {
      switch article.words[source.lowerBound] {
      case "he": genderOf[name(found[0])] = .male
      case "she": genderOf[name(found[0])] = .female
      default: break
      }
    }
  }

  /// Who spoke last, unless the source answers them.
  var spoken: [NamedMention] { answers && hasAsked ? [] : last }

  /// The noun for the one person that a source is, and not somebody named by a role: `the nominee`.
  private func onePerson(_ source: Range<Int>) -> Int? {
    guard let head = head(of: source), article.tags[head] == .nn, isPersonal(head) else {
      return nil
    }
    return introduced(head, false) != nil
      || introduces(article.words[head], before: source.lowerBound) ? head : nil
  }

  /// The word for a people in a source.
  func people(in source: Range<Int>) -> WordKey? {
    source.first { article.tokens[$0].isCapital && article.lists.peoples.has(article.words[$0]) }
      .map { article.words[$0] }
  }

  private func place(_ attribution: Attribution) -> Int {
    attribution.source?.lowerBound ?? attribution.content.first?.lowerBound ?? 0
  }

  /// The name of a mention's entity.
  func name(_ mention: NamedMention) -> String { mention.entity ?? words(of: mention.name) }

  private func words(of tokens: Range<Int>) -> String {
    article.text[article.tokens[tokens.lowerBound], article.tokens[tokens.upperBound - 1]]
  }

  /// Whether nobody of a source has spoken: `Neither Marin nor Costa said`.
  private func isDenied(_ source: Range<Int>) -> Bool {
    (max(0, source.lowerBound - 1)..<source.upperBound).contains {
      article.words[$0].isOne(of: ["neither", "nor"])
    }
  }

  /// Who speaks where a source stands.
  func decision(_ source: Range<Int>) -> Decision {
    if isDenied(source) { return .nobody }
    // `Counsel for one of them, Geert Marin, said`
    if source.count > 3, article.tags[source.lowerBound] == .prp,
      article.words[source.lowerBound + 1] == ","
    {
      return decision(source.lowerBound + 2..<source.upperBound)
    }
    if let pronoun = pronoun(source) { return pronoun }
    let parts = parts(of: source)
    guard let main = parts.first else { return .nobody }
    return named(parts) ?? common(main)
  }
}
