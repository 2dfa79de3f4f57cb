import Foundation
import PostilExchange
import PostilKit
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// What `export` writes, refuses and says.
@Suite struct RunnerTests {
  @Test func writesFilesAndSaysHowMany() throws {
    try withFolder { folder in
      let report = try export(to: folder + "/out")
      #expect(
        report.summary()
          == "7 accepted annotations written, 1 suggested left out; --with=suggested adds them")
      #expect(
        report.files.map { $0.dropFirst(folder.count) }
          == ["/out/north/fair.txt", "/out/north/fair.ann", "/out/annotation.conf"])
      #expect(try read(folder + "/out/north/fair.txt") == Samples.article.text.utf8)
    }
  }

  @Test func withSuggestedNothingIsLeftOut() throws {
    try withFolder { folder in
      let report = try export(to: folder, with: [.suggested])
      #expect(report.summary() == "7 accepted and 1 suggested annotations written")
      #expect(report.lossSummary.first?.hasPrefix("not in this format: annotator (8)") == true)
    }
  }

  @Test func ofAnUntouchedArticleItSaysWhatToDo() throws {
    try withFolder { folder in
      var annotation = Samples.annotations[0]
      annotation.state = .suggested
      var runner = ExportRunner(try Formats.exporter(named: "brat"), to: folder)
      runner.add(Samples.article, [annotation])
      #expect(
        try runner.finish().summary()
          == "0 accepted annotations written, 1 suggested left out; --with=suggested adds them")
    }
  }

  @Test func replacesOnlyWhenForcedButLeavesTheUnchangedAlone() throws {
    try withFolder { folder in
      _ = try export(to: folder)
      #expect(try export(to: folder).files.isEmpty)
      #expect(throws: PostilError.file(.exists(path: folder + "/north/fair.ann"))) {
        try export(to: folder, with: [.suggested])
      }
      let forced = try export(to: folder, with: [.suggested], force: true)
      #expect(forced.files == [folder + "/north/fair.ann", folder + "/annotation.conf"])
    }
  }

  @Test func writesNothingIfOneFileIsRefused() throws {
    try withFolder { folder in
      try write("mine", folder + "/annotation.conf")
      #expect(throws: PostilError.self) { try export(to: folder) }
      #expect(!FileManager.default.fileExists(atPath: folder + "/north"))
      #expect(try read(folder + "/annotation.conf") == Array("mine".utf8))
    }
  }

  @Test(arguments: [true, false])
  func neverWritesOverTheWorkspace(_ exists: Bool) throws {
    try withFolder { folder in
      let sidecar = folder + "/north/fair.jsonl"
      if exists { try write("{\"postil\":1}\n", sidecar) }
      for path in [folder, sidecar] {
        #expect(throws: PostilError.store(.protectedFile(path: sidecar))) {
          try export("jsonl", to: path, force: true, protecting: [sidecar])
        }
      }
    }
  }

  @Test func knowsASidecarByItsFirstLine() throws {
    try withFolder { folder in
      try write("{\"postil\":1}\n", folder + "/gold.jsonl")
      #expect(throws: PostilError.store(.protectedFile(path: folder + "/gold.jsonl"))) {
        try export("jsonl", to: folder + "/gold.jsonl", force: true)
      }
    }
  }

  @Test(arguments: ["north", "north/fair.ann"])
  func followsNoLinkOutOfTheFolder(_ name: String) throws {
    try withFolder { folder in
      let out = folder + "/out"
      try write("elsewhere", folder + "/elsewhere/fair.ann")
      try FileManager.default.createDirectory(
        atPath: out + (name == "north" ? "" : "/north"), withIntermediateDirectories: true)
      let destination = name == "north" ? folder + "/elsewhere" : folder + "/elsewhere/fair.ann"
      try FileManager.default.createSymbolicLink(
        atPath: "\(out)/\(name)", withDestinationPath: destination)
      #expect(throws: PostilError.file(.linkLeaves(path: "\(out)/\(name)", folder: out))) {
        try export(to: out, force: true)
      }
      #expect(try read(folder + "/elsewhere/fair.ann") == Array("elsewhere".utf8))
    }
  }

  @Test(arguments: ["../up", "/root", "a//b", "a/./b", "", "nul\0"])
  func refusesIdsThatAreNoNames(_ id: String) throws {
    try withFolder { folder in
      var article = Samples.article
      article.id = id
      var runner = ExportRunner(try Formats.exporter(named: "conll"), to: folder + "/out")
      runner.add(article, [])
      #expect(throws: PostilError.self) { try runner.finish() }
      #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
    }
  }

  @Test func takesTheCorpusInOneFile() throws {
    try withFolder { folder in
      var runner = ExportRunner(try Formats.exporter(named: "conll"), to: folder + "/all.conll")
      for id in ["one", "two"] { runner.add(Article(id: id, text: Text("A word.")), []) }
      #expect(try runner.finish().files == [folder + "/all.conll"])
      let article = "-DOCSTART- -X- O O\n\nA -X- _ O\nword -X- _ O\n. -X- _ O\n\n"
      #expect(try read(folder + "/all.conll") == Array((article + article).utf8))
    }
  }

  @Test func leavesOutWhatIsNotInTheText() throws {
    try withFolder { folder in
      let far = Annotation(
        id: "far", layer: .entity, label: "PER", spans: [Span(0, 99)], state: .accepted)
      var runner = ExportRunner(try Formats.exporter(named: "brat"), to: folder)
      runner.add(Article(id: "short", text: Text("short")), [far])
      #expect(try runner.finish().losses.map(\.loss.what) == ["dropped: it is outside the text"])
    }
  }

  @Test func everyFormatHasANameOfItsOwn() {
    for names in [Formats.exporters().map(\.name), Formats.importers().map(\.name)] {
      #expect(Set(names).count == names.count)
    }
    #expect(throws: PostilError.self) { try Formats.exporter(named: "bratt") }
  }

  // MARK: Copies of texts

  @Test func marksAFolderOfCopies() throws {
    try withFolder { folder in
      let report = try export(to: folder + "/out")
      #expect(ExportFolder.isMarked(folder + "/out"))
      #expect(!report.files.contains { $0.hasSuffix(ExportFolder.marker) })
      try export("jsonl", to: folder + "/lines")
      #expect(!ExportFolder.isMarked(folder + "/lines"))
    }
  }

  @Test func marksNoFolderWithOtherTexts() throws {
    try withFolder { folder in
      try write("mine", folder + "/mine.txt")
      try export(to: folder)
      #expect(!ExportFolder.isMarked(folder))
    }
  }

  @Test func writesNothingInADryRun() throws {
    try withFolder { folder in
      var runner = ExportRunner(try Formats.exporter(named: "brat"), to: folder + "/out")
      runner.add(Samples.article, Samples.annotations)
      #expect(try runner.finish(isDryRun: true).files.count == 3)
      #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
    }
  }

  @Test func writesNoCopiesAmongArticles() throws {
    try withFolder { folder in
      try write("mine", folder + "/news/mine.txt")
      var runner = ExportRunner(
        try Formats.exporter(named: "brat"), to: folder + "/news",
        protecting: [folder + "/news/mine.txt"], workspace: folder)
      runner.add(Samples.article, [])
      #expect(throws: PostilError.self) { try runner.finish() }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/news") == ["mine.txt"])
    }
  }

  // MARK: Helpers

  @discardableResult
  private func export(
    _ format: String = "brat", to path: String, with states: Set<Annotation.State> = [],
    force: Bool = false, protecting protected: [String] = []
  ) throws -> ExportReport {
    var runner = ExportRunner(
      try Formats.exporter(named: format), to: path, with: states, force: force,
      protecting: protected)
    runner.add(Samples.article, Samples.annotations)
    return try runner.finish()
  }

  private func read(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: path)))
  }

  private func write(_ content: String, _ path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(filePath: path))
  }
}

/// A folder that is gone afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "postil-\(UUID())").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}
