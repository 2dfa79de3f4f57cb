import PostilKit
import PostilSystem

/// The annotations of a sidecar, read without its text: for each id, the last line counts.
package struct SidecarSnapshot {
  private var newest: [String: (rank: Int, annotation: Annotation?)] = [:]

  /// A snapshot without annotations.
  package init() {}

  /// Reads a sidecar.
  ///
  /// - Throws: `badRecord` for a line that is not a JSON object, and what reading throws.
  package init(_ path: String) throws(PostilError) {
    self.init()
    var snapshot = SidecarSnapshot()
    try JSONLines.forEach(path) { (_, object) throws(PostilError) in snapshot.add(object) }
    self = snapshot
  }

  /// Reads a sidecar that is reached through a folder.
  ///
  /// - Throws: What ``init(_:)-(String)`` throws.
  package init(_ file: FileAccess) throws(PostilError) {
    var snapshot = SidecarSnapshot()
    try JSONLines.forEach(file) { (_, object) throws(PostilError) in snapshot.add(object) }
    self = snapshot
  }

  /// The annotations in the order of their first lines.
  package var annotations: [Annotation] {
    newest.values.sorted { $0.rank < $1.rank }.compactMap(\.annotation)
  }

  /// Adds one line; ignores a line that is not about an annotation.
  package mutating func add(_ object: JSONObject) {
    guard let id = object["id"]?.string else { return }
    let rank = newest[id]?.rank ?? newest.count
    if object["removed"]?.bool == true {
      newest[id] = (rank, nil)
    } else {
      let stamp = SidecarLine.Stamp(object)
      let rest = JSONObject(object.members.filter { !stamp.owns($0.name) })
      if let annotation = try? Annotation(json: .object(rest)) { newest[id] = (rank, annotation) }
    }
  }
}
