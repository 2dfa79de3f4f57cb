import PostilKit

/// The processors that this process may use.
package enum Processors {
  /// Their number, at least 1: those that are online, that its affinity allows, and that the quota of its
  /// control group pays for.
  package static var count: Int {
    let online = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let affinity = line("Cpus_allowed_list:", of: "/proc/self/status").flatMap { allowed($0) }
    return max(1, [online, affinity, quota].compactMap { $0 }.min() ?? online)
  }

  /// Number of processors in a list such as `0-3,8`; nil if it is not one.
  static func allowed(_ list: String) -> Int? {
    var count = 0
    for part in list.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, last >= first else {
        return nil
      }
      count += last - first + 1
    }
    return count > 0 ? count : nil
  }

  /// Number of processors for which the content of `cpu.max` pays, such as `150000 100000`, rounded up; nil
  /// without a limit.
  static func paid(_ content: String) -> Int? {
    let words = content.split { $0.isWhitespace }.map { Int($0) }
    guard words.count == 2, let quota = words[0], let period = words[1], quota > 0, period > 0
    else {
      return nil
    }
    return (quota + period - 1) / period
  }

  /// The smallest quota of its control group and of those above it.
  private static var quota: Int? {
    let root = "/sys/fs/cgroup"
    var group = line("0::", of: "/proc/self/cgroup") ?? "/"
    var quotas: [Int] = []
    while true {
      if let content = content(of: "\(root)\(group == "/" ? "" : group)/cpu.max") {
        quotas += paid(content).map { [$0] } ?? []
      }
      guard let slash = group.lastIndex(of: "/"), group != "/" else { return quotas.min() }
      group = slash == group.startIndex ? "/" : String(group[..<slash])
    }
  }

  /// The rest of the line that starts with a word.
  private static func line(_ word: String, of path: String) -> String? {
    content(of: path)?.split(separator: "\n").first { $0.hasPrefix(word) }
      .map { $0.dropFirst(word.count).trimmingBlanks }
  }

  private static func content(of path: String) -> String? {
    (try? Files.read(path, limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
