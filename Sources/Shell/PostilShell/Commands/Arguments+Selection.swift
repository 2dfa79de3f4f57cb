import PostilPointing
import PostilSchema
import PostilSystem
import PostilTerminal

extension Arguments {
  /// The annotations that the words and pairs select in the articles of the scope, per article.
  ///
  /// - Throws: `missing` if there are neither words nor pairs; the error of a word that selects
  ///   nothing.
  package func selected(
    for command: any Command, in focus: inout Focus
  ) throws -> [SelectedAnnotations] {
    let selection = try Selection(words, pairs, schema: focus.schema)
    guard !selection.isEmpty else {
      throw PostilError.usage(.missing("annotations", Synopsis(command)))
    }
    return try selection.chosen(in: scope, &focus)
  }

  /// The filters of --where; nil without the flag.
  ///
  /// - Throws: What is wrong with them.
  package func query(_ schema: Schema) throws -> Selection? {
    try value(Flag.filters.name).map { try Selection(query: $0, schema: schema) }
  }

  /// The key source of a command driven by single keys: `--keys`, else the terminal.
  ///
  /// - Throws: `noKeys` if there is neither.
  package func keys(
    for command: any Command, _ console: Console, advice: String? = nil
  ) throws(PostilError) -> (source: any KeySource, isLive: Bool) {
    guard let keys = console.keys(value("keys")) else {
      throw .usage(.noKeys(command: command.name))
    }
    return keys
  }
}
