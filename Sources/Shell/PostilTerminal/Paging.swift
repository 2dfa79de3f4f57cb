import PostilSystem

/// Prints lines through a pager once they exceed the screen; until then they are held back.
package final class Paging {
  /// Thrown when the user has quit the pager.
  package struct Left: Error {}

  private let output: Output
  private let command: String
  private let rows: Int
  private var held: [StyledLine] = []
  private var pager: Pager?

  package init(output: Output, command: String, rows: Int) {
    self.output = output
    self.command = command
    self.rows = rows
  }

  package func take(_ lines: [StyledLine]) throws {
    let lines = lines.flatMap(output.fitted)
    if let pager { return try send(lines, to: pager) }
    held += lines
    guard held.count >= rows else { return }
    try output.flush()
    guard let pager = Pager(command) else { return }
    self.pager = pager
    try send(held, to: pager)
  }

  private func send(_ lines: [StyledLine], to pager: Pager) throws {
    pager.write(lines.map { output.rendered($0) + "\n" }.joined())
    if !pager.isOpen { throw Left() }
  }

  /// Waits for the pager to end; prints all lines if no pager was started.
  package func finish() throws {
    if let pager, pager.finish() { return }
    try output.print(held)
  }
}
