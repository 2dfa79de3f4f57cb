import PostilKit

/// The annotations of an article that can be shown, in the order of their numbers, counted by state.
struct ShownAnnotations {
  private(set) var all: [StoredAnnotation] = []
  /// Numbers of annotations; a state that none is in may be missing.
  private(set) var counts: [Annotation.State: Int] = [:]

  mutating func reserve(_ count: Int) { all.reserveCapacity(count) }

  subscript(number number: Int) -> StoredAnnotation? {
    let place = insertion(number)
    return holds(number, at: place) ? all[place] : nil
  }

  /// Shows an annotation in the place of the one with the same number, if there is one.
  mutating func show(_ stored: consuming StoredAnnotation) {
    let place = insertion(stored.number)
    counts[stored.annotation.state, default: 0] += 1
    if place == all.count {
      all.append(stored)
    } else if holds(stored.number, at: place) {
      counts[all[place].annotation.state, default: 0] -= 1
      all[place] = stored
    } else {
      all.insert(stored, at: place)
    }
  }

  /// Removes the annotation with a number, if it is shown.
  mutating func hide(_ number: Int) {
    let place = insertion(number)
    guard holds(number, at: place) else { return }
    counts[all.remove(at: place).annotation.state, default: 0] -= 1
  }

  private func holds(_ number: Int, at place: Int) -> Bool {
    place < all.count && all[place].number == number
  }

  /// The place of a number, or that where it belongs. A new annotation has the highest number, so the
  /// end is tried first.
  private func insertion(_ number: Int) -> Int {
    if all.last.map({ $0.number < number }) ?? true { return all.count }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
