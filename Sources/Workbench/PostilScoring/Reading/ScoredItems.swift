import PostilKit
import PostilSchema

/// A mention of an entity, as used for scoring.
struct ScoredEntity: Hashable {
  var article: String
  var span: Span
  var label: String
  /// The name of its cluster, or its id; equal for mentions of the same entity.
  var cluster = ""
}

/// A temporal expression, as used for scoring.
struct ScoredTimex: Hashable {
  var article: String
  var span: Span
  var type: String
  var value: String
}

/// A quote, as used for scoring.
struct ScoredQuote: Hashable {
  var article: String
  var content: [Span]
  var cue: [Span] = []
  var source: [Span] = []
  var kind = ""
  /// The id of the source's entity, if gold has it.
  var entity: JSONValue?
  /// Gold only: a match with it counts neither as right nor as wrong.
  var isOptional = false
  var addressee: [Span] = []
  /// The resolved speaker's name; of several speakers their names, joined.
  var speaker: String?

  /// The value of a speaker as it is compared.
  static func speaker(_ value: JSONValue?) -> String? {
    value?.string ?? value?.array.map { $0.compactMap(\.string).joined(separator: " and ") }
  }
}

/// An annotation of any layer, as it is compared strictly.
package struct ScoredItem: Hashable, Sendable {
  package let article: String
  package let layer: Layer
  package let label: String
  package let spans: [Span]
}

/// Everything that is compared on one side, of every layer.
package struct ScoredSet {
  var entities: [ScoredEntity] = []
  var timexes: [ScoredTimex] = []
  var quotes: [ScoredQuote] = []
  /// The annotations of layers of one's own.
  var others: [ScoredItem] = []
  /// The articles in the order in which they were read, including those that are listed without
  /// annotations.
  var articles: [String] = []
  /// The texts stored with the annotations.
  var texts: [String: String] = [:]

  /// The layers that have items.
  var layers: [Layer] {
    [
      entities.isEmpty ? nil : .entity, timexes.isEmpty ? nil : .timex,
      quotes.isEmpty ? nil : .quote,
    ].compactMap { $0 }
  }

  mutating func add(_ annotations: [Annotation], of article: String) {
    let byID = Dictionary(annotations.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for annotation in annotations where !annotation.spans.isEmpty {
      switch annotation.layer {
      case .entity:
        entities.append(
          ScoredEntity(
            article: article, span: annotation.extent, label: annotation.label,
            cluster: annotation.attributes["entity"]?.string ?? annotation.id))
      case .timex:
        timexes.append(
          ScoredTimex(
            article: article, span: annotation.extent, type: annotation.label,
            value: annotation.attributes["value"]?.string ?? ""))
      case .quote: quotes.append(Self.quote(annotation, article, byID))
      default:
        others.append(
          ScoredItem(
            article: article, layer: annotation.layer, label: annotation.label,
            spans: annotation.spans))
      }
    }
  }

  /// All that is compared strictly, each once.
  func items(_ map: LabelMap, layer: Layer?) -> Set<ScoredItem> {
    let entities = entities.compactMap { one in
      map[one.label].map { (one.article, Layer.entity, $0, [one.span]) }
    }
    let timexes = timexes.map { ($0.article, Layer.timex, $0.type, [$0.span]) }
    let quotes = quotes.map { ($0.article, Layer.quote, $0.kind, $0.content) }
    let known = (entities + timexes + quotes).map { article, layer, label, spans in
      ScoredItem(article: article, layer: layer, label: label, spans: spans)
    }
    return Set((known + others).filter { layer == nil || $0.layer == layer })
  }

  private static func quote(
    _ annotation: Annotation, _ article: String, _ byID: [String: Annotation]
  ) -> ScoredQuote {
    func words(_ role: String) -> [Span] {
      guard let link = annotation.roles[role]?.first else { return [] }
      let spans = link.spans.isEmpty ? link.id.flatMap { byID[$0]?.spans } ?? [] : link.spans
      guard let first = spans.first, let last = spans.last else { return [] }
      return [Span(first.start, last.end)].filter { !$0.isEmpty }
    }
    return ScoredQuote(
      article: article, content: annotation.spans.filter { !$0.isEmpty }, cue: words(Role.cue),
      source: words(Role.source), kind: annotation.label, addressee: words(Role.addressee),
      speaker: ScoredQuote.speaker(annotation.attributes["speaker"]))
  }
}
