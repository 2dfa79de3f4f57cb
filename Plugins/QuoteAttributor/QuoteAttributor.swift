import PostilKit
import PartOfSpeech

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

  /// The tagger that the rules rely on.
  public let tagger: Tagger
  private let lexicon: CueLexicon
  private let forenames: Forenames
  /// For each rule how much of what it found was right, measured on news.
  private let precision: [String: Double]

  /// Starts it: maps the tagger's model, reads the cue verbs.
  public init(_ configuration: Configuration) throws {
    tagger = try Tagger(configuration.resource("pos.bin"))
    let cues = try configuration.resource("cues.txt")
    let irregular = try configuration.resource("irregular.txt")
    lexicon = try CueLexicon(cues.lines, irregular: irregular.lines)
    forenames = try Forenames(configuration.resource("forenames.txt").lines)
    precision = try Self.precision(configuration.resource("rules.txt").lines)
  }

  /// Reads lines of a rule's name and its precision in per cent.
  private static func precision(_ lines: [String]) throws -> [String: Double] {
    var precision: [String: Double] = [:]
    for line in lines {
      let fields = line.split(separator: " ")
      guard fields.count == 2, let percent = Int(fields[1]) else {
        throw AnnotatorError("rules.txt: '\(line)' is not a rule and a number")
      }
      precision[String(fields[0])] = Double(percent) / 100
    }
    return precision
  }

  /// Suggests annotations.
  public func annotate(_ article: Article, given: [Annotation]) throws -> [Annotation] {
    let tokens = Tokens(article.text)
    let sentences = Sentences(article.text, tokens)
    let tags = tagger.tags(article.text, tokens, sentences)
    return attributions(in: article.text, tokens, sentences, tags, given: given)
  }

  /// The rules alone, for a text that is cut and tagged already.
  public func attributions(
    in text: Text, _ tokens: Tokens, _ sentences: Sentences, _ tags: [WordTag],
    given: [Annotation] = []
  ) -> [Annotation] {
    var reading = Reading(text, tokens, sentences, tags, tagger)
    reading.take(Marks.runs(reading))
    Runs.classify(&reading)
    let cues = Cues(reading, lexicon)
    var source = Source(reading)
    var content = Content(reading)
    let constructions = Constructions(reading)
    var found = constructions.find()
    for sentence in reading.sentences {
      constructions.find(sentence, &found)
      cues.find(sentence, &content.cues)
      if content.cues.isEmpty { continue }
      source.find(content.cues, sentence) { site in
        if let one = content.find(site) { found.append(one) }
      }
    }
    var attributions = Continuation.extend(found, reading)
    let mentions = Mentions(reading, forenames).find(given)
    Resolve(reading, mentions).resolve(&attributions)
    for index in attributions.indices { Flags.set(&attributions[index], reading) }
    return attributions.map { annotation($0, reading) }
  }
}

extension QuoteAttributor {
  private func annotation(_ attribution: Attribution, _ reading: Reading) -> Annotation {
    var content = attribution.content
    if content.count > 1 { content.sort { $0.lowerBound < $1.lowerBound } }
    var attributes = [String: JSONValue](minimumCapacity: 3)
    if let speaker = attribution.speaker { attributes["speaker"] = .string(speaker) }
    if attribution.isNegated { attributes["negated"] = .bool(true) }
    if let relay = attribution.relay {
      attributes["relayed-by"] = .string(reading.text[reading.span(relay)])
    }
    if let words = Explanation.words(attribution, reading) { attributes["words"] = .string(words) }
    if attribution.isPassive { attributes["passive"] = .bool(true) }
    if attribution.isHypothetical { attributes["hypothetical"] = .bool(true) }
    return Annotation(
      id: attribution.number.map { String($0) } ?? "", layer: .quote,
      label: Flags.label(attribution, reading),
      spans: content.map { reading.span($0) }, roles: roles(attribution, reading),
      attributes: attributes, score: precision[attribution.rule], rule: attribution.rule)
  }

  private func roles(_ attribution: Attribution, _ reading: Reading) -> [String: [RoleLink]] {
    var roles = [String: [RoleLink]](minimumCapacity: 3)
    if let cue = attribution.cue { roles["cue"] = [RoleLink(spans: [reading.span(cue)])] }
    if let source = attribution.source {
      roles["source"] = [RoleLink(spans: [reading.span(source)], id: attribution.speakerId)]
    }
    if let parent = attribution.parent { roles["parent"] = [RoleLink(id: String(parent))] }
    if let addressee = attribution.addressee {
      roles["addressee"] = [RoleLink(spans: [reading.span(addressee)])]
    }
    return roles
  }
}

/// The door that a host comes in by.
@_cdecl("postil_annotator_QuoteAttributor")
public func door() -> UnsafeRawPointer { NativeDoor.table(for: QuoteAttributor.self) }
