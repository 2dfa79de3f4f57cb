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

  private let author: String
  private let command: String
  private let op: String
  private let isDryRun: Bool

  /// - Parameters:
  ///   - author: The person who signs revisions and withdrawals, so that their undo takes them back.
  ///   - command: The command as typed.
  ///   - isDryRun: Whether everything is only counted.
  package init(author: String, command: String, isDryRun: Bool) {
    self.author = author
    self.command = command
    self.isDryRun = isDryRun
    op = AnnotationID.random()
  }

  /// Writes the suggestions of one plugin for one article.
  ///
  /// - Throws: What a commit throws.
  package func write(_ run: PluginRun, to store: AnnotationStore) throws -> Report {
    var new = run.annotations.count { !store.isKnown($0.id) }
    if !isDryRun {
      let receipt = try store.commit(
        run.annotations.map { .put($0) } + [.ran(annotator: run.manifest.annotator)],
        by: run.manifest.annotator, command: command)
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
    if isDryRun || changed.isEmpty && gone.isEmpty { return (changed.count, gone.count) }
    let receipt = try store.commit(
      changed.map { .put($0) } + gone.map { .remove(id: $0.id) }, by: author, op: op,
      command: command)
    return (receipt.written.count, receipt.removed.count)
  }
}
