import PostilKit
import PostilSystem

extension AnnotationStore {
  /// What a commit of these changes would do, based on the state last read; writes nothing.
  ///
  /// - Throws: What the commit would throw about the changes themselves.
  package func preview(_ changes: [Change], by author: Author) throws -> Receipt {
    let stamp = SidecarLine.Stamp(op: AnnotationID.random(), by: author, for: nil)
    var composer = RevisionComposer(
      store: self, author: author, stamp: stamp, seen: seen(by: changes), conflicts: .refuse)
    for change in changes { try composer.add(change) }
    var receipt = composer.receipt(log)
    var next = log.nextNumber
    receipt.written = composer.lines.compactMap { line in
      guard case .revision(let annotation) = line.content else { return nil }
      let known = log.index[annotation.id].map { log.entries[$0].number }
      if known == nil { next += 1 }
      return StoredAnnotation(
        annotation: annotation, number: known ?? next - 1, op: stamp.op, at: stamp.at,
        author: author)
    }
    return receipt
  }
}
