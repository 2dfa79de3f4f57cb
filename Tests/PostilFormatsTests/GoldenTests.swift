import Foundation
import PostilExchange
import Testing

@testable import PostilFormats

/// What each format makes of the sample, byte for byte. `POSTIL_RECORD=1` writes the files anew and
/// fails the run, so that a record is always reviewed.
@Suite struct GoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test(arguments: Formats.exporters().map(\.name))
  func writesTheSample(_ format: String) throws {
    var exporter = try Formats.exporter(named: format)
    let outcome = exporter.export(Samples.article, Samples.annotations)
    for file in outcome.files + exporter.sharedFiles() {
      try expect(file.bytes, equals: "\(format)/\(file.name)")
    }
    let losses = outcome.losses.map { "\($0.id) \($0.what)\n" }.joined()
    try expect(Array(losses.utf8), equals: "\(format)/losses")
  }

  private func expect(_ bytes: [UInt8], equals name: String) throws {
    let url = Self.folder.appending(path: name)
    if ProcessInfo.processInfo.environment["POSTIL_RECORD"] != nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      Issue.record("recorded \(name): review it with git diff")
    }
    #expect(
      try String(decoding: Data(contentsOf: url), as: UTF8.self)
        == String(decoding: bytes, as: UTF8.self))
  }
}
