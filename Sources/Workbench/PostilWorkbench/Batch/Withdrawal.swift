import PostilKit
import PostilPlugins
import PostilStore

extension AnnotationStore {
  /// Undecided suggestions of another version of a plugin that this version no longer makes.
  ///
  /// Excluded are annotations that a person has decided, changed or commented, and those that a
  /// remaining annotation refers to.
  package func withdrawn(by run: PluginRun) -> [Annotation] {
    guard run.failure == nil else { return [] }
    let made = Set(run.annotations.map(\.id))
    let name = run.manifest.name + "@"
    let stale = annotations.map(\.annotation).filter { old in
      old.state == .suggested && old.annotator != run.manifest.annotator
        && old.annotator.hasPrefix(name) && !made.contains(old.id)
        && old.attributes["note"] == nil && !isTouched(old.id)
    }
    guard !stale.isEmpty else { return [] }
    let ids = Set(stale.map(\.id))
    let named = Set(
      annotations.map(\.annotation).filter { !ids.contains($0.id) }
        .flatMap { $0.roles.values.joined().compactMap(\.id) })
    return stale.filter { !named.contains($0.id) }
  }
}
