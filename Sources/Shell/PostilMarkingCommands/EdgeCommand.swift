import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem

/// `edge`: adjusts the span of an annotation.
struct EdgeCommand: SimpleCommand {
  let name = "edge"
  let group = CommandGroup.marking
  let writes = true
  let summary =
    "Adjust the span of an annotation, by words or characters, or replace it."
  let usage = "ID RIGHT [LEFT] | SPAN"
  let details = """
    RIGHT moves the right edge, LEFT the left one: a positive number forwards, a negative one backwards.
    The number counts words, or characters if c follows it.
    """
  let examples: [Example] = [
    ("edge . +1", "one word longer on the right"),
    ("edge e7 0 -2", "two words longer on the left"),
    ("edge . -1c", "one character shorter"), ("edge e9 3.4-9+3.14", "other words, in two spans"),
  ]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let word = try arguments.take("an annotation", for: self)
    let place = try arguments.take("how far the right edge moves", for: self)
    let last = arguments.words.isEmpty ? nil : try arguments.take("", for: self)
    try arguments.end(self)
    var annotation = try session.focus.annotation(word).annotation
    if last == nil, EdgeMover.Step(place.text) == nil {
      annotation.spans = try session.focus.resolver().target(place).spans
    } else {
      annotation.spans = try moved(annotation.spans, word, try step(place), last, session)
    }
    annotation.text = ""
    try session.revise([annotation], request)
  }

  private func moved(
    _ spans: [Span], _ word: Word, _ right: EdgeMover.Step, _ last: Word?, _ session: Session
  ) throws -> [Span] {
    let mover = EdgeMover(grid: try session.focus.article().grid)
    guard let moved = mover.right(spans, by: right),
      let spans = try last.map({ mover.left(moved, by: try step($0)) }) ?? moved
    else {
      throw PostilError.command(.edgeCannotMove(annotation: word.raw))
    }
    return spans
  }

  private func step(_ word: Word) throws -> EdgeMover.Step {
    guard let step = EdgeMover.Step(word.text) else {
      throw PostilError.value(
        .invalid(
          name: "step", value: word.text, form: "+1 or -2 for words, -1c for characters"))
    }
    return step
  }
}
