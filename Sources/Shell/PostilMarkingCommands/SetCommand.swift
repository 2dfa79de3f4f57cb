import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `set`: sets attributes of annotations, or settings.
struct SetCommand: SimpleCommand {
  let name = "set"
  let group = CommandGroup.marking
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let printsJSON = true
  let summary = "Set attributes of annotations, or how articles are shown."
  let usage = "[SETTING VALUE] | IDS | FILTER… KEY=VALUE…"
  let details = """
    KEY= without a value removes the attribute. Values are checked by the schema. ref=? lists what one
    mention may refer to, from kb.tsv, other articles and the tables of plugins; at a terminal a digit
    selects one.

    Settings last for the session; set alone lists them and where each was set. To keep one, for example view = "list",
    write it into [shell] of the workspace's postil.toml or of your own config.toml.
    """
  let examples: [Example] = [
    ("set e2 value=2023-03-13", "the date's value"),
    ("set PER entity=\"Ana Duarte\" text=Duarte", "of people whose words are Duarte"),
    ("set ?4 ref=?", "list what ?4 may refer to, with ids"),
    ("set view list", "list annotations as text instead of drawing them"),
    ("set ruler on", "number every fifth word"),
  ]

  func completion(after words: [Word]) -> [Completion] {
    guard let first = words.first else { return [.annotations, .filters, .settings] }
    guard let setting = try? Setting.named(first.text) else {
      return [.annotations, .filters, .keys]
    }
    return words.count == 1 ? [.words(setting.choices)] : []
  }

  /// Without pairs it changes a setting, whose value may be the word `on`.
  func hasScope(_ words: [Word], _ pairs: [(name: String, value: Word)]) -> Bool {
    !pairs.isEmpty
  }

  /// The keys of pairs that select annotations instead of being set.
  private static let selecting = Set(AnnotationFilter.names)

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    if arguments.pairs.isEmpty { return try SettingChange(session, request).run(arguments.words) }
    let pairs = arguments.pairs.filter { !Self.selecting.contains($0.name) }
    var selecting = arguments
    selecting.pairs = arguments.pairs.filter { Self.selecting.contains($0.name) }
    let chosen = try selecting.selected(for: self, in: &session.focus)
    if pairs.contains(where: { $0.value.text == "?" && $0.name == "ref" }) {
      return try ask(chosen, arguments, request, session)
    }
    let parts = try chosen.map { part in
      (
        article: part.article,
        annotations: try part.annotations.map { try changed($0.annotation, pairs, session) }
      )
    }
    guard arguments.has("json") else { return try session.revise(parts, request) }
    let edits = parts.map { Edit(article: $0.article, changes: $0.annotations.map { .put($0) }) }
    for outcome in try session.commit(edits.filter { !$0.changes.isEmpty }, request) {
      for stored in outcome.receipt.written {
        try session.console.out.print(json: session.lines(of: outcome.article).json(stored))
      }
    }
  }

  /// `set . ref=?`: lists what one mention may refer to, and sets what the user chooses.
  private func ask(
    _ chosen: [SelectedAnnotations], _ arguments: Arguments,
    _ request: Request, _ session: Session
  ) throws {
    let count = chosen.reduce(0) { $0 + $1.annotations.count }
    guard count == 1, let part = chosen.first(where: { !$0.annotations.isEmpty }) else {
      throw PostilError.command(.asksOfSeveral(role: "ref", count: count))
    }
    let stored = part.annotations[0]
    let question = ReferenceQuestion(session: session, request: request)
    guard
      let ref = try question.answer(stored, in: part.article, asJSON: arguments.has("json"))
    else { return }
    var annotation = stored.annotation
    annotation.attributes["ref"] = .string(ref)
    try session.revise([(part.article, [annotation])], request)
  }

  private func changed(
    _ annotation: Annotation, _ pairs: [(name: String, value: Word)], _ session: Session
  ) throws -> Annotation {
    var annotation = annotation
    for (name, value) in pairs {
      let name = try session.focus.key(name, on: annotation.layer)
      let rules = session.focus.schema[annotation.layer]?.attributeRules[name]
      if value.text.isEmpty, rules?.isRequired == true {
        throw PostilError.schema(.requiredAttribute(name: name, layer: annotation.layer))
      }
      annotation.attributes[name] =
        value.text.isEmpty
        ? nil : try session.focus.schema.value(of: name, on: annotation.layer, typed: value.text)
    }
    return annotation
  }
}
