import PostilCore
import PostilKit

/// `find`: where words occur.
struct FindCommand: Command {
  let name = "find"
  let aliases = ["f"]
  let group = CommandGroup.articles
  let summary = "List where words occur, with the number to point at each."
  let usage = "\"WORDS\" | SPAN [--all]"
  let details = "With --all the whole workspace is searched."
  let examples: [Example] = [
    ("find \"Duarte\"", "then say \"Duarte\"#2"),
    ("find \"Bank of Portugal\" --all", "in all articles"),
  ]
  let flags = [Flag("all", nil, "search all articles of the workspace")]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = try arguments.take("the words to find", for: self)
    try arguments.end(self)
    let typed = try words(word, session)
    var total = 0
    if arguments.has("all") {
      for file in try session.workspace.articles() {
        let article = try LoadedArticle.read(file).article
        total += try list(typed, WordGrid(article.text), file.name, arguments, session)
      }
    } else {
      let article = try session.article()
      total = try list(typed, article.grid, nil, arguments, session)
    }
    if total == 0, !arguments.has("json") {
      throw PostilError.noText(
        text: typed,
        nearest: arguments.has("all")
          ? nil : TextSearch(text: try session.article().store.article.text).nearest(to: typed))
    }
  }

  /// What to look for: the words typed, bare or in marks, or the words of a span.
  private func words(_ word: Word, _ session: Session) throws -> String {
    if word.isQuoted, case .text(let text, _)? = try? DesignatorParser.parse(word).parts[0].anchor {
      return text
    }
    if let bare = word.bare, (try? DesignatorParser.parse(word)) == nil { return bare }
    let target = try session.resolver().target(word)
    return try session.article().store.article.text[target.spans]
  }

  private func list(
    _ typed: String, _ grid: WordGrid, _ name: String?, _ arguments: Arguments, _ session: Session
  ) throws -> Int {
    let found = TextSearch(text: grid.text).occurrences(of: typed)
    for (index, range) in found.enumerated() {
      let place = grid.name(grid.text.span(bytes: range))
      if arguments.has("json") {
        var object = JSONObject()
        object["article"] = .string(try name ?? session.article().name)
        object["number"] = .int(index + 1)
        object["place"] = .string(place)
        object["spans"] = [grid.text.span(bytes: range)].json
        try session.output.print(json: .object(object))
        continue
      }
      var line = StyledLine(name.map { "\($0) " } ?? "", .dim)
      line.append("#\(index + 1) \(place)  ", .strong)
      line.append(Context(text: grid.text).around(range))
      try session.output.print(line)
    }
    return found.count
  }
}
