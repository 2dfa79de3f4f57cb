import PostilExchange
import PostilKit
import PostilSchema

/// Events and relations.
///
/// An event of our own has the name of a layer as its type and a `Content` argument: it tells of that
/// annotation, and its trigger is the cue. In any other event the trigger is the annotation, and the
/// arguments are its roles.
extension BratReader {
  /// The schema's role for a role name in brat.
  private func role(_ name: String, of layer: Layer) -> String? {
    let roles = options.schema.roles(of: layer)
    let bare = String(name.reversed().drop { $0.isNumber }.reversed())
    for name in [name, bare] {
      if let role = roles.first(where: {
        BratTypes.role($0) == name || StorableName.of($0) == name || BratTypes.partner($0) == name
      }) {
        return role
      }
    }
    return options.adopts || options.isOpen(layer) ? bare : nil
  }

  /// Each `Role:T1` of a line.
  private func arguments(_ line: Line) -> [(name: String, target: String)] {
    line.words.compactMap { word in
      let parts = word.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  private func isOwnEvent(_ arguments: [(name: String, target: String)]) -> Bool {
    guard let type = arguments.first?.name else { return false }
    return arguments.dropFirst().contains { $0.name == "Content" }
      && options.schema.layers.contains { BratTypes.event($0.layer) == type }
  }

  /// The `T` that are only the words of a cue or another role.
  func wordsOfRoles(_ lines: [Line]) -> Set<String> {
    var words: Set<String> = []
    for line in lines where line.id.hasPrefix("E") || line.id.hasPrefix("R") {
      let arguments = arguments(line)
      if line.id.hasPrefix("E"), isOwnEvent(arguments), let trigger = arguments.first {
        words.insert(trigger.target)
      }
      for (name, target) in arguments where types[target].map({ isRole($0, name) }) == true {
        words.insert(target)
      }
    }
    return words
  }

  /// Whether a type is that of a role's words. A label of the same name is one only where it is the
  /// target of that role: ``BratWriter`` writes such labels with their layer.
  private func isRole(_ type: String, _ argument: String) -> Bool {
    options.schema.layers.contains { $0.roles.contains { BratTypes.role($0) == type } }
      && (argument.hasPrefix(type) || options.meaning(of: type) == nil)
  }

  /// The `T` of the annotation that the words of a role refer to, by the `T` of the words.
  func meanings(_ lines: [Line]) -> [String: String] {
    var meant: [String: String] = [:]
    for line in lines where line.words[0] == "RefersTo" {
      let arguments = arguments(line)
      if arguments.count == 2 { meant[arguments[0].target] = arguments[1].target }
    }
    return meant
  }

  private func link(_ target: String, _ meant: [String: String]) -> RoleLink? {
    if let place = places[target] {
      return RoleLink(spans: annotations[place].spans, id: annotations[place].id)
    }
    guard let words = spans[target] else { return nil }
    let id = meant[target].flatMap { places[$0] }.map { annotations[$0].id }
    return RoleLink(spans: words, id: id)
  }

  /// Finds the annotation that an event tells of, before the arguments of other events refer to it. A
  /// second event of one trigger is an annotation of its own.
  mutating func placeEvent(_ line: Line) {
    let arguments = arguments(line)
    if isOwnEvent(arguments) {
      let content = arguments.dropFirst().first { $0.name == "Content" && places[$0.target] != nil }
      places[line.id] = content.flatMap { places[$0.target] }
    } else if let trigger = arguments.first, let place = places[trigger.target] {
      let isFirst = told.insert(place).inserted
      places[line.id] = isFirst ? place : annotations.count
      if !isFirst { annotations.append(annotations[place]) }
    }
  }

  mutating func takeEvent(_ line: Line, _ meant: [String: String]) {
    let arguments = arguments(line)
    let isOwn = isOwnEvent(arguments)
    guard let place = places[line.id], let trigger = arguments.first else {
      return lose(
        line,
        isOwn
          ? "an event whose Content is not an annotation"
          : "an event whose trigger is not an annotation")
    }
    if isOwn {
      if let cue = spans[trigger.target] {
        annotations[place].roles[Role.cue, default: []].append(RoleLink(spans: cue))
      } else {
        lose(line, "there is no \(trigger.target)", kind: "a target that does not exist")
      }
    }
    var hasContent = !isOwn
    for (name, target) in arguments.dropFirst() {
      if !hasContent, name == "Content", places[target] == place {
        hasContent = true
        continue
      }
      add(name, target, to: place, line, meant)
    }
  }

  private mutating func add(
    _ name: String, _ target: String, to place: Int, _ line: Line, _ meant: [String: String]
  ) {
    guard let role = role(name, of: annotations[place].layer) else {
      return lose(line, "the schema has no role '\(name)'")
    }
    guard let link = link(target, meant) else {
      return lose(line, "there is no \(target)", kind: "a target that does not exist")
    }
    annotations[place].roles[role, default: []].append(link)
  }

  mutating func takeRelation(_ line: Line, _ meant: [String: String]) {
    if line.words[0] == "RefersTo" { return }
    let arguments = arguments(line)
    if takeWordless(line, arguments) { return }
    guard arguments.count == 2, let place = places[arguments[0].target] else {
      return lose(line, "a relation whose first argument is not an annotation")
    }
    add(line.words[0], arguments[1].target, to: place, line, meant)
  }

  /// Takes a relation that is an annotation of its own: its type is a label of a layer without words, whose
  /// roles its arguments name, or stand for in the schema's order.
  private mutating func takeWordless(
    _ line: Line, _ arguments: [(name: String, target: String)]
  ) -> Bool {
    guard arguments.count == 2, let (layer, label) = options.meaning(of: line.words[0]),
      options.schema[layer]?.hasWords == false
    else { return false }
    let ordered = options.schema.roles(of: layer)
    var relation = Annotation(layer: layer, label: label, spans: [], state: .accepted)
    for (place, argument) in arguments.enumerated() {
      let role = role(argument.name, of: layer) ?? ordered.dropFirst(place).first
      guard let role, let target = places[argument.target] else { return false }
      let link = RoleLink(spans: annotations[target].spans, id: annotations[target].id)
      relation.roles[role, default: []].append(link)
    }
    places[line.id] = annotations.count
    annotations.append(relation)
    return true
  }
}
