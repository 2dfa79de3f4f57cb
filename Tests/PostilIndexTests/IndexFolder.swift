import PostilKit
import PostilStore
import PostilSystem
import TestSupport

@testable import PostilIndex

/// A workspace in a temporary folder, and an index beside it.
struct IndexFolder {
  let folder: TemporaryFolder
  var index: String { "\(folder.path)/cache/index.sqlite" }

  /// Makes a workspace of some articles, each with two mentions.
  init(articles count: Int = 12) throws {
    folder = try TemporaryFolder()
    for number in 0..<count { try add("article-\(number)") }
  }

  func add(_ name: String, _ words: String = "Lisbon") throws {
    let store = try folder.store("ws/\(name)", "Ana Duarte flew to \(words) on Monday.\n")
    var mention = Annotation.mention(0, 10, state: .suggested, by: "tagger@1")
    mention.attributes["entity"] = .string("Ana Duarte \(name.utf8.count)")
    try store.commit(
      [.put(mention), .put(.mention(19, 19 + words.utf8.count, "GPE"))], by: "anna", sync: false)
  }

  var workspace: Workspace { get throws { try Workspace(root: "\(folder.path)/ws") } }

  /// What a scan gives of each article: its facts, or the error.
  ///
  /// - Parameter path: The index that is used, or nil.
  func facts(_ path: String?, settling: Int = 0) throws -> [String: String] {
    let workspace = try workspace
    var found: [String: String] = [:]
    try WorkspaceScan(workspace, index: path, settling: settling)
      .forEach(workspace.articles(), isWhole: true) { file, result in
        found[file.name] =
          switch result {
          case .success(let facts): "\(facts)"
          case .failure(let error): "error: \(error)"
          }
      }
    return found
  }

  /// The articles in which words are looked for.
  func candidates(_ words: String, settling: Int = 0) throws -> [String] {
    let workspace = try workspace
    var names: [String] = []
    try WorkspaceScan(workspace, index: index, settling: settling)
      .forEachPart(of: workspace.articles(), withWords: words) { names += $0.map(\.name) }
    return names
  }

  /// The answers with the index and without it.
  func answers(settling: Int = 0) throws -> (with: [String: String], without: [String: String]) {
    (try facts(index, settling: settling), try facts(nil))
  }

  /// Number of articles whose facts the index has as they are now.
  func indexed() throws -> Int {
    let workspace = try workspace
    let files = try workspace.articles()
    var count = files.count
    try WorkspaceScan(workspace, index: index, settling: 0)
      .forEachPart(of: files, where: { _ in false }, { count -= $0.count })
    return count
  }
}
