import PostilKit

/// A task of Label Studio as a record: `annotations` are accepted, `predictions` suggested; offsets are
/// UTF-16 units.
struct LabelStudioTask {
  /// What is wrong with a task whose text cannot be found.
  static let noText = "it has no text in 'data'"

  /// The record.
  private(set) var record = JSONObject()
  private var spans: [JSONValue] = []
  private var relations: [JSONValue] = []
  private var categories = JSONObject()

  /// Whether a record is a task without `data`.
  static func isTask(_ object: JSONObject) -> Bool {
    object["annotations"]?.array?.first?["result"] != nil && object["data"] != nil
  }

  /// Reads a task; nil if it has no text.
  init?(_ object: JSONObject) {
    guard let data = object["data"]?.object, let textName = Self.textName(data),
      let text = data[textName]?.string
    else { return nil }
    record["text"] = .string(text)
    record["offsets"] = "utf16"
    var meta = data["meta"]?.object ?? JSONObject()
    if meta["id"] == nil, let id = data["id"] ?? object["meta"]?["id"] { meta["id"] = id }
    if meta["published"] == nil, let published = data["published"] { meta["published"] = published }
    record["meta"] = .object(meta)
    if let id = object["id"] { record["id"] = .string("task-\(id.plain)") }
    var unread = RecordMembers.unread(in: object, besides: RecordMembers.task).map {
      "'\($0)' of a task"
    }
    let read: Set = [textName, "text", "id", "meta", "published"]
    unread += RecordMembers.unread(in: data, besides: read).map { "'\($0)' of the data of a task" }
    for (name, state) in [
      ("annotations", "accepted"), ("completions", "accepted"), ("predictions", "suggested"),
    ] {
      for made in object[name]?.array ?? [] {
        if made["was_cancelled"]?.bool == true {
          unread.append("an annotation that was cancelled")
          continue
        }
        take(made, state, &unread)
      }
    }
    record["spans"] = .array(spans)
    record["relations"] = .array(relations)
    record["cats"] = .object(categories)
    record["unread"] = .array(unread.map { .string($0) })
  }

  /// The name of the text: `text`, else that of the only string.
  private static func textName(_ data: JSONObject) -> String? {
    if data["text"]?.string != nil { return "text" }
    let strings = data.members.filter { $0.value.string != nil }
    return strings.count == 1 ? strings[0].name : nil
  }

  private mutating func take(_ made: JSONValue, _ state: String, _ unread: inout [String]) {
    let annotator = Self.annotator(made)
    for result in made["result"]?.array ?? [] {
      unread += RecordMembers.unread(in: result.object, besides: RecordMembers.result)
        .map { "'\($0)' of a result" }
      unread += RecordMembers.unread(in: result["meta"]?.object, besides: ["postil"])
        .map { "'\($0)' of the meta of a result" }
      if result["type"]?.string == "relation" {
        takeRelation(result, &unread)
        continue
      }
      let value = result["value"]
      if let choices = value?["choices"]?.array, state == "accepted" {
        for choice in choices.compactMap(\.string) { categories[choice] = 1 }
        continue
      }
      let labels = ["labels", "hypertextlabels"].lazy.compactMap { value?[$0]?.array }.first
      guard let value, let labels, value["start"] != nil else {
        unread.append("a result of the type '\(result["type"]?.plain ?? "")'")
        continue
      }
      for (index, label) in labels.enumerated() {
        var span = JSONObject()
        for name in ["start", "end", "text"] { if let part = value[name] { span[name] = part } }
        span["label"] = label
        if let id = result["id"], index == 0 { span["id"] = id }
        span["state"] = .string(state)
        if let annotator { span["annotator"] = .string(annotator) }
        if let score = result["score"] ?? made["score"], score != .null { span["score"] = score }
        if let meta = result["meta"]?["postil"]?.object {
          for member in meta.members { span[member.name] = member.value }
        }
        spans.append(.object(span))
      }
    }
  }

  /// Who made it: an address, a number, or the version of a model.
  private static func annotator(_ made: JSONValue) -> String? {
    if let version = made["model_version"]?.string, !version.isEmpty { return version }
    guard let by = made["completed_by"] else { return nil }
    return by["email"]?.string ?? by.string ?? by.int.map { "user-\($0)" }
      ?? by["id"]?.int.map { "user-\($0)" }
  }

  private mutating func takeRelation(_ result: JSONValue, _ unread: inout [String]) {
    guard let from = result["from_id"], let to = result["to_id"],
      let label = result["labels"]?.array?.first
    else { return unread.append("a relation without a label") }
    let isReversed = result["direction"]?.string == "left"
    relations.append([
      "head_span": ["id": isReversed ? to : from], "child_span": ["id": isReversed ? from : to],
      "label": label,
    ])
  }
}
