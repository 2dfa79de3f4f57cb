import PostilKit
import PostilSystem

extension AnnotationStore {
  /// What a commit of these changes would do, based on the state last read; writes nothing.
  ///
  /// - Throws: What the commit would throw about the changes themselves.
  package func preview(_ changes: [Change], by author: Author) throws -> Receipt {
    let stamp = SidecarLine.Stamp(op: AnnotationID.random(), by: author, for: nil)
    var composer = RevisionComposer(
      store: self, author: author, stamp: stamp, seen: seen(by: changes))
    for change in changes { try composer.add(change) }
    return composer.preview(log)
  }
}
