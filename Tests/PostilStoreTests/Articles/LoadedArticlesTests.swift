import Foundation
import PostilKit
import Testing

@testable import PostilStore

/// Articles are read once in a run, unless their file changes.
@Suite struct LoadedArticlesTests {
  /// Reads a file, replaces it by a text of the same length, and reads it again.
  @Test(arguments: [0, 1 << 20]) func readsAChangedFileAgain(_ capacity: Int) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "postil-\(UUID()).txt").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = ArticleFile(name: "a", textPath: path, sidecarPath: path + ".jsonl")
    let articles = LoadedArticles(capacity: capacity)
    for text in ["Ana.", "Bob."] {
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(try articles.read(file).article.text.string == text)
      #expect(try articles.read(file).article.text.string == text)
    }
  }
}
