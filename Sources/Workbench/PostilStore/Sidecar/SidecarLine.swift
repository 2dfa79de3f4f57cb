import PostilKit
import PostilSystem

/// The content of one line of a sidecar.
package struct SidecarLine {
  /// The author, time and op of a line.
  package struct Stamp: Hashable {
    var op = ""
    var at = ""
    var by = ""
    /// The kind of the author; nil in lines of Postil 0.1.0.
    var kind: Author.Kind?
    /// The person whose command wrote the line, if `by` is somebody else.
    var person: String?
    var prev: String?
    var undoes: String?
    var redoes: String?
    var command: String?
    /// Whether it takes back an op that was not completed, which cannot be redone.
    var isInterrupted = false
    var articles: [String] = []
    /// In the first of several lines that an op has written at once: their number.
    var lines: Int?
    /// Whether the line has a check value, right or wrong.
    var isChecked = false

    private static let names: Set = [
      "op", "at", "by", "prev", "undoes", "redoes", "command", "articles",
    ]

    /// Whether a member of a line belongs to this stamp. `author`, `for`, `lines` and `crc` do so only with a value
    /// that Postil writes; otherwise another program wrote them, and they are kept.
    func owns(_ name: String) -> Bool {
      switch name {
      case "author": kind != nil
      case "for": person != nil
      case "lines": lines != nil
      case "interrupted": isInterrupted
      case CheckValue.name: isChecked
      default: Self.names.contains(name)
      }
    }
  }

  package enum Content {
    case header(JSONObject, version: Int)
    case revision(Annotation)
    case removal(id: String)
    /// An annotation that is removed until a person decides where it is.
    case moved(MovedAnnotation)
    case status(ArticleStatus)
    /// A plugin has processed the article.
    case ran(RanLine)
    /// A person has decided between the readings of an annotation.
    case settled(id: String)
    /// `compact` dropped the history before this line.
    case compacted
    /// The same, by `anchor`, which has kept the old sidecar.
    case anchored(KeptSidecar)
    /// An undo that restored nothing.
    case mark
    /// JSON that this version does not know; kept.
    case unknown
    /// Not JSON, or an invalid annotation; kept, with the reason.
    case bad(String)
  }

  /// Whether the line is unreadable.
  var isBad: Bool { if case .bad = content { true } else { false } }

  package var content: Content
  package var stamp = Stamp()

  init(_ content: Content, _ stamp: Stamp = Stamp()) {
    self.content = content
    self.stamp = stamp
  }

  /// Reads a line without its newline. Never fails: an unreadable line becomes `bad`.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    do throws(JSONParser.Failure) {
      let value = try JSONParser.parse(bytes)
      guard let object = value.object else {
        self.init(.bad("it is not a JSON object"))
        return
      }
      self.init(object)
    } catch {
      self.init(.bad("it is not valid JSON: \(error.reason), at byte \(error.offset)"))
    }
  }

  private init(_ object: JSONObject) {
    let stamp = Stamp(object)
    self.stamp = stamp
    let rest = JSONObject(object.members.filter { !stamp.owns($0.name) })
    if let version = object["postil"]?.int {
      content = .header(rest, version: version)
    } else if let id = object["id"]?.string, !id.isEmpty {
      content = Self.annotation(id, rest)
    } else if let version = object["postil"] {
      content = .header(rest, version: Self.version(version))
    } else if let status = object["status"]?.string.flatMap(ArticleStatus.init(rawValue:)) {
      content = .status(status)
    } else if let annotator = object["ran"]?.string {
      content = .ran(RanLine(annotator, object))
    } else if let id = object["settled"]?.string {
      content = .settled(id: id)
    } else if object["compacted"]?.bool == true {
      content = KeptSidecar(object).map { .anchored($0) } ?? .compacted
    } else if rest.isEmpty, stamp.undoes != nil || stamp.redoes != nil {
      content = .mark
    } else if object["removed"]?.bool == true || Self.annotates(object) {
      content = .bad("it is about an annotation, but has no 'id'")
    } else {
      content = .unknown
    }
  }

  /// The version that a header gives in another form than a whole number, such as `"2"` or `2.0`; 1 if it
  /// gives none.
  private static func version(_ value: JSONValue) -> Int {
    let number = value.string.map { Double($0) } ?? value.double
    return number.flatMap { Int(exactly: $0.rounded(.up)) } ?? 1
  }

  /// Whether a line has what every annotation has, but for its id.
  private static func annotates(_ object: JSONObject) -> Bool {
    ["layer", "label", "spans"].allSatisfy { object[$0] != nil }
  }

  private static func annotation(_ id: String, _ object: JSONObject) -> Content {
    if object["removed"]?.bool == true {
      return MovedAnnotation(object).map { .moved($0) } ?? .removal(id: id)
    }
    do throws(AnnotationFailure) {
      return .revision(try Annotation(json: .object(object)))
    } catch {
      return .bad(error.reason)
    }
  }
}

extension SidecarLine {
  /// The line as JSON, with its check value and its newline.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Writes ``bytes``.
  func write(to writer: inout JSONWriter) {
    // By far the most lines; other programs' members need to be compared with those of the stamp.
    if case .revision(let annotation) = content, annotation.unknown.isEmpty {
      let start = writer.bytes.count
      writer.write(annotation)
      writer.reopen()
      stamp.write(to: &writer)
      writer.write(raw: CheckValue.ending(after: writer.bytes[start...]))
      return writer.write(raw: "\n")
    }
    var object = JSONObject()
    switch content {
    case .header(let header, let version):
      object["postil"] = .int(version)
      for member in header.members where member.name != "postil" {
        object[member.name] = member.value
      }
    case .revision(let annotation): object = annotation.json.object ?? object
    case .removal(let id):
      object["id"] = .string(id)
      object["removed"] = true
    case .moved(let moved): moved.add(to: &object)
    case .status(let status): object["status"] = .string(status.rawValue)
    case .ran(let run): run.add(to: &object)
    case .settled(let id): object["settled"] = .string(id)
    case .compacted: object["compacted"] = true
    case .anchored(let kept):
      object["compacted"] = true
      object["kept"] = kept.json
    case .mark, .unknown, .bad: break
    }
    stamp.add(to: &object)
    let line = JSONWriter.bytes(.object(object))
    // Another program's member of that name is kept, and must not be given twice.
    writer.write(raw: object[CheckValue.name] == nil ? CheckValue.adding(to: line) : line)
    writer.write(raw: "\n")
  }
}

extension SidecarLine.Stamp {
  /// A stamp for an op at the current time.
  init(op: String, by author: Author, for person: String?) {
    self.init(op: op, at: Timestamp.now(), by: author.name, kind: author.kind, person: person)
  }

  /// Reads the members of a line that belong to the stamp.
  init(_ object: JSONObject) {
    for member in object.members {
      switch member.name {
      case "op": op = member.value.string ?? ""
      case "at": at = member.value.string ?? ""
      case "by": by = member.value.string ?? ""
      case "author": kind = member.value.string.flatMap(Author.Kind.init(rawValue:))
      case "for": person = member.value.string
      case "prev": prev = member.value.string
      case "undoes": undoes = member.value.string
      case "redoes": redoes = member.value.string
      case "command": command = member.value.string
      case "lines": lines = Self.lines(member.value)
      case "interrupted": isInterrupted = member.value.bool == true
      case CheckValue.name: isChecked = CheckValue.isOne(member.value)
      case "articles": articles = member.value.array?.compactMap(\.string) ?? []
      default: break
      }
    }
    if kind == nil { person = nil }
    if undoes == nil { isInterrupted = false }
  }

  /// The number of lines that a member gives; nil for a value that Postil does not write.
  static func lines(_ value: JSONValue) -> Int? { value.int.flatMap { $0 > 1 ? $0 : nil } }

  /// Writes the members that ``add(to:)`` adds.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.write(member: "op", op.isEmpty ? nil : op)
    writer.write(member: "at", at.isEmpty ? nil : at)
    writer.write(member: "by", by.isEmpty ? nil : by)
    writer.write(member: "prev", prev)
    writer.write(member: "undoes", undoes)
    writer.write(member: "redoes", redoes)
    writer.write(member: "command", command)
    writer.write(member: "author", kind?.rawValue)
    writer.write(member: "for", person)
    if isInterrupted { writer.write(raw: ",\"interrupted\":true") }
    if let lines {
      writer.write(raw: ",\"lines\":")
      writer.write(lines)
    }
    if articles.isEmpty { return }
    writer.write(raw: ",\"articles\":")
    writer.write(.array(articles.map { .string($0) }))
  }

  fileprivate func add(to object: inout JSONObject) {
    let members: [(String, String?)] = [
      ("op", op.isEmpty ? nil : op), ("at", at.isEmpty ? nil : at), ("by", by.isEmpty ? nil : by),
      ("prev", prev), ("undoes", undoes), ("redoes", redoes), ("command", command),
    ]
    for (name, value) in members { if let value { object[name] = .string(value) } }
    // Members with these names that another program has written are not overwritten.
    let added = [("author", kind?.rawValue), ("for", person)]
    for (name, value) in added where object[name] == nil {
      object[name] = value.map { .string($0) }
    }
    if isInterrupted { object["interrupted"] = true }
    if let lines, object["lines"] == nil { object["lines"] = .int(lines) }
    if !articles.isEmpty { object["articles"] = .array(articles.map { .string($0) }) }
  }
}
