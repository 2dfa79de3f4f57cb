import Foundation
import PostilKit
import Testing

@testable import PostilTerminal

/// The generated tables of widths.
@Suite struct WidthTests {
  /// Code points of every kind, with their columns in most terminals and in East Asian ones.
  @Test(arguments: [
    (0x00, 0, 0), (0x1F, 0, 0), (0x20, 1, 1), (0x7E, 1, 1), (0x7F, 0, 0), (0x9F, 0, 0),
    (0xA0, 1, 1), (0xA1, 1, 2), (0xAD, 0, 0), (0xE9, 1, 2), (0xFF, 1, 1), (0x2FF, 1, 1),
    (0x300, 0, 0), (0x36F, 0, 0), (0x370, 1, 1), (0x3B1, 1, 2), (0x416, 1, 2), (0x5B0, 0, 0),
    (0x600, 1, 1), (0x627, 1, 1), (0x903, 1, 1), (0x10FF, 1, 1), (0x1100, 2, 2), (0x115F, 2, 2),
    (0x1160, 0, 0), (0x11FF, 0, 0), (0x1200, 1, 1), (0x200B, 0, 0), (0x200D, 0, 0),
    (0x2010, 1, 2), (0x2014, 1, 2), (0x201C, 1, 2), (0x2026, 1, 2), (0x20AC, 1, 2),
    (0x231A, 2, 2), (0x2500, 1, 2), (0x2630, 2, 2), (0x2764, 1, 1), (0x3000, 2, 2),
    (0x302A, 0, 0), (0x303F, 1, 1), (0x3042, 2, 2), (0x3164, 0, 0), (0x4DC0, 2, 2),
    (0x4E00, 2, 2), (0x9FFF, 2, 2), (0xAC00, 2, 2), (0xD7A3, 2, 2), (0xD7B0, 0, 0),
    (0xE000, 1, 2), (0xFE0F, 0, 0), (0xFF21, 2, 2), (0xFF71, 1, 1), (0xFFA0, 0, 0),
    (0xFFFD, 1, 2), (0x1D400, 1, 1), (0x1F1F5, 2, 2), (0x1F44D, 2, 2), (0x1F600, 2, 2),
    (0x20000, 2, 2), (0x32000, 2, 2), (0x3FFFD, 2, 2), (0xE0001, 0, 0), (0x10FFFF, 1, 1),
  ])
  func measures(_ code: Int, _ narrow: Int, _ wide: Int) throws {
    let scalar = try #require(Unicode.Scalar(UInt32(code)))
    #expect(GraphemeWidth.of(Character(scalar)).columns == narrow)
    #expect(GraphemeWidth.of(Character(scalar), ambiguous: 2).columns == wide)
  }

  @Test(arguments: [WidthTables.zero, WidthTables.wide, WidthTables.ambiguous])
  func boundsAscend(_ table: [UInt32]) {
    #expect(table.count % 2 == 0)
    #expect(zip(table, table.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func asciiIsMeasuredByItsBytes() {
    #expect("".columns == 0 && "plain".columns == 5 && "京 é".columns == 4)
    #expect("\u{1B}".columns == 5 && "a\r\nb".columns == 4)
  }

  /// All code points, but for two differences: a soft hyphen takes no column here, and a spacing
  /// combining mark takes one, since characters that have it count as doubtful.
  @Test(.enabled(if: Wcwidth.version != nil, "wcwidth is not in .build/venv"))
  func agreeWithWcwidth() throws {
    #expect(Wcwidth.version == WidthTables.unicodeVersion)
    let runs = try Wcwidth.runs()
    #expect(runs.first?.first == 0 && runs.last?.last == 0x10FFFF)
    for run in runs {
      for scalar in (run.first...run.last).compactMap(Unicode.Scalar.init) where scalar != "\u{AD}"
      {
        let narrow = GraphemeWidth.of(Character(scalar)).columns
        let wide = GraphemeWidth.of(Character(scalar), ambiguous: 2).columns
        let agrees =
          run.isMark ? narrow == 1 && wide == 1 : (narrow, wide) == (run.narrow, run.wide)
        if !agrees { Issue.record("U+\(String(scalar.value, radix: 16)): \(narrow), \(wide)") }
      }
    }
  }
}

/// The Python package wcwidth, which `Scripts/readers` installs.
private enum Wcwidth {
  /// Neighbouring code points of the same width.
  struct Run {
    let first, last: UInt32
    let narrow, wide: Int
    let isMark: Bool
  }

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let lines = (try? read()) ?? []

  /// The version of Unicode; nil where the package is missing.
  static var version: String? { lines.first?["unicode"]?.string }

  static func runs() throws -> [Run] {
    try lines.dropFirst().map { line in
      func number(_ name: String) throws -> Int { try #require(line[name]?.int) }
      return Run(
        first: UInt32(try number("first")), last: UInt32(try number("last")),
        narrow: try number("narrow"), wide: try number("wide"),
        isMark: try #require(line["mark"]?.bool as Bool?))
    }
  }

  private static func read() throws -> [JSONValue] {
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appending(
      path: ".build/venv/bin/python")
    process.arguments = [tests.appending(path: "Independent/wcwidth_reader.py").path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { try JSONParser.parse(String($0)) }
  }
}
