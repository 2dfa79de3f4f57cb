import Foundation
import Testing

/// A workspace that somebody else has prepared, in `ws/`, and a home folder beside it, `home/`, that no
/// command may touch.
struct HostileWorkspace {
  private static let strace = ["/usr/bin/strace", "/usr/local/bin/strace"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  /// Whether system calls can be watched here.
  static let canTrace: Bool =
    strace.map { strace in
      (try? Postil.run(URL(filePath: strace), ["-qq", "/bin/true"]))?.status == 0
    } ?? false

  static let secret = "the secret of the house"

  private let base: Workspace
  private var home: URL { base.folder.appending(path: "home") }
  private var inside: String { "\(base.folder.path)/ws" }
  private var traces: URL { base.folder.appending(path: "traces") }

  init() throws {
    base = try Workspace([
      "ws/a.txt": "Ana Duarte told Reuters in Oslo on 3 May 2026.\n",
      "home/secret.txt": Self.secret,
      "home/.bashrc": "# mine\n", "traces/none": "",
    ])
  }

  /// Runs a script of bash in the workspace. In it `$P` is the program, watched; `$Q` the program,
  /// unwatched; `$T` types lines into a program.
  func run(_ script: String) throws -> Postil.Outcome {
    let calls =
      "execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,"
      + "linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat,truncate,chmod,fchmodat,chown,fchownat,mmap"
    let typist = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "terminal.py")
    let prologue = """
      ulimit -v 8000000
      export HOME='\(home.path)' Q='\(Postil.executable.path)' T='python3 \(typist.path)'
      export P="timeout -s KILL 20 \(Self.strace ?? "") -ff -qq -y -s 400 -e trace=\(calls) -o \
      \(traces.path)/trace $Q"
      cd '\(base.folder.path)/ws'
      """
    return try Postil.run(URL(filePath: "/bin/bash"), ["-c", "\(prologue)\n\(script)"])
  }

  /// The files of the home folder with their contents.
  func contents() throws -> [String: Data] {
    var all: [String: Data] = [:]
    for case let file as String in FileManager.default.enumerator(atPath: home.path) ?? .init() {
      all[file] = try? Data(contentsOf: home.appending(path: file))
    }
    return all
  }

  /// What the watched programs did that they must not: a program or a library of the workspace that was
  /// started or loaded, and what was written outside the workspace.
  func violations() throws -> [String] {
    var found: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: traces.path) {
      let trace = try String(contentsOf: traces.appending(path: name), encoding: .utf8)
      for line in trace.split(separator: "\n") where isViolation(line) { found.append("\(line)") }
    }
    return found
  }

  private func isViolation(_ line: Substring) -> Bool {
    guard !line.contains("= -1 ") else { return false }
    let paths = line.matches(of: #/[<"](/[^>"]*)[>"]/#).map { String($0.1) }
    if line.hasPrefix("execve") {
      return paths.first.map { $0 != Postil.executable.path && !$0.hasSuffix("bin/git") } ?? true
    }
    if line.hasPrefix("mmap") {
      return line.contains("PROT_EXEC") && paths.contains { $0.hasPrefix(inside) }
    }
    if line.hasPrefix("open") || line.hasPrefix("creat") {
      let opened = line.firstMatch(of: #/= \d+<([^>]*)>$/#).map { String($0.1) } ?? ""
      return line.contains(#/O_WRONLY|O_RDWR|O_CREAT|^creat/#) && !isOurs(opened)
    }
    return !paths.allSatisfy(isOurs)
  }

  /// Whether a path is in the workspace, in the folders of the person's own state, or a device.
  private func isOurs(_ path: String) -> Bool {
    path.hasPrefix(inside) || path.contains("/postil-run-")
      || path.hasPrefix("/dev/")
  }
}
