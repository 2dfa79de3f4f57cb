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
    [report.summary(isDryRun: isDryRun)] + parts.map { "  \($0)" }
      + leftOut(isAsked).map { "  \($0)" }
      + report.lossSummary.map { "  \($0)" } + checked
  }

  /// The number of things that are wrong in files that were read back and are listed.
  private static let listed = 10

  /// What was found when the files were read back.
  private var checked: [String] {
    guard let check = report.check else { return [] }
    let all = check.equal + check.wrong.count
    if check.wrong.isEmpty { return ["read back: all \(counted(all, "span")) as written"] }
    let more = check.wrong.count - Self.listed
    return ["read back: \(check.wrong.count) of \(counted(all, "span")) not as written"]
      + check.wrong.prefix(Self.listed).map { "  \($0)" }
      + (more > 0 ? ["  … and \(more) more, which --json lists"] : [])
  }

  /// How many articles each part of a split has.
  private var parts: [String] {
    let parts = report.parts.sorted { $0.key > $1.key }.sorted {
      $0.key == "train" && $1.key != "train"
    }
    guard !parts.isEmpty else { return [] }
    let empty = parts.filter { $0.value == 0 }.map(\.key)
    let note =
      empty.isEmpty
      ? []
      : [
        "no article is in \(empty.joined(separator: " and ")), since an article's part depends on its name "
          + "alone: take more articles or another --seed"
      ]
    return [parts.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + " articles"] + note
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
    var json = JSONObject()
    json["format"] = .string(report.format)
    json["files"] = .array(report.files.map { .string($0) })
    json["unchanged"] = .array(report.unchanged.map { .string($0) })
    json["written"] = .object(JSONObject(states))
    json["articles"] = .int(report.articles)
    json["not_done"] = .int(notDone)
    json["undecided"] = .int(report.undecided)
    json["parts"] = .object(
      JSONObject(
        report.parts.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .int($0.value)) }))
    json["not_chosen"] = .int(report.notChosen)
    json["unread"] = .int(unread)
    json["losses"] = .array(report.losses.map(Self.json))
    if let check = report.check {
      json["check"] = [
        "equal": .int(check.equal), "wrong": .array(check.wrong.map { .string($0) }),
      ]
    }
    return .object(json)
  }

  private static func json(_ loss: ExportReport.ArticleLoss) -> JSONValue {
    [
      "article": .string(loss.article), "id": .string(loss.loss.id),
      "what": .string(loss.loss.what),
    ]
  }
}
