/// Limits of a plugin's process.
package struct ProcessLimits: Sendable, Hashable {
  /// Time for answering `initialize`, in milliseconds.
  package var start = 30_000
  /// Time for one article, in milliseconds.
  package var article = 10_000
  /// Memory of the process and its descendants in megabytes: what is resident, or where the system does not tell that,
  /// the address space; 0 for no limit.
  package var memory = 0
  /// Total processor time in seconds; 0 for no limit.
  package var processor = 0

  /// The default limits.
  package init() {}
}
