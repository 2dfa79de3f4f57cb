import PostilAgreement
import PostilPointing
import PostilShell
import PostilTerminal

extension PeopleReadings {
  /// The readings of the people that a command names, with notes on articles that are left out.
  ///
  /// - Parameter most: The largest number of people.
  init(
    _ arguments: Arguments, of command: any Command, in session: Session, most: Int = .max
  ) throws {
    var arguments = arguments
    let first = try arguments.take("the people to compare", for: command).text
    var words = [first, try arguments.take("another person", for: command).text]
    while !arguments.words.isEmpty, words.count < most {
      words.append(try arguments.take("", for: command).text)
    }
    try arguments.end(command)
    try self.init(of: words, in: session.focus.workspace)
    for name in unpaired {
      try session.console.err.print("note: not everybody has \(name); it is left out")
    }
    for name in differing {
      try session.console.err.print(
        "note: the sidecars of \(name) were made for different texts; it is left out")
    }
    for name in changed {
      try session.console.err.print(
        "note: the text of \(name) here is not the one that its sidecars were made for; it is left out: run `anchor` on their branch or in their folder"
      )
    }
  }
}
