import PostilKit
import PostilStore
import PostilSystem

/// The facts of articles of a workspace: from its index, or read.
package struct WorkspaceScan {
  private let workspace: Workspace
  /// The path of the index; nil if none is used.
  private let path: String?
  /// How long after a change a file's metadata are certain, in nanoseconds.
  private let settling: Int
  /// The number of articles from which the index is used.
  private let least: Int

  /// A scan that uses the index in the user's cache, for workspaces of many articles.
  package init(_ workspace: Workspace) {
    self.init(
      workspace, index: IndexPlace.isOff ? nil : IndexPlace.path(of: workspace),
      settling: ArticleStamps.step, least: IndexPlace.least)
  }

  /// A scan that uses the index in a file.
  init(
    _ workspace: Workspace, index path: String?, settling: Int = ArticleStamps.step, least: Int = 0
  ) {
    self.workspace = workspace
    (self.path, self.settling, self.least) = (path, settling, least)
  }

  /// The index, if one is used for so many articles and can be opened or made.
  private func index(for count: Int) -> WorkspaceIndex? {
    count >= least ? path.flatMap { WorkspaceIndex.open($0) } : nil
  }

  /// What was read of an article.
  private struct Reading: Sendable {
    var facts: Result<ArticleFacts, any Error>
    var words: IndexedWords?
  }

  /// Hands over the facts of each article, in order, or why it cannot be read. What the index lacks is read on
  /// several threads and added to it.
  ///
  /// - Parameter isWhole: Whether these are all articles of the workspace, so that the index forgets others.
  /// - Throws: What `body` throws.
  package func forEach(
    _ files: [ArticleFile], isWhole: Bool,
    _ body: (ArticleFile, Result<ArticleFacts, any Error>) throws -> Void
  ) throws {
    guard let index = index(for: files.count) else {
      return try OrderedWork.forEach(files, work: { Self.reading($0, hasWords: false) }) {
        try body(files[$0], $1.facts)
      }
    }
    let stamps = try ArticleStamps.all(of: files, settling: settling)
    let rows = index.rows()
    let stale = files.indices.filter { place in
      guard let row = rows[files[place].text.name] else { return true }
      return row.stamps != stamps[place]?.bytes
    }
    defer { index.finish(deleting: isWhole ? Self.gone(rows, files) : []) }
    var next = 0
    func known(upTo end: Int) throws {
      while next < end {
        try body(files[next], result(next, files, stamps, rows, index))
        next += 1
      }
    }
    let wanted = stale.map { (file: files[$0], hasWords: stamps[$0]?.isSettled ?? false) }
    try OrderedWork.forEach(wanted, work: { Self.reading($0.file, hasWords: $0.hasWords) }) {
      place, reading in
      try known(upTo: stale[place])
      next = stale[place] + 1
      write(reading, stamps[stale[place]], of: wanted[place].file, index)
      try body(wanted[place].file, reading.facts)
    }
    try known(upTo: files.count)
  }

  /// The facts of an article by its row, or read if the row is damaged.
  private func result(
    _ place: Int, _ files: [ArticleFile], _ stamps: [ArticleStamps?],
    _ rows: [String: WorkspaceIndex.Row], _ index: WorkspaceIndex
  ) -> Result<ArticleFacts, any Error> {
    let file = files[place]
    if let row = rows[file.text.name], let facts = index.facts(row, of: file.text.name) {
      return .success(facts)
    }
    let reading = Self.reading(file, hasWords: stamps[place]?.isSettled ?? false)
    write(reading, stamps[place], of: file, index)
    return reading.facts
  }

  private func write(
    _ reading: Reading, _ stamps: ArticleStamps?, of file: ArticleFile, _ index: WorkspaceIndex
  ) {
    guard let stamps, stamps.isSettled, let words = reading.words,
      case .success(let facts) = reading.facts
    else { return }
    index.write(facts, words, stamps, of: file.text.name)
  }

  private static func reading(_ file: ArticleFile, hasWords: Bool) -> Reading {
    do {
      let store = try AnnotationStore.open(file)
      return Reading(
        facts: .success(ArticleFacts(store)),
        words: hasWords ? IndexedWords(store.article.text) : nil)
    } catch {
      return Reading(facts: .failure(error))
    }
  }

  /// The numbers of rows about articles that are not there any more.
  private static func gone(_ rows: [String: WorkspaceIndex.Row], _ files: [ArticleFile]) -> [Int] {
    let present = Set(files.map(\.text.name))
    return rows.filter { !present.contains($0.key) }.map(\.value.number)
  }

  /// The articles that a question about their facts does not exclude, in order: those for which the answer is
  /// yes, and those that the index lacks. Nothing is read.
  package func files(
    _ files: [ArticleFile], where isWanted: (ArticleFacts) -> Bool
  ) throws -> [ArticleFile] {
    guard let index = index(for: files.count) else {
      return files
    }
    let rows = index.rows()
    guard !rows.isEmpty else { return files }
    let stamps = try ArticleStamps.all(of: files, settling: settling)
    return zip(files, stamps).filter { file, stamps in
      guard let row = rows[file.text.name], row.stamps == stamps?.bytes,
        let facts = index.facts(row, of: file.text.name)
      else { return true }
      return isWanted(facts)
    }.map(\.0)
  }

  /// The articles in which some words may occur, in order: without those that, by the index, lack a part of
  /// them.
  package func files(_ files: [ArticleFile], withWords typed: String) throws -> [ArticleFile] {
    let parts = IndexedWords.parts(of: typed)
    guard !parts.isEmpty, let index = index(for: files.count) else { return files }
    let rows = index.rows()
    guard !rows.isEmpty else { return files }
    let stamps = try ArticleStamps.all(of: files, settling: settling)
    let lacking = index.articles(lacking: parts, rows)
    return zip(files, stamps).filter { file, stamps in
      guard let row = rows[file.text.name], row.stamps == stamps?.bytes else { return true }
      return !lacking.contains(row.number)
    }.map(\.0)
  }
}
