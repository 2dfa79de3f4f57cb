/// File patterns: `*` and `?` match within a path component, `**/` across components. Matching
/// takes time linear in the path for each star, so that no pattern is slow.
package enum Glob {
  package static func matches(_ path: String, _ pattern: String) -> Bool {
    matches(Array(path.utf8)[...], Array(pattern.utf8)[...])
  }

  private static func matches(_ path: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    // The set of positions in the pattern that the path read so far can have reached.
    var places = closure([pattern.startIndex], pattern)
    for byte in path {
      var next: Set<Int> = []
      for place in places where place < pattern.endIndex {
        switch pattern[place] {
        case UInt8(ascii: "*"):
          if byte != UInt8(ascii: "/") || isDouble(place, pattern) { next.insert(place) }
        case UInt8(ascii: "?"): if byte != UInt8(ascii: "/") { next.insert(place + 1) }
        default: if pattern[place] == byte { next.insert(place + 1) }
        }
      }
      places = closure(next, pattern)
      if places.isEmpty { return false }
    }
    return places.contains(pattern.endIndex)
  }

  private static func closure(_ places: Set<Int>, _ pattern: ArraySlice<UInt8>) -> Set<Int> {
    var all = places
    var open = Array(places)
    while let place = open.popLast() {
      guard place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") else { continue }
      var after = [place + 1]
      // `**/` may also match the empty string.
      if isDouble(place, pattern), place + 2 < pattern.endIndex,
        pattern[place + 2] == UInt8(ascii: "/")
      {
        after.append(place + 3)
      }
      for next in after where all.insert(next).inserted { open.append(next) }
    }
    return all
  }

  private static func isDouble(_ place: Int, _ pattern: ArraySlice<UInt8>) -> Bool {
    place + 1 < pattern.endIndex && pattern[place + 1] == UInt8(ascii: "*")
  }
}
