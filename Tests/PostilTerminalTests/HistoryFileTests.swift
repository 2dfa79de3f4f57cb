import PostilSystem
import TestSupport
import Testing

@testable import PostilTerminal

@Suite struct HistoryFileTests {
  @Test func aLongFileIsReadFromItsEndAndCut() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<300_000).map { "tag 1.\($0) PER" }
    let path = try folder.write("history", lines.joined(separator: "\n") + "\n")
    let history = HistoryFile(path: path)
    #expect(history.lines() == Array(lines.suffix(2000)))
    #expect(try folder.lines("history") == Array(lines.suffix(2000)))
    #expect(history.lines() == Array(lines.suffix(2000)))
  }

  @Test func onlyItsOwnerReadsIt() throws {
    let folder = try TemporaryFolder()
    func mode() -> mode_t {
      var status = stat()
      stat("\(folder.path)/history", &status)
      return status.st_mode & 0o777
    }
    let history = HistoryFile(path: try folder.write("history", "list\n"))
    chmod("\(folder.path)/history", 0o644)
    history.append("quit")
    #expect(mode() == 0o600)
    chmod("\(folder.path)/history", 0o644)
    #expect(history.lines() == ["list", "quit"])
    #expect(mode() == 0o600)
  }
}
