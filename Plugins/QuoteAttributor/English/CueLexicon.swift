import PostilKit

/// Verbs that introduce what somebody says, and what can follow them.
package struct CueLexicon: Sendable {
  /// Classes of cues by what follows them and where they occur; `cues.txt` describes each.
  package enum Class: String, Sendable {
    case say, state, tell, urge, ask, vow, note, judge, hold, speak

    /// Whether the cue can occur inside or after its content, or before its source.
    package var isFree: Bool { self == .say || self == .state || self == .tell || self == .ask }
  }

  /// What the lexicon says of a lemma.
  package struct Entry: Hashable, Sendable {
    package var lemma: WordKey
    package var kind: Class
    /// The share of its occurrences that are cues, from 0 to 1.
    package var share: Double
    /// The index of its particles in the lexicon: words directly after the verb that belong to the cue.
    package var particles = 0

    package init(lemma: WordKey, kind: Class, share: Double, particles: Int = 0) {
      self.lemma = lemma
      self.kind = kind
      self.share = share
      self.particles = particles
    }
  }

  /// The index of the particles of `put it`.
  package static let it = 1
  /// The index of the particles of `make it clear`.
  package static let clear = 2

  /// The entries of all forms.
  private let entries: WordKeyTable<Entry>
  /// Lists of particles; the first is empty, the next those of ``it`` and ``clear``.
  private let particles: [WordKeySet]

  /// Reads the list of cues, where `[class]` opens a class and `lemma percent particles…` is a line of it,
  /// and the list of irregular verbs: a lemma, then its forms.
  ///
  /// - Throws: `AnnotatorError` that quotes a line that is not valid.
  package init(_ cues: [String], irregular: [String]) throws {
    var particles: [WordKeySet] = [[], ["it"], ["it", "clear", "plain"]]
    var lemmas: [(lemma: String, entry: Entry)] = []
    var kind: Class?
    for line in cues {
      if line.hasPrefix("[") {
        kind = Class(rawValue: String(line.dropFirst().prefix { $0 != "]" }))
        if kind == nil { throw AnnotatorError("cues.txt: '\(line)' is not the header of a class") }
        continue
      }
      let fields = line.split(separator: " ").map(String.init)
      guard let kind, fields.count >= 2, let share = Int(fields[1]) else {
        throw AnnotatorError(
          "cues.txt: '\(line)' is not a lemma, a number and particles under a class")
      }
      var entry = Entry(lemma: WordKey(fields[0]), kind: kind, share: Double(share) / 100)
      if fields.count > 2 {
        entry.particles = particles.count
        particles.append(WordKeySet(fields.dropFirst(2).map { WordKey($0) }))
      }
      lemmas.append((fields[0], entry))
    }
    self.particles = particles
    entries = Self.table(lemmas, irregular: irregular)
  }

  /// The entry of a verb form in lower case.
  @inline(__always)
  package func entry(_ form: WordKey) -> Entry? { entries[form] }

  /// Whether a word is a particle that belongs to a cue.
  package func isParticle(_ word: WordKey, of entry: Entry) -> Bool {
    particles[entry.particles].contains(word)
  }

  /// All forms, the most certain first, since the first entry of a form is used.
  private static func table(
    _ lemmas: [(lemma: String, entry: Entry)], irregular: [String]
  ) -> WordKeyTable<Entry> {
    var forms = lemmas.map { (WordKey($0.lemma), $0.entry) }
    let byLemma = Dictionary(lemmas.map { ($0.lemma, $0.entry) }) { first, _ in first }
    for line in irregular {
      let words = line.split(separator: " ").map(String.init)
      guard let lemma = words.first, let entry = byLemma[lemma] else { continue }
      forms += words.dropFirst().map { (WordKey($0), entry) }
    }
    for (lemma, entry) in lemmas { forms += Self.forms(lemma).map { (WordKey($0), entry) } }
    return WordKeyTable(forms)
  }

  /// The forms that a regular verb can have, whether or not they exist.
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
