import Foundation
import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// A workspace in a folder of its own, with what is exported from it or imported into it.
struct Trial {
  let folder: String
  var workspace: Workspace { get throws { try Workspace(root: "\(folder)/texts") } }

  /// Runs a body with a workspace of these texts.
  static func of(_ texts: [String: String], _ body: (Trial) throws -> Void) throws {
    try withFolder { folder in
      let trial = Trial(folder: folder)
      try FileManager.default.createDirectory(
        atPath: "\(folder)/texts", withIntermediateDirectories: true)
      for (name, text) in texts { try trial.write(text, "texts/\(name).txt") }
      try body(trial)
    }
  }

  /// The names of the articles.
  var names: [String] { get throws { try workspace.articles().map(\.name) } }

  func write(_ text: String, _ name: String) throws {
    let url = URL(filePath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// Adds annotations to an article.
  func add(_ annotations: [Annotation], to name: String, by author: Author) throws {
    var transaction = Transaction(in: try workspace, by: author)
    let store = try AnnotationStore.open(workspace.article(named: name))
    for annotation in annotations { transaction.put(annotation, in: store) }
    _ = try transaction.commit()
  }

  /// Writes a file and imports it.
  @discardableResult
  func importing(
    _ format: String, _ text: String, as name: String,
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportRunner.Report {
    try write(text, "in/\(name)")
    return try importing(format, options)
  }

  /// Imports what lies in the folder of the trial.
  func importing(
    _ format: String, _ options: ImportOptions = ImportOptions(), from path: String = "in"
  ) throws -> ImportRunner.Report {
    try ImportRunner(try Formats.importer(named: format, options), into: workspace, options)
      .run("\(folder)/\(path)", by: .person("anna"))
  }

  func annotations(_ name: String) throws -> [Annotation] {
    try AnnotationStore.open(workspace.article(named: name)).annotations.map(\.annotation)
  }

  /// Each annotation as `PER Ana accepted name=value`.
  func shown(_ name: String) throws -> [String] {
    try annotations(name).map { one in
      ([one.label, one.text, one.state.rawValue]
        + one.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.plain)" })
        .joined(separator: " ")
    }
  }
}
