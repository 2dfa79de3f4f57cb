import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// Writes a plugin's suggestions for an article; what a person decided is not changed.
package struct SuggestionWriter {
  /// What was written for one plugin and one article.
  package struct Report: Hashable, Sendable {
    /// Number of new suggestions.
    package let new: Int
    /// Number of undecided suggestions that changed, such as dates computed from another day of
    /// publication.
    package let revised: Int
    /// Number of undecided suggestions that the plugin's new version no longer makes.
    package let withdrawn: Int
    /// Number of suggestions that already existed.
    package let known: Int
  }

  private let writer: Writer
  /// The names of the articles that the command works on.
  private let articles: [String]
  private let op: String

  /// - Parameters:
  ///   - writer: The person who gave the command, so that their undo includes it.
  ///   - articles: The names of the articles that the command works on.
  ///   - op: The op to which everything written belongs.
  package init(_ writer: Writer, articles: [String], op: String = AnnotationID.random()) {
    self.writer = writer
    self.articles = articles
    self.op = op
  }

  /// Writes the suggestions of one plugin for one article.
  ///
  /// - Throws: What a commit throws.
  package func write(_ run: PluginRun, to store: AnnotationStore) throws -> Report {
    var new = run.annotations.count { !store.isKnown($0.id) }
    if !writer.isDryRun {
      let receipt = try commit(
        run.annotations.map { .put($0) } + [.ran(annotator: run.manifest.annotator)],
        by: run.manifest.author, to: store)
      new = receipt.written.count
    }
    let (revised, withdrawn) = try revise(run, store)
    return Report(
      new: new, revised: revised, withdrawn: withdrawn,
      known: run.annotations.count - new - revised)
  }

  /// Updates undecided suggestions to the plugin's new result, and removes those that its new
  /// version no longer makes.
  private func revise(
    _ run: PluginRun, _ store: AnnotationStore
  ) throws -> (revised: Int, withdrawn: Int) {
    let changed = store.outdated(by: run.annotations)
    let gone = store.withdrawn(by: run)
    if writer.isDryRun || changed.isEmpty && gone.isEmpty { return (changed.count, gone.count) }
    let receipt = try commit(
      changed.map { .put($0) } + gone.map { .remove(id: $0.id) }, by: writer.author, to: store)
    return (receipt.written.count, receipt.removed.count)
  }

  private func commit(
    _ changes: [Change], by author: Author, to store: AnnotationStore
  ) throws -> Receipt {
    try store.commit(
      changes, by: author, for: writer.author.name, op: op, command: writer.command,
      articles: Transaction.listed(articles, in: store.file.name), conflicts: .skip)
  }
}
