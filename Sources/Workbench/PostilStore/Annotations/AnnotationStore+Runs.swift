import PostilKit

extension AnnotationStore {
  /// The newest run of a plugin, of any version, that is not undone; nil if there is none.
  package func lastRun(ofPlugin name: String) -> RanLine? {
    log.ran[name]?.last { !log.ops.isUndone($0.op) }?.line
  }

  /// Whether a plugin, given as `name@version`, has processed the article with its current day of
  /// publication, or with any day if none is known now. A run that was undone does not count.
  package func hasRun(_ annotator: String) -> Bool { hasRun(annotator, on: article.published) }

  func hasRun(_ annotator: String, on published: CalendarDate?) -> Bool {
    let name = Author.pluginName(ofAnnotator: annotator) ?? annotator
    guard let last = lastRun(ofPlugin: name), last.annotator == annotator else { return false }
    return published.map { last.published == "\($0)" } ?? true
  }

  /// Whether a run with these facts would add nothing to the newest one.
  func isKnown(_ run: RanLine, on published: CalendarDate?) -> Bool {
    hasRun(run.annotator, on: published)
      && (run.hash == nil || lastRun(ofPlugin: run.name)?.hash == run.hash)
  }
}
