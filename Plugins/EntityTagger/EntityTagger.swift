import PostilKit
import PostilTagger

/// Marks mentions of people, organizations, places and peoples.
///
/// A trained model finds the mentions, refiners mend their edges and make the article agree with
/// itself, and each mention gets the name of the entity it means, as far as the article tells.
public struct EntityTagger: Annotator {
  /// The manifest's name.
  public static let name = "entity-tagger"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks mentions of people, organizations, places and peoples."
  /// The layer it makes.
  public static let produces: [Layer] = [.entity]

  private let tagger: Tagger

  /// Maps the model.
  ///
  /// - Throws: ``AnnotatorError`` if it is missing or damaged.
  public init(_ configuration: Configuration) throws {
    tagger = Tagger(try TaggerModel(configuration.resource("model.bin")))
  }

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let scanned = ScannedArticle(article.text)
    var mentions = tagger.mentions(scanned.text, scanned.tokens, scanned.sentences).map {
      Candidate($0, rule: "crf")
    }
    for refiner in refiners { refiner.refine(&mentions, scanned) }
    let names = Clusters(mentions, scanned)
    return mentions.map { annotation($0, names.name(of: $0), scanned) }
  }

  private func annotation(
    _ candidate: Candidate, _ entity: String, _ scanned: ScannedArticle
  ) -> Annotation {
    Annotation(
      layer: .entity, label: candidate.label, spans: [scanned.span(candidate.tokens)],
      attributes: ["entity": .string(entity)], score: (candidate.score * 100).rounded() / 100,
      rule: candidate.rule)
  }
}

/// The door that a host comes in by.
@_cdecl("postil_annotator_EntityTagger")
public func door() -> UnsafeRawPointer { NativeDoor.table(for: EntityTagger.self) }
