import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// Gives each entity the same name in all articles of a workspace.
///
/// Annotators process one article at a time and name an entity from that article alone. The linker
/// reads all sidecars and renames entities in undecided suggestions; names that a person decided
/// are kept and take precedence.
package struct WorkspaceLinker: Sendable {
  /// The result of linking.
  package struct Summary: Sendable {
    /// The names that were replaced.
    package var renamings: [Renaming] = []
    /// Number of annotations that were renamed.
    package var annotations = 0
    /// Number of annotations that were left because a person has decided meanwhile.
    package var left = 0
    /// The articles that contain them.
    package var articles: [String] = []
    /// The articles that cannot be read, and why.
    package var unreadable: [(article: String, error: any Error)] = []
  }

  private let articles: [ArticleFile]
  private let workspace: Workspace
  private let loaded: LoadedArticles

  /// Creates a linker for these articles; those without a sidecar are skipped.
  ///
  /// - Parameter loaded: Reads the articles; it may hold those that were annotated just before.
  package init(
    _ articles: [ArticleFile], in workspace: Workspace, loaded: LoadedArticles = LoadedArticles()
  ) {
    self.articles = articles
    self.workspace = workspace
    self.loaded = loaded
  }

  /// Finds the names and writes them as one op.
  ///
  /// - Parameters:
  ///   - author: The person who is the author.
  ///   - op: The op of the batch that this completes: each article is then written separately, as
  ///     in the batch. Otherwise all are written or none.
  ///   - command: The command as typed.
  ///   - isDry: Whether nothing is written.
  ///   - isCancelled: Called before each article.
  /// - Throws: What a commit throws.
  package func run(
    by author: Author, op: String? = nil, command: String? = nil, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> Summary {
    var summary = Summary()
    var entities = WorkspaceEntities()
    var stores: [Int: AnnotationStore] = [:]
    let files = articles.filter { Folders.exists($0.sidecarPath) }
    for (number, file) in files.enumerated() {
      do {
        let store = try AnnotationStore.open(loaded.read(file))
        entities.add(store.annotations.lazy.map(\.annotation), article: number)
        if stores.count < Self.mostKept { stores[number] = store }
      } catch { summary.unreadable.append((file.name, error)) }
    }
    summary.renamings = entities.renamings()
    guard !summary.renamings.isEmpty else { return summary }
    let edits = edits(files, stores, entities, summary.renamings)
    let parts: [Transaction.Part]
    if let op, !isDry {
      // Nobody has decided these names: the program is their author, and the person can undo them.
      parts = try edits.map { edit in
        let part = AuthoredChanges(edit.changes, by: .postil, revises: true)
        let receipts = try edit.store.commit(for: author.name, op: op, command: command) { _ in
          [part]
        }
        return (edit.store, receipts[0])
      }
    } else {
      var transaction = Transaction(
        in: workspace, by: author, command: command, isDryRun: isDry, isCancelled: isCancelled)
      for edit in edits { transaction.add(edit.changes, in: edit.store) }
      parts = try transaction.commit()
    }
    summary.annotations = parts.reduce(0) { $0 + $1.receipt.written.count }
    summary.left = parts.reduce(0) { $0 + $1.receipt.skipped.count }
    summary.articles = parts.map(\.store.file.name)
    return summary
  }

  /// The largest number of articles that are kept from finding the names to writing them; others are opened
  /// again.
  private static let mostKept = 256

  /// The changes in each article; articles that cannot be read are skipped.
  private func edits(
    _ files: [ArticleFile], _ stores: [Int: AnnotationStore], _ entities: WorkspaceEntities,
    _ renamings: [Renaming]
  ) -> [(store: AnnotationStore, changes: [Change])] {
    let renamed = Dictionary(
      renamings.map { ($0.kind.key($0.old), $0) }, uniquingKeysWith: { first, _ in first })
    let touched = Set(
      entities.entities.filter { renamed[$0.kind.key($0.name)] != nil }.flatMap(\.articles)
    ).sorted()
    return touched.compactMap { number in
      guard let store = try? stores[number] ?? AnnotationStore.open(loaded.read(files[number])),
        (try? store.refresh()) != nil
      else { return nil }
      let changes = store.annotations.compactMap { Self.renamed($0.annotation, renamed) }
      return changes.isEmpty ? nil : (store, changes.map(Change.put))
    }
  }

  /// The annotation with its new name; nil if the name does not change.
  private static func renamed(
    _ annotation: Annotation, _ renamed: [String: Renaming]
  ) -> Annotation? {
    guard annotation.state == .suggested else { return nil }
    if annotation.layer == .quote { return renamedSpeakers(annotation, renamed) }
    guard annotation.layer == .entity, let name = annotation.attributes["entity"]?.string,
      let new = renamed[EntityKind(annotation.label).key(name)]
    else { return nil }
    var annotation = annotation
    annotation.attributes["entity"] = .string(new.new)
    if let ref = new.ref { annotation.attributes["ref"] = .string(ref) }
    annotation.rule = [annotation.rule, "\(new.reason) of \(new.new)"].compactMap { $0 }
      .joined(separator: "; ")
    return annotation
  }

  /// A quote with the new names of its speakers, people and organizations; nil if none changes.
  private static func renamedSpeakers(
    _ quote: Annotation, _ renamed: [String: Renaming]
  ) -> Annotation? {
    let names = quote.names(in: "speaker")
    let new = names.map { name in
      [EntityKind.person, .organizationOrPlace].lazy.compactMap { renamed[$0.key(name)] }.first?.new
        ?? name
    }
    guard new != names else { return nil }
    var quote = quote
    quote.setNames(new, in: "speaker")
    return quote
  }
}
