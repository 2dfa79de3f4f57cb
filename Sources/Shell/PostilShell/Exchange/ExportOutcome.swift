import PostilExchange
import PostilFormats
import PostilKit
import PostilSystem

/// What an export is reported as.
package struct ExportOutcome {
  private let report: ExportReport
  /// Number of articles that are not done.
  private let notDone: Int
  /// Number of lines of sidecars that cannot be read.
  private let unread: Int

  package init(_ report: ExportReport, notDone: Int, unread: Int) {
    self.report = report
    self.notDone = notDone
    self.unread = unread
  }

  /// The lines to print.
  ///
  /// - Parameter isAsked: Whether only articles that are done were asked for on the command line.
  package func lines(isDryRun: Bool, isAsked: Bool) -> [String] {
    [report.summary(isDryRun: isDryRun)] + leftOut(isAsked).map { "  \($0)" }
      + report.lossSummary.map { "  \($0)" }
  }

  /// What was left out, and the way to write it.
  private func leftOut(_ isAsked: Bool) -> [String] {
    var lines: [String] = []
    if notDone > 0 {
      let way = isAsked ? "" : "; postil.toml has done = true, --no-done writes them too"
      lines.append("left out as not done: \(counted(notDone, "article"))\(way)")
    }
    if report.undecided > 0 {
      lines.append(
        "left out as undecided: \(counted(report.undecided, "article")); "
          + "--all-articles writes them too")
    }
    if report.notChosen > 0 {
      lines.append("left out as not chosen: \(counted(report.notChosen, "annotation"))")
    }
    if unread > 0 {
      lines.append(
        "left out as unreadable: \(counted(unread, "line")) of sidecars; `check` lists them")
    }
    return lines
  }

  /// The same as JSON, with each loss.
  package var json: JSONValue {
    let states = Annotation.State.allCases.map { state in
      JSONObject.Member(name: state.rawValue, value: .int(report.written[state] ?? 0))
    }
    return [
      "format": .string(report.format), "files": .array(report.files.map { .string($0) }),
      "unchanged": .array(report.unchanged.map { .string($0) }),
      "written": .object(JSONObject(states)), "articles": .int(report.articles),
      "not_done": .int(notDone), "undecided": .int(report.undecided),
      "not_chosen": .int(report.notChosen), "unread": .int(unread),
      "losses": .array(
        report.losses.map {
          [
            "article": .string($0.article), "id": .string($0.loss.id),
            "what": .string($0.loss.what),
          ]
        }),
    ]
  }
}
