import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `schema`: lists the schema.
struct SchemaCommand: SimpleCommand {
  let name = "schema"
  let takesArticle = false
  let group = CommandGroup.marking
  let printsJSON = true
  let summary = "List layers, labels, attributes and roles."
  let usage = "[LAYER]"
  let details = """
    With a LAYER each label is listed with its key, its colour and what it means.

    The schema is [layers.NAME] in postil.toml; without it, the schema for news. `postil init` writes one to
    begin with. labels is a list of names, or a table: EVENT = {about = "…", key = "v", colour = "blue"}.
    attributes is a table of names with their types: text, true-false, number, integer, date, timex,
    reference, a list of words, or {type = "date", required = true, default = "…"}. roles is a list of names,
    or a table: from = {to = ["PER", "ORG"], required = true, many = false}, where to lists labels and
    layers. words = false makes labels of the article, as politics, and with roles relations without words of
    their own. The layers entity, quote and timex are there too, since plugins make them, unless closed =
    true under [schema].
    """
  let examples: [Example] = [("schema quote", "one layer")]
  let completion: [Completion] = [.layers]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let layers = session.focus.schema.layers.filter { name == nil || $0.layer.rawValue == name }
    guard !layers.isEmpty else {
      let known = session.focus.schema.layers.map(\.layer.rawValue)
      throw PostilError.value(
        .invalid(
          name: "layer", value: name ?? "", form: "one of \(known.joined(separator: ", "))"))
    }
    if arguments.has("json") {
      for rules in layers { try session.console.out.print(json: SchemaText.json(rules)) }
      return
    }
    let text = SchemaText(session.focus.schema, width: session.preferences.display.columns)
    for rules in layers {
      try session.console.out.print(name == nil ? text.lines(rules) : text.details(rules))
    }
  }
}
