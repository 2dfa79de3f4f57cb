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
    defer { index.finish() }
    var areAllKnown = true
    try forEachPart(files) { part in
      let rows = index.rows(of: files[part.range])
      areAllKnown = areAllKnown && files[part.range].allSatisfy { rows[$0.text.name] != nil }
      try hand(part, of: files, rows, index, body)
    }
    if isWhole, !areAllKnown || index.count > files.count { index.forget(othersThan: files) }
  }

  /// Some of the articles, one after the other, with the metadata of their files.
  private struct Part {
    let range: Range<Int>
    let stamps: [ArticleStamps?]

    /// Whether a row is about an article's files as they are.
    func isCurrent(_ row: WorkspaceIndex.Row?, at place: Int) -> Bool {
      guard let row, let stamps = stamps[place - range.lowerBound] else { return false }
      return stamps.areThose(of: row.stamps)
    }
  }

  /// The largest number of articles whose rows are in memory.
  private static let partSize = 1024

  /// Reads the metadata of articles on several threads, in parts that grow, so that what needs only the first
  /// ones has little to wait for.
  private func forEachPart(_ files: [ArticleFile], _ body: (Part) throws -> Void) throws {
    var (ranges, start, size) = ([Range<Int>](), 0, 64)
    while start < files.count {
      ranges.append(start..<min(files.count, start + size))
      start += size
      size = min(Self.partSize, size * 2)
    }
    let settling = settling
    try OrderedWork.forEach(
      ranges, window: 4, work: { ArticleStamps.all(of: files[$0], settling: settling) }
    ) { try body(Part(range: ranges[$0], stamps: $1)) }
  }

  /// Hands over the facts of a part of the articles, in order.
  private func hand(
    _ part: Part, of files: [ArticleFile], _ rows: [String: WorkspaceIndex.Row],
    _ index: WorkspaceIndex, _ body: (ArticleFile, Result<ArticleFacts, any Error>) throws -> Void
  ) throws {
    var known: [ArticleFacts?] = []
    for place in part.range {
      let row = rows[files[place].text.name]
      known.append(part.isCurrent(row, at: place) ? row.flatMap { index.facts($0) } : nil)
    }
    var next = part.range.lowerBound
    func hand(upTo end: Int) throws {
      while next < end {
        if let facts = known[next - part.range.lowerBound] {
          try body(files[next], .success(facts))
        }
        next += 1
      }
    }
    let unknown = part.range.filter { known[$0 - part.range.lowerBound] == nil }
    let wanted = unknown.map { place in
      (file: files[place], stamps: part.stamps[place - part.range.lowerBound])
    }
    try OrderedWork.forEach(
      wanted, work: { Self.reading($0.file, hasWords: $0.stamps?.isSettled ?? false) }
    ) { place, reading in
      try hand(upTo: unknown[place])
      write(reading, wanted[place].stamps, of: wanted[place].file, index)
      try body(wanted[place].file, reading.facts)
    }
    try hand(upTo: part.range.upperBound)
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
      // Commands report lines that cannot be read, so that such an article must be opened each time.
      let isSound = !store.findings.contains { $0.code == "bad-line" }
      return Reading(
        facts: .success(ArticleFacts(store)),
        words: hasWords && isSound ? IndexedWords(store.article.text) : nil)
    } catch {
      return Reading(facts: .failure(error))
    }
  }

  /// Hands over, part by part and in order, the articles that a question about their facts does not exclude:
  /// those for which the answer is yes, and those that the index lacks. Nothing is read.
  ///
  /// - Throws: What `body` throws.
  package func forEachPart(
    of files: [ArticleFile], where isWanted: (ArticleFacts) -> Bool,
    _ body: ([ArticleFile]) throws -> Void
  ) throws {
    guard let index = index(for: files.count) else { return try body(files) }
    try narrow(files, index, { index.facts($0).map(isWanted) ?? true }, body)
  }

  /// Hands over, part by part and in order, the articles in which some words may occur: without those that, by
  /// the index, lack a part of them.
  ///
  /// - Throws: What `body` throws.
  package func forEachPart(
    of files: [ArticleFile], withWords typed: String, _ body: ([ArticleFile]) throws -> Void
  ) throws {
    let parts = IndexedWords.parts(of: typed)
    guard !parts.isEmpty, let index = index(for: files.count), let query = index.query(parts)
    else { return try body(files) }
    try narrow(files, index, { !index.lacks(query, $0) }, body)
  }

  private func narrow(
    _ files: [ArticleFile], _ index: WorkspaceIndex, _ isWanted: (WorkspaceIndex.Row) -> Bool,
    _ body: ([ArticleFile]) throws -> Void
  ) throws {
    try forEachPart(files) { part in
      let rows = index.rows(of: files[part.range])
      let wanted = part.range.filter { place in
        guard let row = rows[files[place].text.name], part.isCurrent(row, at: place) else {
          return true
        }
        return isWanted(row)
      }
      if !wanted.isEmpty { try body(wanted.map { files[$0] }) }
    }
  }
}
