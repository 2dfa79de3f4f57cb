import PostilKit
import PostilStore
import PostilSystem

/// Finds annotations again in a text that was changed after they were made.
///
/// Each is searched for by its words near its expected position, which follows from how far the
/// earlier ones have moved. Annotations that are not found are lost and reported as such; the old
/// sidecar is kept.
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

  private let text: [Unicode.Scalar]
  /// The distance by which the last annotation found has moved, in code points.
  private var drift = 0

  /// The largest distance from the expected position, in code points, unless the words occur only
  /// once.
  private static let reach = 400

  init(_ text: Text) { self.text = Array(text.string.unicodeScalars) }

  /// Updates the sidecar of an article whose text was changed.
  ///
  /// - Throws: `textUnchanged` if the text is unchanged, and what reading and writing throw; the old
  ///   sidecar is in place then.
  package static func anchor(
    _ file: ArticleFile, by author: Author, command: String, isDry: Bool
  ) throws -> Report {
    let loaded = try LoadedArticle.read(file)
    let sidecar = try SidecarContent(file.sidecarPath)
    guard sidecar.sha256 != loaded.sha256 else {
      throw PostilError.workbench(.textUnchanged(article: file.name))
    }
    var report = Report()
    var anchoring = Anchoring(loaded.article.text)
    let found = anchoring.found(sidecar.annotations, &report)
    if isDry { return report }
    report.old = try moveAway(file.sidecarPath)
    do {
      let store = try AnnotationStore.open(file)
      let facts = Change.facts(published: sidecar.published, source: sidecar.source)
      try store.commit(found.map { .put($0) } + [facts], by: author, command: command)
    } catch {
      rename(report.old, file.sidecarPath)
      throw error
    }
    return report
  }

  /// Renames the old sidecar to a free name beside it.
  private static func moveAway(_ path: String) throws(PostilError) -> String {
    let old = try Files.spare(path)
    guard rename(path, old) == 0 else { throw .file(.cannotWrite(path: old, errno: errno)) }
    return old
  }

  // MARK: Finding

  private mutating func found(_ annotations: [Annotation], _ report: inout Report) -> [Annotation] {
    var result: [Annotation] = []
    for annotation in annotations.sorted(by: { $0.extent < $1.extent }) {
      guard let spans = place(annotation) else {
        report.lost.append(annotation)
        continue
      }
      if spans == annotation.spans { report.kept += 1 } else { report.moved += 1 }
      var moved = annotation
      moved.spans = spans
      moved.text = ""
      result.append(moved)
    }
    let places = Dictionary(result.map { ($0.id, $0.spans) }, uniquingKeysWith: { $1 })
    // In the old order, so that screen numbers stay the same unless an annotation is lost.
    let found = Dictionary(result.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    return annotations.compactMap { found[$0.id] }.map { one in
      var one = one
      for (role, links) in one.roles { one.roles[role] = roles(links, places, &report) }
      return one
    }
  }

  /// Keeps the links whose words are those of the annotation they refer to; words of their own
  /// cannot be found again without the old text.
  private func roles(
    _ links: [RoleLink], _ places: [String: [Span]], _ report: inout Report
  ) -> [RoleLink]? {
    let left = links.compactMap { link -> RoleLink? in
      guard let id = link.id, let spans = places[id] else { return nil }
      return RoleLink(spans: link.spans.isEmpty ? [] : spans, id: id)
    }
    report.lostRoles += links.count - left.count
    return left.isEmpty ? nil : left
  }

  private mutating func place(_ annotation: Annotation) -> [Span]? {
    let words = Array(annotation.text.unicodeScalars)
    var spans: [Span] = []
    var start = 0
    for span in annotation.spans {
      guard start + span.count <= words.count else { return nil }
      let piece = words[start..<(start + span.count)]
      // The pieces of the surface string are joined by one space.
      start += span.count + 1
      guard let place = nearest(piece, to: span.start + drift),
        place >= spans.last?.end ?? 0
      else { return nil }
      drift = place - span.start
      spans.append(Span(place, place + span.count))
    }
    return spans
  }

  private func nearest(_ words: ArraySlice<Unicode.Scalar>, to wanted: Int) -> Int? {
    guard let first = words.first, words.count <= text.count else { return nil }
    var best: Int?
    var count = 0
    for place in 0...(text.count - words.count) where text[place] == first {
      guard text[place..<(place + words.count)].elementsEqual(words) else { continue }
      count += 1
      if best.map({ abs(place - wanted) < abs($0 - wanted) }) ?? true { best = place }
    }
    guard let best, count == 1 || abs(best - wanted) <= Self.reach else { return nil }
    return best
  }
}

/// The content of a sidecar, read without its text.
private struct SidecarContent {
  private(set) var sha256 = ""
  private(set) var published: CalendarDate?
  private(set) var source: String?
  let annotations: [Annotation]

  init(_ path: String) throws(PostilError) {
    var header = JSONObject()
    try JSONLines.forEach(path) { (_, object) throws(PostilError) in
      if object["postil"] != nil { header = object }
    }
    guard let sha256 = header["sha256"]?.string else { throw .store(.foreignSidecar(path: path)) }
    self.sha256 = sha256
    published = header["published"]?.string.flatMap { CalendarDate($0) }
    source = header["source"]?.string
    annotations = try SidecarSnapshot(path).annotations
  }
}
