/// What a process may take.
package struct ProcessLimits: Sendable, Hashable {
  /// Milliseconds until it must have answered `initialize`.
  package var start = 5000
  /// Milliseconds for one article.
  package var article = 10_000
  /// Megabytes of address space; 0 for no limit.
  package var memory = 0
  /// Seconds of processor time for its whole life; 0 for no limit.
  package var processor = 0

  /// The default limits.
  package init() {}
}
