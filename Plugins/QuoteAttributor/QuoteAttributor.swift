import PostilKit
import PostilLanguage

/// Marks direct, mixed and indirect quotes with their cue and source.
public struct QuoteAttributor: Annotator {
  /// The manifest's name.
  public static let name = "quote-attributor"
  /// Its version.
  public static let version = "0.1.0"
  /// What it does.
  public static let summary = "Marks direct, mixed and indirect quotes with their cue and source."
  /// Entities name the speakers where they are given.
  public static let uses: [Layer] = [.entity]
  /// The layer it makes.
  public static let produces: [Layer] = [.quote]

  private let tagger: Tagger
  private let lexicon: CueLexicon

  /// Starts it: maps the tagger's model, reads the cue verbs.
  public init(_ configuration: Configuration) throws {
    tagger = try Tagger(configuration.resource("pos.bin"))
    let cues = try configuration.resource("cues.txt")
    let irregular = try configuration.resource("irregular.txt")
    lexicon = try CueLexicon(cues.lines, irregular: irregular.lines)
  }

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    var reading = Reading(article.text, tagger)
    reading.take(Marks.runs(reading))
    Runs.classify(&reading)
    let cues = Cues(reading: reading, lexicon: lexicon)
    var source = Source(reading)
    var found: [Attribution] = []
    for sentence in reading.sentences {
      let here = cues.find(sentence)
      if here.isEmpty { continue }
      let content = Content(reading, cues: here)
      found += source.find(here, sentence).compactMap { content.find($0) }
    }
    let attributions = Continuation.extend(found, reading)
    return attributions.map { annotation($0, reading) }
  }
}

extension QuoteAttributor {
  private func annotation(_ attribution: Attribution, _ reading: Reading) -> Annotation {
    var roles: [String: [RoleLink]] = [:]
    if let cue = attribution.cue { roles["cue"] = [RoleLink(spans: [reading.span(cue)])] }
    if let source = attribution.source {
      roles["source"] = [RoleLink(spans: [reading.span(source)])]
    }
    let content = attribution.content.sorted { $0.lowerBound < $1.lowerBound }
    return Annotation(
      layer: .quote, label: "direct", spans: content.map { reading.span($0) }, roles: roles,
      rule: attribution.rule)
  }
}

@_cdecl("postil_annotator_QuoteAttributor")
func door() -> UnsafeRawPointer { NativeDoor.table(for: QuoteAttributor.self) }
