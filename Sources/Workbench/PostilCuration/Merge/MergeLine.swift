import PostilKit
import PostilSystem

/// A line of a sidecar as the merge sees it: its bytes, and what it is about.
struct MergeLine {
  /// What a line is about.
  enum Subject: Hashable {
    case annotation(String)
    case header
    case status
    /// Anything else, which is kept and compared with nothing.
    case other
  }

  /// The bytes without the newline.
  private(set) var bytes: ArraySlice<UInt8>
  /// The members; nil for a line that is not a JSON object.
  private(set) var object: JSONObject?
  let subject: Subject

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    object = (try? JSONParser.parse(bytes))?.object
    subject = Self.subject(object)
  }

  private static func subject(_ object: JSONObject?) -> Subject {
    guard let object else { return .other }
    if let id = object["id"]?.string, !id.isEmpty { return .annotation(id) }
    if object["postil"] != nil { return .header }
    return object["status"] != nil ? .status : .other
  }

  var op: String { object?["op"]?.string ?? "" }
  var at: String { object?["at"]?.string ?? "" }
  var prev: String? { object?["prev"]?.string }
  /// Whether `compact`, `repair` or `anchor` wrote it.
  var isRewriteMark: Bool { object?["compacted"]?.bool == true }
  /// Whether a plugin wrote it; lines of Postil 0.1.0 do not say so, and tell it by their annotator.
  var isPlugins: Bool {
    if let kind = object?["author"]?.string { return kind == "plugin" }
    let by = object?["by"]?.string
    return object?["state"]?.string == "suggested" && by == object?["annotator"]?.string
      && by?.contains("@") == true
  }

  /// What a line that was merged before is known by, though its `prev` may be another now.
  struct Identity: Hashable {
    let op: String
    let subject: Subject
    let decision: JSONObject
  }

  /// Nil for a line that is not one of an op about something.
  var identity: Identity? {
    op.isEmpty || subject == .other
      ? nil : Identity(op: op, subject: subject, decision: decision)
  }

  /// Members that say who wrote a line, when and after what, and not what it decides.
  private static let stamp: Set = [
    "op", "at", "by", "author", "for", "prev", "undoes", "redoes", "command", "articles", "lines",
    "interrupted", "crc", "fingerprint",
  ]
  /// Members of an annotation that tell how it came about.
  private static let history: Set = [
    "annotator", "score", "rule", "also", "ms", "taken", EqualMarks.was,
  ]

  /// What the line decides, to be compared with another line about the same.
  var decision: JSONObject {
    var decision = JSONObject()
    if object?["removed"]?.bool == true {
      decision["removed"] = true
      return decision
    }
    let members = (object?.members ?? []).filter {
      !Self.stamp.contains($0.name) && !Self.history.contains($0.name)
    }
    for member in members.sorted(by: { $0.name < $1.name }) where !Self.isEmpty(member.value) {
      decision[member.name] = member.value
    }
    return decision
  }

  private static func isEmpty(_ value: JSONValue) -> Bool {
    value.object?.isEmpty ?? value.array?.isEmpty ?? false
  }

  /// The line with other members, which may change what it is about.
  func changed(_ change: (inout JSONObject) -> Void) -> MergeLine {
    var line = self
    line.change(change)
    return MergeLine(line.bytes)
  }

  /// Changes members, and the check value if the line has one.
  mutating func change(_ change: (inout JSONObject) -> Void) {
    guard var object else { return }
    let isChecked = object["crc"].map { CheckValue.isOne($0) } ?? false
    if isChecked { object["crc"] = nil }
    change(&object)
    let written = JSONWriter.bytes(.object(object))
    bytes = (isChecked ? CheckValue.adding(to: written) : written)[...]
    self.object = (try? JSONParser.parse(bytes))?.object ?? object
  }
}

/// The lines of one version of a sidecar.
struct MergeVersion {
  let lines: [MergeLine]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: 0x0A).map { MergeLine($0) }
  }

  private init(_ lines: [MergeLine]) { self.lines = lines }

  /// The same with other ids of annotations.
  func renaming(_ ids: [String: String]) -> MergeVersion {
    ids.isEmpty ? self : MergeVersion(lines.map { EqualMarks.renaming($0, ids) })
  }

  /// Whether this version has two lines about the same, of which the later one did not know the other.
  func diverges(_ line: MergeLine, from other: MergeLine) -> Bool {
    func place(_ line: MergeLine) -> Int? {
      lines.lastIndex { $0.subject == line.subject && $0.op == line.op }
    }
    if let one = place(line), let two = place(other), two > one { return diverges(lines[two]) }
    return diverges(line)
  }

  /// Whether a line does not know the one before it about the same.
  private func diverges(_ line: MergeLine) -> Bool {
    guard let prev = line.prev, let place = lines.firstIndex(where: { $0.bytes == line.bytes }),
      let before = lines[..<place].last(where: {
        $0.subject == line.subject && $0.op != line.op
      })
    else { return false }
    return before.op != prev
  }

  /// The newest line about each subject.
  var newest: [MergeLine.Subject: MergeLine] {
    Dictionary(lines.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
  }

  /// The hash of the text in the newest header.
  var sha256: String? {
    lines.last { $0.subject == .header && $0.object?["sha256"] != nil }?.object?["sha256"]?.string
  }

  /// The highest version of the format in its headers.
  var format: Int { lines.compactMap { $0.object?["postil"]?.int }.max() ?? 1 }

  /// Whether it begins as a sidecar, or is empty.
  var isSidecar: Bool { lines.isEmpty || lines.contains { $0.object?["postil"] != nil } }

  /// The lines that another version does not have, in their order; equal lines count one by one.
  func lines(notIn other: [MergeLine]) -> [MergeLine] {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in other { counts[line.bytes, default: 0] += 1 }
    return lines.filter { line in
      guard let count = counts[line.bytes], count > 0 else { return true }
      counts[line.bytes] = count - 1
      return false
    }
  }
}
