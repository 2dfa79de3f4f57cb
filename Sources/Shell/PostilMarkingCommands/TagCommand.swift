import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilSystem
import PostilViews

/// `tag`: marks words with a label.
struct TagCommand: SimpleCommand {
  let name = "tag"
  let aliases = ["t"]
  let group = CommandGroup.marking
  let implicit: ImplicitStatement? = .label
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "Mark words with a label."
  let usage = "[SPAN…] LABEL [KEY=VALUE…]"
  let details = """
    A label is a command too: `per 1.8-9` is the same as `tag 1.8-9 PER`. If a plugin has suggested the
    same words with the same label, that suggestion is accepted. Punctuation and a possessive 's at the
    edges of numbered words are left out; ! keeps them: 2.1-7!. @ is the whole article; the labels of a
    layer without words need no SPAN: `politics`. `help spans` lists all ways to select words.
    """
  let examples: [Example] = [
    ("tag 1.8-9 PER", "words 8 and 9 of line 1"),
    ("per \"Duarte\"#2 entity=\"Ana Duarte\"", "the second Duarte, with its full name"),
    ("tag \"Bank of Portugal\"#* ORG", "every occurrence"), ("date 1.4 value=2026-03-03", "a date"),
    ("tag \"Hull\"#* GPE on all", "in all articles, in one step"),
    ("tag #2-5 PER --dry-run", "hits of `find`; show what would be marked"),
  ]
  let completion: [Completion] = [.labels, .keys]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let (spans, known) = try split(arguments.words, session)
    let marking = Marking(
      session: session, request: request, layer: known.layer, label: known.label)
    try marking.mark(
      try Targets.grouped(spans, arguments.scope, &session.focus), arguments.pairs)
  }

  /// The spans and the label, which comes last; `tag PER 1.8-9` is accepted too.
  private func split(
    _ words: [Word], _ session: Session
  ) throws -> ([Word], (layer: Layer, label: String)) {
    if words.count == 1, let word = words.first, !word.isQuoted {
      let known = try session.focus.label(word.text)
      if session.focus.schema[known.layer]?.hasWords == false { return ([Word(bare: "@")], known) }
    }
    guard words.count >= 2, let first = words.first, let last = words.last else {
      throw PostilError.usage(.missing("a SPAN and a LABEL", Synopsis(self)))
    }
    if !last.isQuoted, let known = try? session.focus.label(last.text) {
      return (Array(words.dropLast()), known)
    }
    if !first.isQuoted, let known = try? session.focus.label(first.text) {
      return (Array(words.dropFirst()), known)
    }
    return (Array(words.dropLast()), try session.focus.label(last.text))
  }
}
