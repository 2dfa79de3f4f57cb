import PostilKit
import PostilStore
import PostilSystem

/// Gives each entity one name in all articles of a workspace.
///
/// Annotators see one article at a time and name an entity as far as that article tells. This reads what
/// all sidecars say and rewrites what is still only suggested; what a person decided stays, and decides.
package struct WorkspaceLinker: Sendable {
  /// What came of it.
  package struct Summary: Hashable, Sendable {
    /// The names that were given up for others.
    package var renamings: [Renaming] = []
    /// How many annotations have another name now.
    package var annotations = 0
    /// The articles they stand in.
    package var articles: [String] = []
  }

  private let articles: [ArticleFile]
  private let loaded: LoadedArticles

  /// For these articles; those without a sidecar, or with one that cannot be read, are passed over.
  ///
  /// - Parameter loaded: Reads the articles; it may have those already that were annotated just before.
  package init(_ articles: [ArticleFile], loaded: LoadedArticles = LoadedArticles()) {
    self.articles = articles
    self.loaded = loaded
  }

  /// Finds the names and writes them, as one op.
  ///
  /// - Parameters:
  ///   - by: The person who signs.
  ///   - command: The command as it was typed.
  ///   - isDry: Whether nothing is written.
  /// - Throws: `cannotWrite`.
  package func run(by: String, command: String? = nil, isDry: Bool = false) throws -> Summary {
    var entities = NamedEntities()
    let files = articles.filter { Folders.exists($0.sidecarPath) }
    for (number, file) in files.enumerated() {
      guard let store = try? AnnotationStore.open(loaded.read(file)) else { continue }
      entities.add(store.annotations.lazy.map(\.annotation), article: number)
    }
    var summary = Summary()
    summary.renamings = entities.renamings()
    guard !summary.renamings.isEmpty else { return summary }
    try rename(files, entities, by, command, isDry, &summary)
    return summary
  }

  private func rename(
    _ files: [ArticleFile], _ entities: NamedEntities, _ by: String, _ command: String?,
    _ isDry: Bool, _ summary: inout Summary
  ) throws {
    let renamed = Dictionary(
      summary.renamings.map { ($0.kind.key($0.old), $0) }, uniquingKeysWith: { first, _ in first })
    let touched = Set(
      entities.entities.filter { renamed[$0.kind.key($0.name)] != nil }.flatMap(\.articles)
    ).sorted()
    let names = touched.map { files[$0].name }
    let op = AnnotationID.random()
    for number in touched {
      guard let store = try? AnnotationStore.open(loaded.read(files[number])) else { continue }
      let changes = store.annotations.compactMap { Self.renamed($0.annotation, renamed) }
      guard !changes.isEmpty else { continue }
      summary.annotations += changes.count
      summary.articles.append(files[number].name)
      guard !isDry else { continue }
      try store.commit(
        changes.map(Change.put), by: by, op: op, command: command, articles: names)
    }
  }

  /// An annotation with its new name; nil if it keeps the old one.
  private static func renamed(
    _ annotation: Annotation, _ renamed: [String: Renaming]
  ) -> Annotation? {
    guard annotation.state == .suggested else { return nil }
    let attribute = annotation.layer == .quote ? "speaker" : "entity"
    let kind = annotation.layer == .quote ? EntityKind.person : EntityKind(annotation.label)
    guard annotation.layer == .entity || annotation.layer == .quote,
      let name = annotation.attributes[attribute]?.string, let new = renamed[kind.key(name)]
    else { return nil }
    var annotation = annotation
    annotation.attributes[attribute] = .string(new.new)
    if annotation.layer == .entity {
      if let ref = new.ref { annotation.attributes["ref"] = .string(ref) }
      annotation.rule = [annotation.rule, "\(new.reason) of \(new.new)"].compactMap { $0 }
        .joined(separator: "; ")
    }
    return annotation
  }
}
