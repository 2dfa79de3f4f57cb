import PostilKit
import PostilStore
import PostilSystem

/// Finds annotations again in a text that was changed after they were made.
///
/// Each is searched for by its words near its expected position, which follows from how far the
/// earlier ones have moved. Annotations that are not found are lost and reported as such; the old
/// sidecar is kept. Rejected and removed annotations move, too, and the ids of what plugins made
/// follow from the new places, so that no plugin suggests anything again that was decided.
package struct Anchoring: Sendable {
  /// The result for all annotations.
  package struct Report: Sendable {
    /// Number of annotations at the same position.
    package internal(set) var kept = 0
    /// Number of annotations at another position.
    package internal(set) var moved = 0
    /// Annotations whose words no longer occur.
    package internal(set) var lost: [Annotation] = []
    /// Number of roles that were dropped because their words were not found.
    package internal(set) var lostRoles = 0
    /// The path of the old sidecar.
    package internal(set) var old = ""
  }

  /// Updates the sidecar of an article whose text was changed.
  ///
  /// - Throws: `textUnchanged` if the text is unchanged, and what reading and writing throw; the old
  ///   sidecar is in place then.
  package static func anchor(
    _ file: ArticleFile, by author: Author, command: String, isDry: Bool
  ) throws -> Report {
    let article = try LoadedArticle.read(file)
    let sidecar = try OutdatedSidecar.open(article.file)
    guard let sidecar, sidecar.isOutdated(for: article) else {
      throw PostilError.workbench(.textUnchanged(article: file.name))
    }
    var report = Report()
    let found = anchored(sidecar.records, in: article.article.text, &report)
    if isDry { return report }
    report.old = try sidecar.replace(with: found, for: article, by: author, command: command)
    return report
  }

  /// The annotation of each record in the new text; nil for one that is lost.
  private static func anchored(
    _ records: [OutdatedSidecar.Record], in text: Text, _ report: inout Report
  ) -> [Annotation?] {
    var relocation = Relocation(text)
    var found = [Annotation?](repeating: nil, count: records.count)
    let order = records.indices.sorted {
      (records[$0].annotation.extent, $0) < (records[$1].annotation.extent, $1)
    }
    for place in order {
      found[place] = relocation.moved(
        records[place].annotation, isRemoved: records[place].isRemoved)
    }
    let ids = AnchoredIDs(records, found) { record, new in
      record.original.spans == record.annotation.spans
        ? new.spans : relocation.shifted(record.original.spans)
    }
    for place in found.indices {
      if let id = ids[records[place].id] { found[place]?.id = id } else { found[place] = nil }
    }
    report.count(records, found)
    link(records, &found, relocation, &report)
    return found
  }

  /// Gives the roles of all annotations their words in the new text.
  private static func link(
    _ records: [OutdatedSidecar.Record], _ found: inout [Annotation?], _ relocation: Relocation,
    _ report: inout Report
  ) {
    let named = Dictionary(
      zip(records, found).compactMap { record, new in new.map { (record.id, $0) } },
      uniquingKeysWith: { $1 })
    for place in found.indices {
      for (role, links) in found[place]?.roles ?? [:] {
        let left = links.compactMap { link -> RoleLink? in
          guard let id = link.id else {
            return relocation.shifted(link.spans).map { RoleLink(spans: $0) }
          }
          return named[id].map { RoleLink(spans: link.spans.isEmpty ? [] : $0.spans, id: $0.id) }
        }
        found[place]?.roles[role] = left.isEmpty ? nil : left
        if !records[place].isRemoved { report.lostRoles += links.count - left.count }
      }
    }
  }
}

extension Anchoring.Report {
  fileprivate mutating func count(_ records: [OutdatedSidecar.Record], _ found: [Annotation?]) {
    for (record, new) in zip(records, found) where !record.isRemoved {
      if let new {
        if new.spans == record.annotation.spans { kept += 1 } else { moved += 1 }
      } else {
        lost.append(record.annotation)
      }
    }
  }
}
