/// Watches the memory of a process and its descendants: what is resident, not what they have reserved, of which
/// models and graphics cards take many times more.
struct MemoryWatch {
  /// The pause between two looks, in milliseconds.
  private static let pause = 250.0

  #if canImport(Darwin)
    /// Whether this system tells; otherwise the address space is limited.
    static let isPossible = false
  #else
    /// Whether this system tells; otherwise the address space is limited.
    static let isPossible = access("/proc/self/stat", R_OK) == 0
  #endif

  private let session: pid_t
  private let megabytes: Int
  private var next = Platform.milliseconds() + Self.pause

  /// - Parameters:
  ///   - session: The process, which leads a session.
  ///   - megabytes: How much it may use.
  init(session: pid_t, megabytes: Int) {
    self.session = session
    self.megabytes = megabytes
  }

  /// The megabytes that it uses, if that is more than it may; nil also if it was looked at just now.
  mutating func excess() -> Int? {
    let now = Platform.milliseconds()
    guard now >= next else { return nil }
    next = now + Self.pause
    let used = Self.resident(session: session) >> 20
    return used > megabytes ? used : nil
  }

  /// The resident memory of all processes of a session, in bytes.
  static func resident(session: pid_t) -> Int {
    let names = (try? Folders.entries("/proc"))?.map(\.name) ?? []
    let count = names.reduce(0) { sum, name in
      guard name.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
        let content = try? Files.read("/proc/\(name)/stat", limit: 1 << 16)
      else { return sum }
      return sum + (pages(String(decoding: content, as: UTF8.self), in: session) ?? 0)
    }
    return count * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The resident pages that the content of a process's `stat` tells, if the process is of that session.
  static func pages(_ stat: String, in session: pid_t) -> Int? {
    // The name of the program, in parentheses, may have any characters.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 21, fields[3] == "\(session)" else { return nil }
    return Int(fields[21])
  }
}
