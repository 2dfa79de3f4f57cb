import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// Attributes, references and notes. An attribute has one value: a second one is listed as lost. Notes
/// are joined.
extension BratReader {
  mutating func takeAttribute(_ line: Line) {
    guard line.words.count >= 2, let place = places[line.words[1]] else {
      return lose(line, "an attribute of an annotation that was not imported")
    }
    let value = line.words.count > 2 ? line.words[2...].joined(separator: " ") : "true"
    if line.words[0] == "State", let state = Annotation.State(rawValue: value) {
      annotations[place].state = state
      return
    }
    let known = options.schema.attributes(of: annotations[place].layer).keys
    let names = known.filter { $0 == line.words[0] || BratTypes.role($0) == line.words[0] }
    if names.isEmpty, options.adopts {
      annotations[place].attributes[line.words[0]] =
        line.words.count > 2 ? .string(value) : .bool(true)
      return
    }
    guard let name = names.min() else {
      return lose(line, "the schema has no attribute '\(line.words[0])'")
    }
    guard names.count == 1 else {
      return lose(
        line,
        "'\(line.words[0])' can be each of the attributes \(names.sorted().joined(separator: ", "))"
      )
    }
    set(name, value, at: place, line)
  }

  private mutating func set(_ name: String, _ value: String, at place: Int, _ line: Line) {
    do {
      let value = try options.schema.value(
        of: name, on: annotations[place].layer, typed: value)
      if let other = annotations[place].attributes[name], other != value {
        return lose(
          line, "a second \(name), '\(value.plain)' beside '\(other.plain)'",
          kind: "a second \(name) of an annotation")
      }
      annotations[place].attributes[name] = value
    } catch { lose(line, "\(error)", kind: "a value that '\(name)' cannot have") }
  }

  mutating func takeReference(_ line: Line) {
    guard line.words.count == 3, let place = places[line.words[1]] else {
      return lose(line, "a reference of an annotation that was not imported")
    }
    let attributes = options.schema.attributes(of: annotations[place].layer)
    let database = String(line.words[2].prefix { $0 != ":" })
    if let name = BratValue.names.first(where: { StorableName.of($0) == database }),
      attributes[name] != nil
    {
      return set(name, line.tail, at: place, line)
    }
    set("ref", line.words[2], at: place, line)
  }

  /// A line of our own type has an attribute's name and value; all other notes are only notes, whatever
  /// they look like.
  mutating func takeNote(_ line: Line) {
    guard line.words.count >= 2, let place = places[line.words[1]] else {
      return lose(line, "a note on an annotation that was not imported")
    }
    if line.words[0] == BratTypes.attributeNote, let equals = line.tail.firstIndex(of: "=") {
      let value = String(line.tail[line.tail.index(after: equals)...])
      return set(String(line.tail[..<equals]), value, at: place, line)
    }
    if let note = annotations[place].attributes["note"]?.string {
      annotations[place].attributes["note"] = .string(note + "; " + line.tail)
    } else {
      set("note", line.tail, at: place, line)
    }
  }
}
