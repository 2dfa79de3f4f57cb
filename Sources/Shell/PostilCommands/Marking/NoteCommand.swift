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
    let text = arguments.words.dropFirst().map(\.text).joined(separator: " ")
    try session.revise(
      try chosen.map { part in
        (part.article, try part.annotations.map { try noted($0.annotation, text, session) })
      }, request)
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
