import PostilKit
import PostilSystem

/// The spans and relations of a record, in whichever of the known shapes it has them: `spans` of Prodigy,
/// `ents` of spaCy's documents, `entities` of spaCy's training data and of doccano, `label` of doccano.
struct SpanLists {
  /// The spans, as objects with `start`, `end` and `label`.
  private(set) var spans: [JSONValue] = []
  private(set) var relations: [JSONValue] = []
  /// What was not read, with the reason.
  private(set) var unread: [String] = []

  /// The members that hold spans; of several, the first is read.
  private static let names = ["spans", "ents", "entities", "label", "labels", "annotations"]

  init(_ object: JSONObject) {
    var used: String?
    for name in Self.names {
      guard let value = object[name], !Self.isNothing(value) else { continue }
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
    }
    guard let value = object["relations"], !Self.isNothing(value) else { return }
    relations = value.array ?? []
    if value.array == nil { unread.append("'relations' is not a list") }
  }

  private static func isNothing(_ value: JSONValue) -> Bool {
    value == .null || value.array?.isEmpty == true || value.object?.isEmpty == true
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
    guard var object = value.object, let start = object["start_offset"], object["start"] == nil
    else {
      return value
    }
    object["start"] = start
    object["end"] = object["end_offset"]
    return .object(object)
  }
}
