import PostilKit
import PostilSystem

/// Fast reader for the most frequent lines of a sidecar, revisions as Postil writes them: fills an
/// annotation without building JSON values first.
///
/// It accepts only what it reads with certainty and leaves every other line to ``JSONParser``, so
/// that both together read exactly what ``JSONParser`` alone would.
package struct RevisionReader {
  /// Long strings that recur from line to line, cached so that each is created once.
  private var repeated: [String] = Array(repeating: "", count: Field.allCases.count)

  private enum Field: Int, CaseIterable {
    case id, layer, label, spans, text, roles, attributes, state, annotator, score, rule
    case op, at, by, author, commander, prev, lines, check, other
  }

  /// Creates a reader.
  package init() {}

  /// Reads a line into `revision`; false if it is not a revision in Postil's own form.
  package mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into revision: inout Revision
  ) -> Bool {
    var cursor = JSONCursor(bytes)
    var seen = 0
    revision = Revision()
    guard cursor.take(UInt8(ascii: "{")) else { return false }
    repeat {
      guard let name = cursor.plainString(), cursor.take(UInt8(ascii: ":")),
        member(name, &cursor, &revision, &seen)
      else { return false }
    } while cursor.take(UInt8(ascii: ","))
    let needed = [Field.id, .layer, .label, .spans].reduce(0) { $0 | 1 << $1.rawValue }
    return cursor.take(UInt8(ascii: "}")) && cursor.isAtEnd && seen & needed == needed
      && !revision.annotation.id.isEmpty
      && (revision.stamp.person == nil || revision.stamp.kind != nil)
  }

  private mutating func member(
    _ name: UnsafeBufferPointer<UInt8>, _ cursor: inout JSONCursor, _ draft: inout Revision,
    _ seen: inout Int
  ) -> Bool {
    guard let field = Self.field(name) else { return false }
    if field != .other {
      if seen & 1 << field.rawValue != 0 { return false }
      seen |= 1 << field.rawValue
    }
    return value(of: field, name, &cursor, &draft)
  }

  /// Reads the value of a member into its place; false if it is not as Postil writes it.
  private mutating func value(
    of field: Field, _ name: UnsafeBufferPointer<UInt8>, _ cursor: inout JSONCursor,
    _ draft: inout Revision
  ) -> Bool {
    switch field {
    case .id: Self.set(&draft.annotation.id, string(field, &cursor))
    case .layer:
      Self.set(&draft.annotation.layer, string(field, &cursor).map(Layer.init(rawValue:)))
    case .label: Self.set(&draft.annotation.label, string(field, &cursor))
    case .spans: Self.set(&draft.annotation.spans, cursor.spans())
    case .text: Self.set(&draft.annotation.text, string(field, &cursor))
    case .roles: Self.set(&draft.annotation.roles, cursor.value().flatMap(Self.roles))
    case .attributes:
      Self.set(&draft.annotation.attributes, cursor.plainMembers() ?? cursor.members())
    case .state:
      Self.set(
        &draft.annotation.state, string(field, &cursor).flatMap(Annotation.State.init(rawValue:)))
    case .annotator: Self.set(&draft.annotation.annotator, string(field, &cursor))
    case .score: Self.set(&draft.annotation.score, cursor.plainDecimal() ?? cursor.value()?.double)
    case .rule: Self.set(&draft.annotation.rule, string(field, &cursor))
    case .op: Self.set(&draft.stamp.op, string(field, &cursor))
    case .at: Self.set(&draft.stamp.at, string(field, &cursor))
    case .by: Self.set(&draft.stamp.by, string(field, &cursor))
    case .author: Self.set(&draft.stamp.kind, cursor.plainString().flatMap(Self.kind))
    case .commander: Self.set(&draft.stamp.person, string(field, &cursor))
    case .prev: Self.set(&draft.stamp.prev, string(field, &cursor))
    case .lines: Self.set(&draft.stamp.lines, cursor.value().flatMap(SidecarLine.Stamp.lines))
    case .check: Self.set(&draft.stamp.isChecked, Self.isCheck(&cursor) ? true : nil)
    case .other: Self.keep(name, cursor.value(), in: &draft.annotation)
    }
  }

  /// Sets a place to a value; false if there is no value.
  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  /// The same for a place that may be empty.
  private static func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    place = value
    return value != nil
  }

  private static func isCheck(_ cursor: inout JSONCursor) -> Bool {
    cursor.plainString().flatMap(JSONCursor.string).map { CheckValue.isOne(.string($0)) } ?? false
  }

  /// Keeps a member that this version does not know; false for a name that occurs twice.
  private static func keep(
    _ name: UnsafeBufferPointer<UInt8>, _ value: JSONValue?, in annotation: inout Annotation
  ) -> Bool {
    guard let name = String(validating: name, as: UTF8.self), let value,
      annotation.unknown[name] == nil
    else { return false }
    annotation.unknown[name] = value
    return true
  }

  /// The kind of author for a value; nil for a value that Postil does not write.
  private static func kind(_ value: UnsafeBufferPointer<UInt8>) -> Author.Kind? {
    if Bytes.equal("plugin", value) { return .plugin }
    return Bytes.equal("person", value) ? .person : nil
  }

  private mutating func string(_ field: Field, _ cursor: inout JSONCursor) -> String? {
    var ahead = cursor
    guard let plain = ahead.plainString() else { return cursor.value()?.string }
    cursor = ahead
    // Up to 15 bytes are stored inline in a string; only longer ones need an allocation.
    if plain.count > 15, field != .text, Bytes.equal(repeated[field.rawValue], plain) {
      return repeated[field.rawValue]
    }
    guard let string = JSONCursor.string(plain) else { return nil }
    if plain.count > 15, field != .text { repeated[field.rawValue] = string }
    return string
  }

  private static func roles(_ value: JSONValue) -> [String: [RoleLink]]? {
    guard let members = value.object?.members else { return nil }
    var roles: [String: [RoleLink]] = [:]
    for member in members {
      let links = (member.value.array ?? [member.value]).map { RoleLink(json: $0) }
      guard links.allSatisfy({ $0 != nil }) else { return nil }
      roles[member.name] = links.compactMap(\.self)
    }
    return roles
  }

  /// The field with a name; nil for names that make a line something other than a plain revision.
  private static func field(_ name: UnsafeBufferPointer<UInt8>) -> Field? {
    func `is`(_ other: StaticString) -> Bool {
      name.count == other.utf8CodeUnitCount
        && name.indices.allSatisfy { name[$0] == other.utf8Start[$0] }
    }
    switch name.count {
    case 2:
      return `is`("id") ? .id : `is`("op") ? .op : `is`("at") ? .at : `is`("by") ? .by : .other
    case 3: return `is`("for") ? .commander : `is`("crc") ? .check : .other
    case 4: return `is`("text") ? .text : `is`("prev") ? .prev : `is`("rule") ? .rule : .other
    case 5:
      if `is`("layer") { return .layer }
      if `is`("label") { return .label }
      if `is`("spans") { return .spans }
      if `is`("state") { return .state }
      if `is`("score") { return .score }
      if `is`("lines") { return .lines }
      return `is`("roles") ? .roles : .other
    case 6 where `is`("author"): return .author
    case 6: return `is`("postil") || `is`("undoes") || `is`("redoes") ? nil : .other
    case 7: return `is`("removed") || `is`("command") ? nil : .other
    case 8: return `is`("articles") ? nil : .other
    case 9: return `is`("annotator") ? .annotator : .other
    case 10: return `is`("attributes") ? .attributes : .other
    default: return .other
    }
  }
}
