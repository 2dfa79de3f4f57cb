import PostilExchange
import PostilKit

/// Reads an annotation that a file has as a sidecar has it, and holds it to the schema and the text.
struct AnnotationRecord {
  /// The annotation, without what the schema lacks; nil if nothing of it can be taken.
  private(set) var annotation: Annotation?
  /// What cannot be taken, and what it is counted by; nil for its own words.
  private(set) var lost: [(what: String, kind: String?)] = []

  init(_ json: JSONValue, in text: Text, _ options: ImportOptions) { take(json, text, options) }

  private mutating func take(_ json: JSONValue, _ text: Text, _ options: ImportOptions) {
    let read: Annotation
    do throws(AnnotationFailure) { read = try Annotation(json: json) } catch {
      return lose(error.reason)
    }
    guard let meaning = options.meaning(of: read.label, on: read.layer.rawValue) else {
      return lose(options.unknown(read.label, on: read.layer.rawValue))
    }
    let spans = read.spans + read.roles.values.joined().flatMap(\.spans)
    guard spans.allSatisfy({ $0.end <= text.count }) else {
      return lose("a span outside the text: \(json.plain.prefix(60))", "a span outside the text")
    }
    guard read.text.isEmpty || read.text == text[read.spans] else {
      return lose(
        "the words at \(read.extent) are '\(text[read.spans].prefix(40))', not '\(read.text.prefix(40))'",
        "the words at a span differ from those in the record")
    }
    var taken = read
    (taken.layer, taken.label) = meaning
    taken.text = text[read.spans]
    keep(&taken, options)
    annotation = taken
  }

  /// Leaves attributes and roles that the schema lacks.
  private mutating func keep(_ annotation: inout Annotation, _ options: ImportOptions) {
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      for problem in options.problems(of: name, value, on: annotation) {
        lose(problem)
        annotation.attributes[name] = nil
      }
    }
    for name in annotation.roles.keys.sorted()
    where options.role(name, of: annotation.layer) == nil {
      lose("the schema has no role '\(name)'")
      annotation.roles[name] = nil
    }
  }

  private mutating func lose(_ what: String, _ kind: String? = nil) { lost.append((what, kind)) }
}
