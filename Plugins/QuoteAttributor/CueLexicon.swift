import PostilKit

/// Verbs that introduce what somebody says, with what may follow them.
struct CueLexicon: Sendable {
  /// What follows a cue and where it may stand.
  enum Class: String, Sendable {
    case say, state, tell, urge, ask, vow, note, judge, hold, speak

    /// Whether it may stand inside or behind what it introduces, or before its source.
    var isFree: Bool { self == .say || self == .state || self == .tell || self == .ask }
  }

  /// A lemma's line.
  struct Entry: Hashable, Sendable {
    var lemma: Word
    var kind: Class
    /// How often it is a cue when it occurs, from 0 to 1.
    var share: Double
    /// The place of its particles in the lexicon: what belongs to the cue right behind the verb.
    var particles = 0
  }

  /// The particles of `put it`.
  static let it = 1

  /// The entries of all forms.
  private let entries: WordTable<Entry>
  /// Lists of particles; the first is empty, the second that of ``it``.
  private let particles: [WordSet]

  /// Reads the list of cues: `[class]` opens a class, `lemma percent particles…` is a line of it; and
  /// the list of irregular verbs: a lemma, then its forms.
  init(_ cues: [String], irregular: [String]) throws {
    var particles: [WordSet] = [[], ["it"]]
    var lemmas: [(lemma: String, entry: Entry)] = []
    var kind: Class?
    for line in cues {
      if line.hasPrefix("[") {
        kind = Class(rawValue: String(line.dropFirst().prefix { $0 != "]" }))
        if kind == nil { throw AnnotatorError("cues.txt: there is no class '\(line)'") }
        continue
      }
      let fields = line.split(separator: " ").map(String.init)
      guard let kind, fields.count >= 2, let share = Int(fields[1]) else {
        throw AnnotatorError(
          "cues.txt: '\(line)' is not a lemma, a number and particles under a class")
      }
      var entry = Entry(lemma: Word(fields[0]), kind: kind, share: Double(share) / 100)
      if fields.count > 2 {
        entry.particles = particles.count
        particles.append(WordSet(fields.dropFirst(2).map { Word($0) }))
      }
      lemmas.append((fields[0], entry))
    }
    self.particles = particles
    entries = Self.table(lemmas, irregular: irregular)
  }

  /// The entry of a verb form in lower case.
  @inline(__always)
  func entry(_ form: Word) -> Entry? { entries[form] }

  /// Whether a word is a particle that belongs to a cue.
  func isParticle(_ word: Word, of entry: Entry) -> Bool {
    particles[entry.particles].contains(word)
  }

  /// All forms, the surest first, since the first entry of a form counts.
  private static func table(
    _ lemmas: [(lemma: String, entry: Entry)], irregular: [String]
  ) -> WordTable<Entry> {
    var forms = lemmas.map { (Word($0.lemma), $0.entry) }
    let byLemma = Dictionary(lemmas.map { ($0.lemma, $0.entry) }) { first, _ in first }
    for line in irregular {
      let words = line.split(separator: " ").map(String.init)
      guard let lemma = words.first, let entry = byLemma[lemma] else { continue }
      forms += words.dropFirst().map { (Word($0), entry) }
    }
    for (lemma, entry) in lemmas { forms += Self.forms(lemma).map { (Word($0), entry) } }
    return WordTable(forms)
  }

  /// The forms a regular verb may have, whether or not English has them.
  private static func forms(_ lemma: String) -> [String] {
    let letters = Array(lemma)
    guard let last = letters.last else { return [] }
    var stems = [lemma]
    var forms = [lemma + "s"]
    if last == "e" {
      stems = [String(lemma.dropLast())]
      if lemma.hasSuffix("ee") { forms.append(lemma + "ing") }
    } else if last == "y" {
      forms += [lemma.dropLast() + "ies", lemma.dropLast() + "ied"]
    } else if letters.count > 2, !Self.isVowel(last), Self.isVowel(letters[letters.count - 2]) {
      stems.append(lemma + String(last))
    }
    if "sxzho".contains(last) { forms.append(lemma + "es") }
    return forms + stems.flatMap { [$0 + "ing", $0 + "ed"] }
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
}
