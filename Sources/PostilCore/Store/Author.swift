/// Who writes lines.
enum Author {
  /// Whether a name is a plugin's, `name@1.2.3`, and not a person's.
  static func isPlugin(_ by: String) -> Bool {
    guard let at = by.lastIndex(of: "@"), at > by.startIndex else { return false }
    let version = by[by.index(after: at)...]
    return version.first?.isNumber == true
      && version.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter || ".-+".contains($0)) }
  }
}
