import PostilKit
import PostilPlugins
import PostilPointing
import PostilStore
import PostilSystem

/// A new day of publication for some articles, and the dates that are computed from it anew.
package struct DayChange {
  private let day: CalendarDate
  private let stores: [AnnotationStore]

  package init(to day: CalendarDate, of articles: [OpenArticle]) {
    self.day = day
    stores = articles.map(\.store)
  }

  /// The names of the plugins that have made undecided dates in the articles.
  package var plugins: Set<String> {
    Set(
      stores.flatMap(\.annotations).map(\.annotation).filter {
        $0.state == .suggested && $0.layer == .timex
      }.compactMap { Author.pluginName(ofAnnotator: $0.annotator) })
  }

  /// Writes the day and the dates as one op.
  ///
  /// - Parameter runs: For each article the results of the plugins with the new day; empty without plugins.
  /// - Returns: For each article a report of each result.
  /// - Throws: `failed` for the first result that is a failure, and what a commit throws; nothing is written
  ///   then.
  package func write(
    _ runs: [[PluginRun]], by writer: Writer
  ) throws -> [[Suggestions.Report]] {
    var transaction = writer.transaction()
    var reports: [[Suggestions.Report]] = []
    for (store, runs) in zip(stores, runs) {
      if let failure = runs.compactMap(\.failure).first {
        throw PostilError.plugin(.failed(name: failure.plugin, reason: "\(failure)"))
      }
      let suggestions = Suggestions(runs, revises: true, day: day)
      reports.append(suggestions.preview(in: store))
      transaction.add(.facts(published: day, source: nil), in: store)
      transaction.add(in: store) { suggestions.changes(in: $0) }
    }
    _ = try transaction.commit()
    return reports
  }
}
