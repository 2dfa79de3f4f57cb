import PostilKit

/// The members of JSON objects that are read, or that say nothing about the text. Any other one is content
/// that an import has to tell of.
enum RecordMembers {
  /// Members of a record, whatever its shape.
  static let record: Set<String> = [
    "text", "data", "id", "meta", "published", "title", "answer", "tokens", "spans", "ents",
    "entities", "relations", "label", "labels", "annotations", "cats",
    "wordless", "Comments",
    "comments", "offsets", "unread", "background_color", "_timestamp", "_is_binary", "_view_id",
    "_input_hash", "_task_hash", "_session_id", "_annotator_id",
  ]
  /// Members of a span.
  static let span: Set<String> = [
    "id", "start", "end", "start_offset", "end_offset", "token_start", "token_end", "text", "label",
    "labels", "layer", "state", "annotator", "score", "rule", "attributes", "kb_id", "type",
    "color",
  ]
  /// Members of a relation.
  static let relation: Set<String> = [
    "id", "head", "child", "head_span", "child_span", "label", "from_id", "to_id", "type", "color",
  ]
  /// Members of a token.
  static let token: Set<String> = ["id", "start", "end", "text", "ws", "disabled", "style"]
  /// Members of `meta`.
  static let meta: Set<String> = ["id", "title", "published", "source", "url"]
  /// Members of an answer of the stream.
  static let answer: Set<String> = [
    "id", "seq", "text", "sha256", "published", "annotations", "failed", "skipped",
    "error",
  ]
  /// What a server of Label Studio notes of a task for itself.
  static let task: Set<String> = [
    "id", "data", "annotations", "completions", "predictions", "meta", "inner_id", "project",
    "created_at", "updated_at", "updated_by", "file_upload", "total_annotations",
    "cancelled_annotations", "total_predictions", "comment_count", "unresolved_comment_count",
    "last_comment_updated_at", "comment_authors", "overlap", "allow_skip",
  ]
  /// Members of a result of Label Studio.
  static let result: Set<String> = [
    "id", "from_name", "to_name", "type", "value", "score", "origin", "readonly", "hidden", "meta",
    "from_id", "to_id", "direction", "labels",
  ]

  /// The names of the members that are not among those that are read, and that are not empty.
  static func unread(in object: JSONObject?, besides known: Set<String>) -> [String] {
    (object?.members ?? []).filter { !known.contains($0.name) && !isNothing($0.value) }.map(\.name)
  }

  /// Whether a value says nothing: null, or an empty string, list or object.
  static func isNothing(_ value: JSONValue) -> Bool {
    value == .null || value.array?.isEmpty == true || value.object?.isEmpty == true
      || value.string?.isEmpty == true
  }
}
