import PostilTerminal

extension HelpText {
  /// The filters of queries, as lines of `help query`.
  package var query: [StyledLine] {
    Self.query.flatMap { StyledLine.row(StyledLine($0.form), $0.means, at: 34, width: width) }
  }

  /// The filters of queries: what `list`, `find`, `accept`, `reject`, `review` and others take as words, and
  /// `stats` and `export` with --where.
  package static let query: [(form: String, means: String)] = [
    ("PER  quote  suggested  flagged", "a label, a layer, a state; several are alternatives"),
    ("entity=\"Ana Duarte\"  value>2023-03", "an attribute: = is, ~ has a part, < <= > >= compare"),
    ("text~bank  score<0.5  rule=R", "its words, the plugin's confidence, the rule that made it"),
    ("source~duarte", "the words of a role"),
    ("source.entity~duarte", "an attribute of the annotations there; also source.label=PER"),
    ("in quote", "in another annotation; any filter may follow"),
    ("contains DATE  overlaps PER", "around another one, or sharing a character with it"),
    ("starts quote  ends quote", "in another one, at its start or end"),
    ("near PER/10", "at most 10 words from another one; 10 if no number is given"),
    ("in (quote source.entity~duarte)", "parentheses hold several filters"),
    ("not PER  not near PER/5", "turns the next filter around"),
    ("with ref  without source", "has an attribute or a role, or has not"),
    ("section=boilerplate", "begins in a section: title, byline, dateline, post, body, …"),
    ("published>=2023-03  outlet~wire", "facts of the article; also status=done, article~harbour"),
    (
      "by=anna  since=monday  until=7d", "who wrote it last, and when (UTC); also today, 2023-03-13"
    ),
    ("sort=left", "find, list: by the words before; also right, text, published, score"),
    ("count by entity", "find, list: how often each value occurs; any name from above"),
  ]
}
