import PostilKit
import PostilSystem

/// The annotations that people have added on two branches and that say the same, which a merge makes one.
///
/// The annotation of the branch that comes second gets the id of the first one's, so that its lines are further
/// revisions of that: equal ones are an agreement, others a conflict for a person. Its lines keep their old id in
/// ``was``, so that what its branch writes about it later is merged into the same annotation.
struct EqualMarks {
  /// The member of a line that names the ids which its annotation had on other branches.
  static let was = "was"

  /// The ids that earlier merges have given, by those that annotations had before.
  static func renamed(_ versions: [MergeVersion]) -> [String: String] {
    var ids: [String: String] = [:]
    for line in versions.lazy.flatMap(\.lines) {
      guard let id = line.object?["id"]?.string else { continue }
      for old in line.object?[was]?.array?.compactMap(\.string) ?? [] where old != id {
        ids[old] = min(ids[old] ?? id, id)
      }
    }
    return ids
  }

  private let known: Set<String>

  /// - Parameter base: The common ancestor, whose annotations are not new.
  init(_ base: MergeVersion) { known = Set(base.lines.compactMap { $0.object?["id"]?.string }) }

  /// The ids of the second branch's annotations that say what one of the first branch's says, each with that.
  func ids(_ first: [MergeLine], _ second: [MergeLine]) -> [String: String] {
    let words = Self.paired(marks(first), marks(second), renamed: [:])
    // What relations link is compared once it is known which ends are the same.
    let relations = Self.paired(
      marks(first, withWords: false), marks(second, withWords: false), renamed: words)
    return words.merging(relations) { one, _ in one }
  }

  /// An annotation that people alone have added and accepted on a branch.
  private struct Mark {
    let id: String
    let decision: JSONObject
  }

  private func marks(_ lines: [MergeLine], withWords: Bool = true) -> [Mark] {
    var newest: [String: MergeLine] = [:]
    var order: [String] = []
    var suggested: Set<String> = []
    for line in lines {
      guard case .annotation(let id) = line.subject, !known.contains(id) else { continue }
      if newest.updateValue(line, forKey: id) == nil { order.append(id) }
      if line.isPlugins { suggested.insert(id) }
    }
    return order.compactMap { id in
      guard !suggested.contains(id), let line = newest[id],
        line.object?["removed"]?.bool != true, line.object?["state"]?.string == "accepted",
        line.object?["spans"]?.array?.isEmpty ?? true != withWords
      else { return nil }
      return Mark(id: id, decision: line.decision)
    }
  }

  private static func paired(
    _ first: [Mark], _ second: [Mark], renamed: [String: String]
  ) -> [String: String] {
    let (taken, others) = (Set(first.map(\.id)), Set(second.map(\.id)))
    var left = Dictionary(grouping: first.filter { !others.contains($0.id) }) {
      key($0, renamed: [:])
    }
    let right = Dictionary(grouping: second.filter { !taken.contains($0.id) }) {
      key($0, renamed: renamed)
    }
    var ids: [String: String] = [:]
    for (key, marks) in right {
      var rest = left[key] ?? []
      let unequal = marks.filter { mark in
        let said = Self.said(mark, renamed)
        guard let place = rest.firstIndex(where: { Self.said($0, [:]) == said }) else {
          return true
        }
        ids[mark.id] = rest.remove(at: place).id
        return false
      }
      // Of several that differ nobody can tell which are the same.
      if unequal.count == 1, rest.count == 1 { ids[unequal[0].id] = rest.removeFirst().id }
      left[key] = rest
    }
    return ids
  }

  /// Layer, label and words; of an annotation without words also what it links.
  private static func key(_ mark: Mark, renamed: [String: String]) -> [JSONValue?] {
    let links = mark.decision["spans"] == nil ? said(mark, renamed)["roles"] : nil
    return [mark.decision["layer"], mark.decision["label"], mark.decision["spans"], links]
  }

  /// What an annotation says, whatever its id is.
  private static func said(_ mark: Mark, _ renamed: [String: String]) -> JSONObject {
    var said = mark.decision
    said["id"] = nil
    said["roles"] = said["roles"].map { Self.linked($0, renamed) }
    return said
  }

  /// The roles with other ids.
  private static func linked(_ json: JSONValue, _ ids: [String: String]) -> JSONValue {
    if let array = json.array { return .array(array.map { Self.linked($0, ids) }) }
    guard let object = json.object else { return json }
    var result = JSONObject()
    for member in object.members {
      let id = member.name == "id" ? member.value.string.flatMap { ids[$0] } : nil
      result[member.name] = id.map { .string($0) } ?? Self.linked(member.value, ids)
    }
    return .object(result)
  }

  /// A line with other ids of its annotation and of what its roles link.
  static func renaming(_ line: MergeLine, _ ids: [String: String]) -> MergeLine {
    guard let object = line.object else { return line }
    let old = object["id"]?.string
    let id = old.flatMap { ids[$0] }
    let roles = object["roles"].map { linked($0, ids) }
    guard id != nil || roles != object["roles"] else { return line }
    return line.changed { object in
      if let id, let old {
        let before = object[was]?.array ?? []
        object["id"] = .string(id)
        object[was] = .array(before + (before.contains(.string(old)) ? [] : [.string(old)]))
      }
      if let roles { object["roles"] = roles }
    }
  }
}
