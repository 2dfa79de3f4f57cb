import PostilSystem
import PostilTerminal
import PostilKit
import PostilStore

/// The annotations to decide, in reading order or the lowest score first, those skipped before last, and
/// which one is shown.
struct ReviewQueue {
  private(set) var ids: [String]
  private(set) var index = 0

  init(_ annotations: [StoredAnnotation], byScore: Bool, skipped: Set<String> = []) {
    let sorted = annotations.sorted { left, right in
      let isLater = skipped.contains(left.id)
      if isLater != skipped.contains(right.id) { return !isLater }
      return byScore
        ? (left.annotation.score ?? 0.5, left.number) < (
          right.annotation.score ?? 0.5, right.number
        )
        : (left.annotation.extent, left.number) < (right.annotation.extent, right.number)
    }
    ids = sorted.map(\.annotation.id)
  }

  /// The one shown; nil at the end.
  var current: String? { index < ids.count ? ids[index] : nil }

  /// Goes to the next one for which `isOpen` holds, or to the end.
  mutating func forward(_ isOpen: (String) -> Bool) {
    repeat { index += 1 } while index < ids.count && !isOpen(ids[index])
  }

  /// Goes back to the previous one for which `exists` holds; stays if there is none.
  mutating func back(_ exists: (String) -> Bool) {
    if let before = ids[..<min(index, ids.count)].lastIndex(where: exists) { index = before }
  }

  /// Goes to this one, or the next, for which `isOpen` holds, or to the end.
  mutating func settle(_ isOpen: (String) -> Bool) {
    while index < ids.count, !isOpen(ids[index]) { index += 1 }
  }

  /// Goes to the next one after this, or else from the start, for which `isWanted` holds; false if there
  /// is none.
  mutating func jump(_ isWanted: (String) -> Bool) -> Bool {
    let order = ids.indices.map { (index + 1 + $0) % ids.count }
    guard let place = order.first(where: { isWanted(ids[$0]) }) else { return false }
    index = place
    return true
  }

  /// Goes to the annotation with an id.
  mutating func go(to id: String) {
    if let place = ids.firstIndex(of: id) { index = place }
  }
}
