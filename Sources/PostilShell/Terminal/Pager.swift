#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows what is longer than the screen.
enum Pager {
  /// The command: `$POSTIL_PAGER`, `$PAGER`, else `less -FRX`.
  static var command: String {
    Terminal.environment("POSTIL_PAGER") ?? Terminal.environment("PAGER") ?? "less -FRX"
  }

  /// Sends escaped text through the pager; false if it could not be started.
  static func show(_ text: String) -> Bool {
    guard let pipe = popen(command, "w") else { return false }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, pipe) }
    let status = pclose(pipe)
    // 127: the system's shell found no such program.
    return status >> 8 & 0xFF != 127
  }
}
