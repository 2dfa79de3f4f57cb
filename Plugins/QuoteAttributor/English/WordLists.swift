import PartOfSpeech
import PostilKit

/// The tagger and the lists of `Resources`, read once. A class, since every copy of an article holds it.
package final class WordLists: Sendable {
  package let tagger: PartOfSpeechTagger
  package let cues: CueLexicon
  package let nouns: NounLists
  package let forenames: Forenames
  package let peoples: Peoples

  /// Maps the tagger's model and reads the lists.
  ///
  /// - Throws: `AnnotatorError` if a file is missing or not valid.
  package init(_ configuration: Configuration) throws {
    func lines(_ name: String) throws -> [String] { try configuration.resource(name).lines }
    tagger = try PartOfSpeechTagger(configuration.resource("pos.bin"))
    cues = try CueLexicon(lines("cues.txt"), irregular: lines("irregular.txt"))
    nouns = try NounLists(lines("nouns.txt"))
    forenames = try Forenames(lines("forenames.txt"))
    peoples = try Peoples(lines("peoples.txt"))
  }
}
