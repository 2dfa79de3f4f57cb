import PostilKit
import PartOfSpeech

/// Words that name something, from the entity layer or, without one, from capitals.
struct Mention: Sendable {
  /// Whom a pronoun can stand for.
  enum Gender: Sendable { case male, female }

  var tokens: Range<Int>
  /// The words that name it in full, perhaps of another mention.
  var name: Range<Int>
  /// What the entity layer calls it.
  var entity: String?
  /// The annotation's id, if the entity layer has it.
  var id: String?
  var isPerson: Bool
  var gender: Gender?
}

/// Finds what is named.
struct Mentions {
  private let reading: Reading
  private let forenames: Forenames

  init(_ reading: Reading, _ forenames: Forenames) {
    self.reading = reading
    self.forenames = forenames
  }

  /// The entities given, or names by their capitals if there are none; in order.
  func find(_ given: [Annotation]) -> [Mention] {
    let entities = self.given(given)
    return entities.isEmpty ? byCapitals() : entities
  }

  private func given(_ given: [Annotation]) -> [Mention] {
    var mentions: [Mention] = []
    var token = 0
    let entities = given.filter { $0.layer == .entity && $0.spans.count == 1 }
    for entity in entities.sorted(by: { $0.spans[0] < $1.spans[0] }) {
      let bytes = reading.text.bytes(entity.spans[0])
      while token < reading.tokens.count, Int(reading.tokens[token].end) <= bytes.lowerBound {
        token += 1
      }
      var end = token
      while end < reading.tokens.count, Int(reading.tokens[end].start) < bytes.upperBound {
        end += 1
      }
      guard end > token, !bytes.isEmpty else { continue }
      let isPerson = entity.label == "PER" || entity.label == "PERSON"
      mentions.append(
        Mention(
          tokens: token..<end, name: token..<end,
          entity: entity.attributes["entity"]?.string ?? reading.text[entity.spans[0]],
          id: entity.id.isEmpty ? nil : entity.id, isPerson: isPerson,
          gender: isPerson ? gender(token..<end) : nil))
    }
    return withGenders(mentions)
  }

  /// Runs of proper nouns outside headlines; a later part of a name is the name's first full form.
  private func byCapitals() -> [Mention] {
    var mentions: [Mention] = []
    var fullByLast = WordTable<Range<Int>>()
    var token = 0
    while token < reading.tokens.count {
      guard reading.tags[token].isName else {
        token += 1
        continue
      }
      var end = token
      while end < reading.tokens.count, continues(end, token) { end += 1 }
      while end > token + 1, !reading.tags[end - 1].isName { end -= 1 }
      let title = (token..<end - 1).last { Words.titles.contains(reading.words[$0]) }
      let start = title.map { $0 + 1 } ?? token
      let last = reading.words[end - 1]
      let full = fullByLast[last]
      if end - start > 1, full == nil { fullByLast.insert(start..<end, for: last) }
      let isPerson = end - start > 1 || full != nil || start > token || isAlone(start)
      mentions.append(
        Mention(
          tokens: start..<end, name: end - start == 1 ? full ?? start..<end : start..<end,
          isPerson: isPerson, gender: isPerson ? gender(start..<end) : nil))
      token = end
    }
    return withGenders(mentions)
  }

  private func continues(_ token: Int, _ start: Int) -> Bool {
    reading.tags[token].isName
      || token > start && reading.tags[token] == .hyph
        && !reading.tokens[token].flags.contains(.spaceBefore)
  }

  private func isAlone(_ token: Int) -> Bool {
    !reading.word(token - 1).isOne(of: ["the", "in"])
  }

  // MARK: Gender

  /// By the title or role before a name, by the forename, by the surname's ending.
  private func gender(_ tokens: Range<Int>) -> Mention.Gender? {
    for token in max(0, tokens.lowerBound - 2)..<tokens.upperBound {
      if let gender = forenames.gender(ofRole: reading.words[token]) { return gender }
    }
    if let gender = forenames.gender(of: reading.words[tokens.lowerBound]) { return gender }
    let last = tokens.upperBound - 1
    return tokens.count > 1 && Forenames.mayBeFemale(surname: reading.words[last])
      && Forenames.isFemale(surname: reading.text[reading.tokens[last]]) ? .female : nil
  }

  /// Gives a surname alone the gender of the full name.
  private func withGenders(_ mentions: [Mention]) -> [Mention] {
    var genders = WordTable<Mention.Gender>()
    for mention in mentions where mention.isPerson {
      guard let gender = mention.gender else { continue }
      genders.insert(gender, for: reading.words[mention.tokens.upperBound - 1])
    }
    var mentions = mentions
    for index in mentions.indices where mentions[index].isPerson && mentions[index].gender == nil {
      mentions[index].gender = genders[reading.words[mentions[index].tokens.upperBound - 1]]
    }
    return mentions
  }
}

/// What forenames, titles and surnames tell of who a pronoun stands for.
struct Forenames: Sendable {
  private let forenames: WordTable<Mention.Gender>
  private let roles = WordTable<Mention.Gender>(
    male.map { ($0, .male) } + female.map { ($0, .female) })

  /// Reads a list: `[female]` or `[male]` opens a part, each line has forenames.
  init(_ lines: [String]) throws {
    var pairs: [(Word, Mention.Gender)] = []
    var gender: Mention.Gender?
    for line in lines {
      switch line {
      case "[female]": gender = .female
      case "[male]": gender = .male
      default:
        guard let gender else {
          throw AnnotatorError("forenames.txt: '\(line)' stands under neither [female] nor [male]")
        }
        pairs += line.split(separator: " ").map { (Word(String($0)), gender) }
      }
    }
    forenames = WordTable(pairs)
  }

  /// The gender of most who bear a forename.
  func gender(of forename: Word) -> Mention.Gender? { forenames[forename] }

  /// The gender that a title or role tells: `Mrs.`, `spokesman`.
  func gender(ofRole word: Word) -> Mention.Gender? { roles[word] }

  /// Whether a surname ends as those do that ``isFemale(surname:)`` knows.
  static func mayBeFemale(surname: Word) -> Bool {
    surname.ends(in: "va") || surname.ends(in: "ya") || surname.ends(in: "ja")
      || surname.ends(in: "ir")
  }

  /// `Ivanova`, `Zakharova`, `Kovalskaya`.
  static func isFemale(surname: String) -> Bool {
    ["ova", "eva", "skaya", "skaja", "dóttir"].contains { surname.hasSuffix($0) }
  }

  private static let male: [Word] = [
    "mr.", "mr", "sir", "lord", "king", "prince", "duke", "father", "brother", "pope", "spokesman",
    "chairman", "congressman", "businessman", "ayatollah", "sheikh", "sultan", "emir", "imam",
    "mullah", "archbishop", "monsieur", "herr", "actor", "cleric",
  ]
  private static let female: [Word] = [
    "mrs.", "mrs", "ms.", "ms", "miss", "lady", "dame", "queen", "princess", "duchess", "mother",
    "sister", "spokeswoman", "chairwoman", "congresswoman", "businesswoman", "madame", "frau",
    "actress",
  ]
}
