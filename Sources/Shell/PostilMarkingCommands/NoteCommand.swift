import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem

/// `note`: sets the note of annotations.
struct NoteCommand: SimpleCommand {
  let name = "note"
  let group = CommandGroup.marking
  let writes = true
  let textAfter: Int? = 1
  let summary = "Set the note of annotations; without TEXT, remove it."
  let details = """
    TEXT is kept word for word, to the end of the line; quotation marks around all of it are left out.
    """
  let usage = "IDS [TEXT]"
  let examples: [Example] = [("note e7 the brother, not the minister", "a note for later readers")]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    // A filter would take words of the note, and a label many annotations.
    guard let first = arguments.words.first, (try? DesignatorParser.parse(first)) != nil else {
      throw PostilError.usage(.missing("an annotation, such as e7", Synopsis(self)))
    }
    var named = arguments
    named.words = Array(arguments.words.prefix(1))
    let chosen = try named.selected(for: self, in: &session.focus)
    let typed = arguments.words.dropFirst().map(\.text).joined(separator: " ")
    let text = request.origin == .commandLine ? typed : Self.unquoted(typed)
    try session.revise(
      try chosen.map { part in
        (part.article, try part.annotations.map { try noted($0.annotation, text, session) })
      }, request)
  }

  /// A note without the quotation marks around all of it, which are not part of it. On the command line the
  /// system's shell has removed them.
  private static func unquoted(_ typed: String) -> String {
    guard let mark = typed.first, mark == "\"" || mark == "'",
      let words = try? CommandParser.statements("note \(typed)"), words.count == 1,
      words[0].words.count == 2, words[0].words[1].pieces.count == 1
    else { return typed }
    return words[0].words[1].unquoted
  }

  private func noted(
    _ annotation: Annotation, _ text: String, _ session: Session
  ) throws -> Annotation {
    var annotation = annotation
    annotation.attributes["note"] =
      text.isEmpty
      ? nil : try session.focus.schema.value(of: "note", on: annotation.layer, typed: text)
    return annotation
  }
}
