/// Finds programs and decides which environment variables they get.
package enum Programs {
  /// Variables passed on: those for finding the language, the home folder and other programs.
  private static let passed = [
    "PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    // Which processors a job was given, and where models, certificates and proxies are.
    "CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "OMP_NUM_THREADS",
    "HF_HOME", "HF_HUB_OFFLINE", "XDG_CACHE_HOME", "VIRTUAL_ENV", "SSL_CERT_FILE", "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
    "NO_PROXY",
  ]

  /// The path of a command's program: relative to the plugin's folder if the name has a slash, else
  /// looked up in `$PATH`.
  package static func find(_ name: String, from folder: String) -> String? {
    if name.hasPrefix("/") { return access(name, X_OK) == 0 ? name : nil }
    if name.contains("/") {
      // Absolute, since the program is started in its folder.
      let path = "\(Folders.real(folder) ?? folder)/\(name)"
      return access(path, X_OK) == 0 ? path : nil
    }
    let search = Platform.environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
    return search.split(separator: ":").map { "\($0)/\(name)" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// The environment of a plugin: variables that a program needs to find its way, and no secrets but those
  /// that its manifest asks for by name.
  package static func environment(adding names: [String] = []) -> [String] {
    (passed + names.filter { !passed.contains($0) }).compactMap { name in
      Platform.environment(name).map { "\(name)=\($0)" }
    } + [
      "PYTHONUTF8=1", "PYTHONUNBUFFERED=1",
      // Compiled files would change the content of the trusted folder.
      "PYTHONDONTWRITEBYTECODE=1",
      // A crash prints one line instead of a long backtrace, and ends at once.
      "SWIFT_BACKTRACE=enable=no",
    ]
  }
}
