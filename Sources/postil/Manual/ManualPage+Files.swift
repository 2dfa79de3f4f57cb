extension ManualPage {
  /// The files that Postil reads and writes, for the section FILES.
  static let files: [(path: String, holds: String)] = [
    ("NAME.txt, NAME.md", "an article; Postil never changes it."),
    (
      "NAME.jsonl",
      "the article's sidecar: one line of JSON for each change, appended and never rewritten, except by `compact`, `repair` and `anchor`, which keep the old one as NAME.jsonl.old."
    ),
    (
      "postil.toml",
      "the workspace's settings: [shell], the schema in [layers.NAME], plugins in [plugins.NAME], and exports in [export.FORMAT]."
    ),
    (
      "published.tsv",
      "days of publication: a line for each article with its name, a tab and the day."
    ),
    ("plugins/", "plugins of the workspace; each runs only after `trust NAME`."),
    (
      ".postil/pending/",
      "what a command is writing to several sidecars; if it was killed, the next command completes or undoes it."
    ),
    (".postil-export", "marks a folder of exported files, whose texts are not articles."),
    (
      "$XDG_CONFIG_HOME/postil/config.toml", "your own settings, in [shell]; default: in ~/.config."
    ),
    ("$XDG_CONFIG_HOME/postil/aliases", "your aliases, one NAME = COMMAND a line."),
    (
      "$XDG_DATA_HOME/postil/",
      "your own plugins, in plugins/, and the plugins that you trust; default: in ~/.local/share."
    ),
    (
      "$XDG_STATE_HOME/postil/history/",
      "the lines typed at the prompt, one file for each workspace; default: in ~/.local/state."
    ),
    (
      "$XDG_CACHE_HOME/postil/",
      "an index of each workspace of many articles, which may be deleted; default: in ~/.cache."
    ),
  ]
}
