import PostilSystem

/// Confines the process of a plugin with bubblewrap: it may read files, but writes only to its cache
/// folder, sees no other process, and has no network unless its manifest asks for it.
///
/// Linux only. Sockets below `/run` are hidden from a plugin without network, devices such as GPUs from
/// all.
struct Sandbox {
  /// The path of `bwrap`.
  let program: String

  /// The sandbox of this machine; nil if bubblewrap is not installed.
  static func find() -> Sandbox? {
    Programs.find("bwrap", from: "/").map { Sandbox(program: $0) }
  }

  /// The command line that runs a command confined.
  ///
  /// - Parameters:
  ///   - command: The path of the program and its arguments.
  ///   - folder: The folder in which it runs.
  ///   - cache: The folder that it may write to.
  ///   - hasNetwork: Whether it may use the network.
  func arguments(
    _ command: [String], in folder: String, cache: String?, hasNetwork: Bool
  ) -> [String] {
    var words = [
      program, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid",
      "--unshare-ipc", "--unshare-uts", "--cap-drop", "ALL", "--die-with-parent",
    ]
    if !hasNetwork { words += ["--unshare-net", "--tmpfs", "/run"] }
    if let cache { words += ["--bind", cache, cache, "--setenv", "TMPDIR", cache] }
    return words + ["--chdir", folder, "--"] + command
  }
}
