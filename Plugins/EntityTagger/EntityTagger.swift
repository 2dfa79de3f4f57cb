import PostilKit
import SequenceLabeling

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
  private let options: Options
  private let choice: LabelChoice
  private let known: EntityList
  private let listRefiners: [any Refiner]

  /// Maps the model and reads the lists.
  ///
  /// - Throws: ``AnnotatorError`` if a file is missing or damaged, or a setting makes no sense.
  public init(_ configuration: Configuration) throws {
    options = try Options(configuration.settings)
    let model = try TaggerModel(
      options.model.map(configuration.workspaceFile) ?? configuration.resource("model.bin"))
    tagger = Tagger(model, passes: options.passes)
    choice = LabelChoice(model.tags.labels)
    known = try Self.known(configuration, options, Set(model.tags.labels))
    listRefiners = [ListRefiner(known), CompoundRefiner(known)]
  }

  private static func known(
    _ configuration: Configuration, _ options: Options, _ labels: Set<String>
  ) throws -> EntityList {
    var known = EntityList()
    for path in options.lists {
      try known.add(configuration.workspaceFile(path), named: path, isOwn: true, labels: labels)
    }
    // A model of other labels has no use for these.
    if labels.isSuperset(of: ["PER", "ORG", "GPE", "LOC", "NORP"]) {
      try known.add(
        configuration.resource("entities.txt"), named: "entities.txt", isOwn: false, labels: labels)
    }
    return known
  }

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let scanned = ScannedArticle(article.text)
    let candidates = tagger.mentions(scanned.text, scanned.tokens, scanned.sentences)
      .map(choice.candidate)
    let sure = SureNames(candidates, scanned)
    var mentions = candidates.map { sure.vouched($0, scanned) }
      .filter { $0.score >= options.threshold && (options.model != nil || scanned.isLatin($0)) }
    for refiner in refiners + listRefiners { refiner.refine(&mentions, scanned) }
    let links = Linker(mentions, scanned, known)
    return mentions.map { annotation($0, links.link($0), scanned) }
  }

  private func annotation(
    _ candidate: Candidate, _ link: Linker.Link, _ scanned: ScannedArticle
  ) -> Annotation {
    var attributes: [String: JSONValue] = ["entity": .string(link.name)]
    if let ref = link.ref { attributes["ref"] = .string(ref) }
    return Annotation(
      layer: .entity, label: options.isCoarse ? Options.coarse(candidate.label) : candidate.label,
      spans: [scanned.span(candidate.tokens)], attributes: attributes,
      score: (candidate.score * 100).rounded() / 100,
      rule: candidate.rule + (link.reason.map { "; \($0)" } ?? ""))
  }
}

/// The door that a host comes in by.
@_cdecl("postil_annotator_EntityTagger")
public func door() -> UnsafeRawPointer { NativeDoor.table(for: EntityTagger.self) }
