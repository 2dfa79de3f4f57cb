/// One statement about spans of a text, on a layer.
public struct Annotation: Hashable, Sendable {
  /// The state of an annotation.
  public enum State: String, Sendable, CaseIterable {
    /// Made by a plugin, not decided yet.
    case suggested
    /// Confirmed, or made, by a person.
    case accepted
    /// Refused by a person; kept, since it teaches what not to suggest.
    case rejected
  }

  /// Its id in the article, given by the host. A plugin may leave it empty, or use one of its own
  /// (`$1`) to name it in a role of another annotation.
  public var id: String
  /// Its layer.
  public var layer: Layer
  /// The category within the layer: `PER`, `DATE`, `direct`.
  public var label: String
  /// Its spans in reading order, not overlapping. Several if discontinuous; none if it is about the
  /// whole article.
  public var spans: [Span]
  /// The surface string: the words of the spans, joined by one blank. The host fills it in.
  public var text: String
  /// Named links to words, to other annotations, or to both.
  public var roles: [String: [RoleLink]]
  /// Named values, such as a timex's `value`.
  public var attributes: [String: JSONValue]
  /// Suggested, accepted or rejected.
  public var state: State
  /// Who made it: `name@version` of a plugin, or a person's name. The host fills in a plugin's.
  public var annotator: String
  /// The plugin's confidence, from 0 to 1, if it has one.
  public var score: Double?
  /// The rule or feature that made it, for `why`.
  public var rule: String?
  /// Fields of its JSON that this version does not know; they are kept on every rewrite.
  public var unknown: JSONObject

  /// Makes an annotation; what a host fills in may be left out.
  public init(
    id: String = "", layer: Layer, label: String, spans: [Span], text: String = "",
    roles: [String: [RoleLink]] = [:], attributes: [String: JSONValue] = [:],
    state: State = .suggested, annotator: String = "", score: Double? = nil, rule: String? = nil,
    unknown: JSONObject = JSONObject()
  ) {
    self.id = id
    self.layer = layer
    self.label = label
    self.spans = spans
    self.text = text
    self.roles = roles
    self.attributes = attributes
    self.state = state
    self.annotator = annotator
    self.score = score
    self.rule = rule
    self.unknown = unknown
  }

  /// The range from the start of the first span to the end of the last; empty without spans.
  public var extent: Span { Span(spans.first?.start ?? 0, spans.last?.end ?? 0) }
}

/// What a role points at: words, another annotation, or both.
public struct RoleLink: Hashable, Sendable {
  /// The words, in reading order; none if only an annotation is named.
  public var spans: [Span]
  /// The id of the annotation meant, if any.
  public var id: String?

  /// Makes a link to words, to an annotation, or to both.
  public init(spans: [Span] = [], id: String? = nil) {
    self.spans = spans
    self.id = id
  }
}
