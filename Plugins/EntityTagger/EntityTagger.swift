import PostilKit
import SequenceLabeling

/// Marks mentions of people, organizations, places and peoples.
///
/// A trained model finds the mentions, refiners correct their edges and labels and make them consistent in
/// the article, and each mention gets the name of the entity that it refers to.
public struct EntityTagger: Annotator {
  private let tagger: SequenceTagger
  private let options: Options
  private let choice: LabelChoice
  private let known: EntityList
  private let refiners: [any Refiner]
  private let forenames: ForenameGenders
  private let references: ReferenceTable

  /// Maps the model and reads the lists.
  ///
  /// - Throws: `AnnotatorError` if a file is missing or damaged, or a setting is not valid.
  public init(_ configuration: Configuration) throws {
    options = try Options(configuration.settings)
    let model = try SequenceModel(
      options.model.map(configuration.workspaceFile) ?? configuration.resource("model.bin"))
    tagger = SequenceTagger(model, passes: options.passes)
    choice = LabelChoice(model.tags.labels)
    known = try Self.known(configuration, options, Set(model.tags.labels))
    references = try ReferenceTable(configuration.resource("references.bin"))
    refiners = Refiners.all(known, model, references)
    forenames = try ForenameGenders(configuration.resource("forenames.txt").lines)
  }

  private static func known(
    _ configuration: Configuration, _ options: Options, _ labels: Set<String>
  ) throws -> EntityList {
    var known = EntityList()
    for path in options.lists {
      try known.add(configuration.workspaceFile(path), named: path, isOwn: true, labels: labels)
    }
    // The plugin's own list is of no use to a model with other labels.
    if labels.isSuperset(of: ["PER", "ORG", "GPE", "LOC", "NORP"]) {
      try known.add(
        configuration.resource("entities.txt"), named: "entities.txt", isOwn: false, labels: labels)
    }
    known.add(try configuration.knownEntities(), labels: labels)
    return known
  }

  /// Suggests entities.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let scanned = ScannedArticle(article.text)
    if let layer = options.layer { return plain(layer, scanned) }
    let read = HeadlineCase.read(scanned, tagger.model, known)
    let candidates = HeadlineCase.withSubjects(
      tagger.mentions(read.text, read.tokens, read.sentences).map(choice.candidate), read, scanned,
      tagger.model)
    let sure = SureNames(candidates, scanned)
    var mentions = candidates.map { sure.supported($0, scanned) }
      .filter {
        $0.score >= options.minimum(for: $0, in: scanned)
          && (options.model != nil || scanned.isLatin($0))
      }
    for refiner in refiners { refiner.refine(&mentions, scanned) }
    mentions.removeAll { $0.score < options.threshold }
    let links = Linker(mentions, scanned, known, forenames, references)
    return mentions.map { annotation($0, links.link($0), scanned) }
  }

  /// The model's mentions on a layer of one's own, about which the refiners know nothing.
  private func plain(_ layer: Layer, _ scanned: ScannedArticle) -> [Annotation] {
    tagger.mentions(scanned.text, scanned.tokens, scanned.sentences).map(choice.candidate)
      .filter { $0.score >= options.threshold }
      .map { candidate in
        Annotation(
          layer: layer, label: candidate.label, spans: [scanned.span(candidate.tokens)],
          score: (candidate.score * 100).rounded() / 100, rule: candidate.rule)
      }
  }

  private func annotation(
    _ candidate: MentionCandidate, _ link: Linker.Link, _ scanned: ScannedArticle
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

/// Entry point exported to the host (see postil.h).
@_cdecl("postil_annotator_EntityTagger")
public func entryPoint() -> UnsafeRawPointer { NativeEntryPoint.table(for: EntityTagger.self) }
