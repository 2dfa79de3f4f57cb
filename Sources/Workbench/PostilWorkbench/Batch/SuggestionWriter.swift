import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// Writes what a plugin suggests for an article; nothing that a person decided is touched.
package struct SuggestionWriter {
  /// What became of a plugin's suggestions for one article.
  package struct Report: Hashable, Sendable {
    /// How many are new.
    package let new: Int
    /// How many undecided ones changed, such as dates computed from another day of publication.
    package let revised: Int
    /// How many undecided ones the plugin's new version makes no longer.
    package let withdrawn: Int
    /// How many were there before.
    package let known: Int
  }

  private let writer: Writer
  /// The names of the articles that the command works on.
  private let articles: [String]
  private let op: String

  /// - Parameters:
  ///   - writer: The person who commands it, so that their undo takes it back.
  ///   - articles: The names of the articles that the command works on.
  ///   - op: The op under which everything is written.
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

  /// Undecided suggestions take what the plugin says now, and go if its new version makes them no longer.
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
      articles: Transaction.listed(articles, in: store.file.name))
  }
}
