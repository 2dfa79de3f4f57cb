import PostilKit
import PostilSystem

/// The spans and relations of a record, in whichever of the known shapes it has them: `spans` of Prodigy,
/// `ents` and groups of `spans` of spaCy's documents, `entities` of spaCy's training data and of
/// doccano, `label` of doccano.
struct SpanLists {
  /// The spans, as objects with `start`, `end` and `label`.
  private(set) var spans: [JSONValue] = []
  /// The relations, as objects with `head_span`, `child_span` and `label`.
  private(set) var relations: [JSONValue] = []
  /// What was not read, with the reason.
  private(set) var unread: [String] = []
  /// What offsets of this shape count.
  private(set) var offsets = OffsetUnit.codePoints
  /// Whether programs differ about what they count.
  private(set) var isUnclear = false

  /// The members that hold spans; of several, the first is read.
  private static let names = ["spans", "ents", "entities", "label", "labels", "annotations"]

  init(_ object: JSONObject) {
    if let unit = object["offsets"]?.string.flatMap(OffsetUnit.init) { offsets = unit }
    if let groups = object["spans"]?.object, object["ents"] != nil || !groups.isEmpty {
      takeGroups(groups, object["ents"])
    } else {
      takeList(object)
    }
    takeRelations(object["relations"])
    unread += object["unread"]?.array?.compactMap(\.string) ?? []
    for (name, what) in [("Comments", "a comment"), ("comments", "a comment")] {
      let count = object[name]?.array?.count ?? 0
      if count > 0 { unread.append("\(what) of the article") }
    }
    for name in Set(
      object["tokens"]?.array?.flatMap { token in
        RecordMembers.unread(in: token.object, besides: RecordMembers.token)
      } ?? []
    ).sorted() { unread.append("'\(name)' of the tokens") }
  }

  private mutating func takeList(_ object: JSONObject) {
    var used: String?
    for name in Self.names {
      guard let value = object[name], !RecordMembers.isNothing(value) else { continue }
      guard let list = Self.list(value) else {
        unread.append("'\(name)' is not a list of spans")
        continue
      }
      if let used {
        unread.append("'\(name)' with \(counted(list.count, "element")), since '\(used)' was read")
        continue
      }
      used = name
      spans = list
      isUnclear = object["offsets"] == nil && Self.isOfDoccano(value)
    }
  }

  /// spaCy's entities and groups of spans. One that is in both is one.
  private mutating func takeGroups(_ groups: JSONObject, _ entities: JSONValue?) {
    var seen: Set<[JSONValue]> = []
    for list in [entities] + groups.members.map({ Optional($0.value) }) {
      for span in list?.array ?? [] {
        let key = [span["start"] ?? .null, span["end"] ?? .null, span["label"] ?? .null]
        if seen.insert(key).inserted { spans.append(span) }
      }
    }
  }

  private mutating func takeRelations(_ value: JSONValue?) {
    guard let value, !RecordMembers.isNothing(value) else { return }
    guard let list = value.array else {
      unread.append("'relations' is not a list")
      return
    }
    for relation in list {
      unread += RecordMembers.unread(in: relation.object, besides: RecordMembers.relation)
        .map { "'\($0)' of a relation" }
    }
    relations = list.map { relation in
      // doccano names the ends by their ids.
      guard let from = relation["from_id"], let to = relation["to_id"] else { return relation }
      return [
        "head_span": ["id": from], "child_span": ["id": to],
        "label": relation["type"] ?? relation["label"] ?? .null,
      ]
    }
  }

  /// Whether spans are as doccano writes them, of which some versions count UTF-16 units.
  private static func isOfDoccano(_ value: JSONValue) -> Bool {
    value.array?.first.map { $0["start_offset"] != nil || $0.array?.count == 3 } ?? false
  }

  /// A list of spans; nil if no element is one.
  private static func list(_ value: JSONValue) -> [JSONValue]? {
    guard let spans = value.array?.map(Self.span),
      spans.contains(where: { $0["start"] != nil && $0["end"] != nil })
    else { return nil }
    return spans
  }

  /// A span as an object with `start`, `end` and `label`; anything else as it is.
  private static func span(_ value: JSONValue) -> JSONValue {
    if let parts = value.array, parts.count == 3 {
      return ["start": parts[0], "end": parts[1], "label": parts[2]]
    }
    guard var object = value.object else { return value }
    // Label Studio's short form has a list of labels.
    if object["label"] == nil, let labels = object["labels"]?.array, labels.count == 1 {
      object["label"] = labels[0]
    }
    guard let start = object["start_offset"], object["start"] == nil else { return .object(object) }
    object["start"] = start
    object["end"] = object["end_offset"]
    return .object(object)
  }
}
