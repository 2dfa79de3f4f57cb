import PartOfSpeech
import PostilKit

/// The tagger and the lists of `Resources`, read once. A class, since every copy of an article holds it.
final class WordLists: Sendable {
  let tagger: PartOfSpeechTagger
  let cues: CueLexicon
  let nouns: NounLists
  let forenames: Forenames
  let peoples: Peoples

  /// Maps the tagger's model and reads the lists.
  ///
  /// - Throws: `AnnotatorError` if a file is missing or not valid.
  init(_ configuration: Configuration) throws {
    func lines(_ name: String) throws -> [String] { try configuration.resource(name).lines }
    tagger = try PartOfSpeechTagger(configuration.resource("pos.bin"))
    cues = try CueLexicon(lines("cues.txt"), irregular: lines("irregular.txt"))
    nouns = try NounLists(lines("nouns.txt"))
    forenames = try Forenames(lines("forenames.txt"))
    peoples = try Peoples(lines("peoples.txt"))
  }
}
