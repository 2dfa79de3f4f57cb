/// What differs between Linux and macOS, and facts about the process and its environment.
package enum Platform {
  #if canImport(Darwin)
    /// The file name extension of dynamic libraries.
    package static let libraryExtension = "dylib"
  #else
    /// The file name extension of dynamic libraries.
    package static let libraryExtension = "so"
  #endif

  /// The path of the running executable, links resolved; nil if the system does not report it.
  package static func executablePath() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    #if canImport(Darwin)
      var size = UInt32(buffer.count)
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    #else
      guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return nil }
    #endif
    guard let real = realpath(buffer, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The number of threads that work at once: `POSTIL_JOBS`, else the number of processors that this process
  /// may use; at least 1.
  package static let jobs: Int =
    environment("POSTIL_JOBS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? Processors.count

  /// The value of an environment variable; nil if it is unset or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// The folder of the user's data: `$XDG_DATA_HOME/postil`, else `~/.local/share/postil`; nil
  /// without a home folder.
  package static var dataFolder: String? {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return "\(data)/postil" }
    return environment("HOME").map { "\($0)/.local/share/postil" }
  }

  /// Milliseconds of the monotonic clock.
  package static func milliseconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1_000_000
  }

  /// Sleeps for some milliseconds.
  package static func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1000)) }
}
