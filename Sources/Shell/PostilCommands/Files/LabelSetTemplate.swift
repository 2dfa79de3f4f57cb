/// The postil.toml that `init` writes.
enum LabelSetTemplate {
  static let text = """
    # The label set of this workspace. `postil schema` shows what holds, `postil help schema` explains every
    # key, `guide LABEL` shows what is said about a label, and `postil check` finds what no longer fits.

    [schema]
    # closed = true                   # no layers but these; else also entity, quote and timex, for plugins
    # guidelines = "guidelines.md"    # `guide LABEL` shows the sections whose headings name the label

    # Labels of words: what each means, its key in `mark`, and its colour.
    [layers.event.labels]
    EVENT = {about = "something that happened and has a name", key = "v", colour = "blue"}
    WEAPON = {about = "a weapon, by its name or kind", key = "w", colour = "red"}
    TREATY = {about = "a treaty or an agreement, by its name", key = "t", colour = "green"}

    # Values that an annotation may have: text, true-false, number, integer, date, timex, reference, or words.
    [layers.event.attributes]
    kind = ["war", "peace"]
    note = "text"

    # A relation without words of its own: `signed from=e3 to=e1`.
    [layers.signed]
    words = false
    labels = ["signed"]

    [layers.signed.roles]
    from = {to = ["PER", "ORG", "GPE"], required = true}
    to = {to = ["TREATY"], required = true, many = false}

    # Labels of a whole article: `politics`.
    [layers.topic]
    words = false
    labels = ["politics", "economy", "conflict"]

    # Labels of a plugin that are called otherwise here, or are left out.
    # [plugins.entity-tagger.labels]
    # NORP = "GROUP"
    # EVENT = "-"

    """
}
