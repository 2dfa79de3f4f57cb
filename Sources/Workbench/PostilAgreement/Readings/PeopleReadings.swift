import PostilKit
import PostilStore
import PostilSystem

/// The readings of several people of the same articles.
package struct PeopleReadings: Sendable {
  /// One article that all have.
  package struct Shared: Sendable {
    package let name: String
    /// What each person says, in the order of ``people``.
    package let readings: [PersonReading]
    /// The text; nil if it is not beside the sidecars or in the workspace.
    package let text: Text?
  }

  /// Where the readings come from, one for each person.
  package let sources: [ReadingSource]
  /// The articles that all people have, sorted by name.
  package private(set) var articles: [Shared] = []
  /// Articles that some do not have.
  package private(set) var unpaired: [String] = []
  /// Articles whose sidecars were made for different texts.
  package private(set) var differing: [String] = []
  /// Articles of the workspace whose text is not the one that the people's sidecars were made for.
  package private(set) var changed: [String] = []

  /// The people's names: where two folders or sidecars have the same, their paths.
  package var people: [String] {
    let names = sources.map(\.name)
    let paths = sources.map { source in
      names.count { $0 == source.name } > 1 ? source.path : source.name
    }
    return paths.enumerated().map { place, path in
      let before = paths[..<place].count { $0 == path }
      return before == 0 ? path : "\(path) (\(before + 1))"
    }
  }

  /// The number of undecided suggestions of each person in the compared articles.
  package var undecided: [Int] {
    sources.indices.map { person in articles.reduce(0) { $0 + $1.readings[person].undecided } }
  }

  /// Reads what the words of a command name.
  ///
  /// - Parameters:
  ///   - words: Folders of sidecars, sidecars, authors of the workspace, or revisions of git.
  ///   - workspace: Where authors and texts are looked for.
  /// - Throws: `noReader`, `noSuchPath`, `tooFew`, and what reading throws.
  package init(
    of words: [String], in workspace: Workspace
  ) throws {
    guard words.count > 1 else { throw PostilError.agreement(.tooFew(count: words.count)) }
    sources = try Self.sources(words, workspace)
    var sides = try sources.map { try Self.read($0, workspace) }
    // Two sidecars are compared whatever their names are.
    if sides.allSatisfy({ $0.count == 1 }), let name = sides[0].keys.first, isFiles {
      sides = sides.map { side in side.first.map { [name: $0.value] } ?? side }
    }
    try take(sides, workspace)
  }

  private var isFiles: Bool {
    sources.allSatisfy { if case .file = $0 { true } else { false } }
  }

  private mutating func take(
    _ sides: [[String: PersonReading]], _ workspace: Workspace
  ) throws {
    let names = Set(sides.flatMap(\.keys)).sorted()
    let here = Dictionary(
      try workspace.articles().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in names {
      let readings = sides.compactMap { $0[name] }
      guard readings.count == sides.count else {
        unpaired.append(name)
        continue
      }
      let hashes = Set(readings.compactMap(\.sha256))
      guard hashes.count < 2 else {
        differing.append(name)
        continue
      }
      if let hash = hashes.first, let file = here[name], Self.differs(file, from: hash) {
        changed.append(name)
        continue
      }
      articles.append(
        Shared(name: name, readings: readings, text: text(name, hashes.first, workspace)))
    }
  }

  /// Whether an article has another text than the one with a hash; of one that cannot be read the command that
  /// opens it says so.
  private static func differs(_ file: ArticleFile, from sha256: String) -> Bool {
    (try? file.text.read(limit: 64 << 20)).map { SHA256.hex($0) != sha256 } ?? false
  }

  // MARK: Sources

  private static func sources(
    _ words: [String], _ workspace: Workspace
  ) throws -> [ReadingSource] {
    lazy var authors = authors(workspace)
    return try words.map { word in
      if Folders.exists(word + "/.") { return .folder(word) }
      if word.contains("/") || word.hasSuffix(".jsonl"), Folders.exists(word) { return .file(word) }
      if authors.contains(word) { return .author(word) }
      if let hash = GitRevision.hash(of: word, in: workspace.root) {
        return .revision(word, hash: hash)
      }
      if Folders.exists(word) { return .file(word) }
      if word.contains("/") || word.hasSuffix(".jsonl") {
        throw PostilError.file(.noSuchPath(path: word))
      }
      throw PostilError.agreement(.noReader(name: word, authors: authors))
    }
  }

  /// The people who have written lines in the sidecars of a workspace, sorted.
  package static func authors(_ workspace: Workspace) -> [String] {
    var authors: Set<String> = []
    for file in (try? workspace.articles()) ?? [] {
      try? JSONLines.forEach(file.sidecar) { (_, object) throws(PostilError) in
        guard object["author"]?.string != "plugin", let name = object["by"]?.string else { return }
        authors.insert(name)
      }
    }
    return authors.sorted()
  }

  // MARK: Reading

  private static func read(
    _ source: ReadingSource, _ workspace: Workspace
  ) throws -> [String: PersonReading] {
    var readings: [String: PersonReading] = [:]
    switch source {
    case .folder(let path), .file(let path):
      for sidecar in try ReadingSource.sidecars(in: path) {
        readings[sidecar.article] = try read(sidecar.file, of: nil).reading
      }
    case .author(let name):
      for file in try workspace.articles() where try file.sidecar.exists() {
        let (reading, isTouched) = try read(file.sidecar, of: name)
        if isTouched { readings[file.name] = reading }
      }
    case .revision(_, let hash):
      let revision = GitRevision(hash, in: workspace.root)
      for path in try revision.sidecars() {
        var builder = ReadingBuilder()
        var isSidecar = false
        for line in try revision.lines(of: path) {
          guard let object = try? JSONParser.parse(line).object else { continue }
          if object["postil"] != nil { isSidecar = true }
          builder.add(object)
        }
        if isSidecar { readings[ReadingSource.stem(path)] = builder.built() }
      }
    }
    return readings
  }

  private static func read(
    _ file: FileAccess, of author: String?
  ) throws(PostilError) -> (reading: PersonReading, isTouched: Bool) {
    var builder = ReadingBuilder(of: author)
    try JSONLines.forEach(file) { (_, object) throws(PostilError) in builder.add(object) }
    return (builder.built(), builder.isTouched)
  }

  /// The text of an article that has a hash: beside a sidecar, or in the workspace.
  private func text(_ name: String, _ sha256: String?, _ workspace: Workspace) -> Text? {
    let folders = sources.compactMap { source -> String? in
      switch source {
      case .folder(let path): path
      case .file(let path): Files.split(path).folder
      case .author, .revision: nil
      }
    }
    for folder in folders + [workspace.root] {
      for ending in [".txt", ".md"] {
        let file = FileAccess(name + ending, in: FolderAccess(folder))
        guard let bytes = try? file.read(limit: 64 << 20), let text = try? Text(validating: bytes)
        else { continue }
        if sha256.map({ SHA256.hex(bytes) == $0 }) ?? true { return text }
      }
    }
    return nil
  }
}
