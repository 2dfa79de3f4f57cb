import PostilKit

extension Annotation {
  /// Removes links to lost annotations from the roles; also removes a link that is left with
  /// neither words nor an annotation.
  ///
  /// - Returns: The number of links that lost their annotation.
  @discardableResult package mutating func unlink(_ isLost: (String) -> Bool) -> Int {
    var count = 0
    roles = roles.compactMapValues { links in
      let kept = links.compactMap { link -> RoleLink? in
        guard let id = link.id, isLost(id) else { return link }
        count += 1
        return link.spans.isEmpty ? nil : RoleLink(spans: link.spans)
      }
      return kept.isEmpty ? nil : kept
    }
    return count
  }
}
