/// Why a JSON value is not an annotation.
public struct AnnotationFailure: Error, Hashable, Sendable {
  /// The reason, as the end of a sentence: "'spans' is missing".
  public let reason: String

  /// Makes a failure.
  public init(_ reason: String) { self.reason = reason }

  static let spans = Self("'spans' must be a list of [start, end] in reading order")
  static let state = Self("'state' must be suggested, accepted or rejected")
}

extension Annotation {
  private static let known: Set = [
    "id", "layer", "label", "spans", "text", "roles", "attributes", "state", "annotator", "score",
    "rule",
  ]

  /// Reads the JSON form, the same in sidecars, plugin messages and the stream. Members it does not
  /// know are kept in ``unknown``.
  ///
  /// - Throws: ``AnnotationFailure`` that names the member at fault.
  public init(json: JSONValue) throws(AnnotationFailure) {
    guard let object = json.object else { throw AnnotationFailure("it is not an object") }
    func text(_ name: String) throws(AnnotationFailure) -> String? {
      guard let value = object[name], value != .null else { return nil }
      guard let string = value.string else { throw AnnotationFailure("'\(name)' is not a string") }
      return string
    }
    guard let layer = try text("layer"), let label = try text("label") else {
      throw AnnotationFailure("'layer' and 'label' are needed")
    }
    guard let spans = [Span](json: object["spans"]) else { throw .spans }
    guard let state = State(rawValue: try text("state") ?? "suggested") else { throw .state }
    self.init(
      id: try text("id") ?? "", layer: Layer(rawValue: layer), label: label, spans: spans,
      text: try text("text") ?? "", roles: try Self.roles(object["roles"]),
      attributes: try Self.attributes(object["attributes"]), state: state,
      annotator: try text("annotator") ?? "", score: object["score"]?.double,
      rule: try text("rule"),
      unknown: JSONObject(object.members.filter { !Self.known.contains($0.name) }))
  }

  private static func attributes(
    _ json: JSONValue?
  ) throws(AnnotationFailure) -> [String: JSONValue] {
    guard let json, json != .null else { return [:] }
    guard let object = json.object else { throw AnnotationFailure("'attributes' is not an object") }
    return Dictionary(uniqueKeysWithValues: object.members.map { ($0.name, $0.value) })
  }

  private static func roles(_ json: JSONValue?) throws(AnnotationFailure) -> [String: [RoleLink]] {
    guard let json, json != .null else { return [:] }
    guard let object = json.object else { throw AnnotationFailure("'roles' is not an object") }
    var roles: [String: [RoleLink]] = [:]
    for member in object.members {
      roles[member.name] = []
      for link in member.value.array ?? [member.value] {
        guard let link = RoleLink(json: link) else {
          throw AnnotationFailure("the role '\(member.name)' names neither spans nor an id")
        }
        roles[member.name]?.append(link)
      }
    }
    return roles
  }

  /// The JSON form, its members in a fixed order, maps by name.
  public var json: JSONValue {
    var object = JSONObject()
    if !id.isEmpty { object["id"] = .string(id) }
    object["layer"] = .string(layer.rawValue)
    object["label"] = .string(label)
    object["spans"] = spans.json
    if !text.isEmpty { object["text"] = .string(text) }
    if !roles.isEmpty {
      object["roles"] = Self.sorted(roles) { $0.count == 1 ? $0[0].json : .array($0.map(\.json)) }
    }
    if !attributes.isEmpty { object["attributes"] = Self.sorted(attributes) { $0 } }
    object["state"] = .string(state.rawValue)
    if !annotator.isEmpty { object["annotator"] = .string(annotator) }
    if let score { object["score"] = .double(score) }
    if let rule { object["rule"] = .string(rule) }
    for member in unknown.members { object[member.name] = member.value }
    return .object(object)
  }

  private static func sorted<Value>(
    _ map: [String: Value], _ json: (Value) -> JSONValue
  ) -> JSONValue {
    .object(
      JSONObject(
        map.sorted { $0.key < $1.key }.map {
          JSONObject.Member(name: $0.key, value: json($0.value))
        }))
  }
}

extension RoleLink {
  /// Reads `{"spans":[[s,e]],"id":…}`; nil unless it names spans, an id, or both.
  public init?(json: JSONValue) {
    guard let object = json.object else { return nil }
    let spans = object["spans"].flatMap { [Span](json: $0) }
    let id = object["id"]?.string
    guard spans?.isEmpty == false || id != nil else { return nil }
    self.init(spans: spans ?? [], id: id)
  }

  /// The link as `{"spans":[[s,e]],"id":…}`.
  public var json: JSONValue {
    var object = JSONObject()
    if !spans.isEmpty { object["spans"] = spans.json }
    if let id { object["id"] = .string(id) }
    return .object(object)
  }
}

extension [Span] {
  /// Reads `[[s,e],…]` in reading order, without overlaps; nil for anything else.
  public init?(json: JSONValue?) {
    guard let elements = json?.array else { return nil }
    self = []
    for element in elements {
      guard let span = Span(json: element), span.start >= (last?.end ?? 0) else { return nil }
      append(span)
    }
  }

  /// The spans as `[[s,e],…]`.
  public var json: JSONValue { .array(map(\.json)) }
}
