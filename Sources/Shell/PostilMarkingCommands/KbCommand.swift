import PostilKit
import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `kb`: the user's own list of entities.
struct KbCommand: SimpleCommand {
  let name = "kb"
  let takesArticle = false
  let group = CommandGroup.marking
  let printsJSON = true
  let writes = true
  let summary = "List or extend your own list of entities with their ids, kb.tsv of the workspace."
  let usage = "[TEXT] | add FILE"
  let details = """
    A line of FILE has a name, an id such as wikidata:Q2866 (or nothing), a type such as ORG, and other
    names, with tabs between them and semicolons between the other names; # starts a comment line. An
    entity with the id, or with the name and the type, of one in the list replaces it.

    Annotators mark all these names, with that id, before they look anything up in lists of their own;
    `run` or `annotate` applies a change. set ID ref=? lists them first. kb.tsv is a file like any other:
    `undo` does not change it.
    """
  let examples: [Example] = [
    ("kb add ministries.tsv", "add entities, or change those that are there"),
    ("kb port", "list those with port in a name"),
  ]
  let completion: [Completion] = [.words(["add"]), .paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    if arguments.words.first?.bare == "add" {
      arguments.words.removeFirst()
      let path = try arguments.take("a file", for: self).text
      try arguments.end(self)
      return try add(path, arguments, request, session)
    }
    let wanted =
      arguments.words.isEmpty ? nil : try arguments.take("", for: self).unquoted.lowercased()
    try arguments.end(self)
    let found = try OwnEntities(in: session.focus.workspace).entities.filter { entity in
      wanted.map { wanted in
        ([entity.name] + entity.variants).contains { $0.lowercased().contains(wanted) }
      } ?? true
    }
    if arguments.has("json") {
      for entity in found { try session.console.out.print(json: Self.json(entity)) }
      return
    }
    if found.isEmpty { return try session.console.out.print("none") }
    try session.console.page(found.map(Self.line))
  }

  private func add(
    _ path: String, _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws {
    var list = try OwnEntities(in: session.focus.workspace)
    let counts = list.add(try OwnEntities.read(path, for: session.focus.workspace))
    if !request.isDryRun { try list.write() }
    if arguments.has("json") {
      return try session.console.out.print(json: [
        "added": .int(counts.added), "replaced": .int(counts.replaced),
        "entities": .int(list.entities.count),
      ])
    }
    try session.console.out.print(
      "\(counts.added) added, \(counts.replaced) replaced; "
        + "\(KnownEntity.file) \(request.isDryRun ? "would have" : "has") "
        + "\(list.entities.count) \(list.entities.count == 1 ? "entity" : "entities")")
  }

  private static func line(_ entity: KnownEntity) -> StyledLine {
    var line = StyledLine(entity.type.padded(7), .label(entity.type))
    line.append(entity.name)
    if !entity.variants.isEmpty { line.append("  as \(entity.variants.joined(separator: ", "))") }
    if let id = entity.id { line.append("  \(id)") }
    return line
  }

  private static func json(_ entity: KnownEntity) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(entity.name)
    if let id = entity.id { object["ref"] = .string(id) }
    object["label"] = .string(entity.type)
    object["variants"] = .array(entity.variants.map { .string($0) })
    return .object(object)
  }
}
