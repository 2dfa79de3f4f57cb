import PostilSystem

/// What is wrong with the lines of a sidecar, in the order in which it was found.
struct LineFindings {
  /// A file of only bad lines must not fill the memory with findings.
  private static let most = 10_000

  private(set) var listed: [Finding] = []
  /// Number of findings after the first 10,000, which are only counted.
  private(set) var unlisted = 0

  mutating func add(_ finding: Finding) {
    if listed.count < Self.most { listed.append(finding) } else { unlisted += 1 }
  }

  /// Drops the listed findings with a code.
  mutating func forget(_ code: String) { listed.removeAll { $0.code == code } }
}
