import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem

/// `set`: sets attributes of annotations, or settings.
struct SetCommand: SimpleCommand {
  let name = "set"
  let group = CommandGroup.marking
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Set attributes of annotations, or how articles are shown."
  let usage = "[SETTING VALUE] | IDS | FILTER… KEY=VALUE…"
  let details = """
    KEY= without a value removes the attribute. Values are checked by the schema. Settings last for
    the session; set alone lists them and where each was set. To keep one, for example view = "list",
    write it into [shell] of the workspace's postil.toml or of your own config.toml.
    """
  let examples: [Example] = [
    ("set e2 value=2023-03-13", "the date's value"),
    ("set PER entity=\"Ana Duarte\" text=Duarte", "of people whose words are Duarte"),
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
    try session.revise(
      try chosen.map { part in
        (part.article, try part.annotations.map { try changed($0.annotation, pairs, session) })
      }, request)
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
