import Foundation
import Testing

/// `Scripts/formats`: what programs of others read of each export. Readers that are not installed are named in
/// its output and left out.
@Suite(
  .enabled(if: Postil.isStaged, "./test stages the program"),
  .enabled(if: Readers.areInstalled, "Scripts/readers installs the readers"))
struct FormatTableTests {
  @Test func nothingIsLostWithoutAWord() throws {
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      [
        "python3", Postil.root.appending(path: "Scripts/formats").path, "--fast",
        Postil.executable.path,
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").dropFirst(2).filter { $0.hasPrefix("|") }
    #expect(rows.count >= 12, "\(outcome.output)")
    #expect(rows.allSatisfy { $0.hasSuffix("| 0 |") }, "\(outcome.output)")
  }
}

/// The programs that read exports.
private enum Readers {
  static let areInstalled = FileManager.default.isExecutableFile(
    atPath: Postil.root.appending(path: ".build/venv/bin/python").path)
}
