/// The content of a file on a simulated disk: what a process reads, and what survives a power cut.
struct DiskFile {
  /// A change that was not synced.
  private enum Change: Sendable {
    case write([UInt8], at: Int)
    case resize(Int)
  }

  /// The length of a sector, in bytes; short, so that a line has several.
  private static let sector = 64

  /// What a process reads.
  private(set) var content: [UInt8] = []
  private var synced: [UInt8] = []
  private var changes: [Change] = []

  mutating func append(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    changes.append(.write(bytes, at: content.count))
    content += bytes
  }

  mutating func resize(to size: Int) {
    changes.append(.resize(size))
    Self.resize(&content, to: size)
  }

  /// Syncs it. If that fails, the changes are forgotten and never reach the disk, although a process still
  /// reads them.
  mutating func sync(fails: Bool) {
    if !fails { for change in changes { Self.apply(change, to: &synced) } }
    changes = []
  }

  /// Keeps or loses what was not synced.
  mutating func lose(_ tear: SimulatedDisk.Tear, using random: inout some RandomNumberGenerator) {
    for change in changes {
      guard Bool.random(using: &random) else { continue }
      switch (change, tear) {
      case (.resize, _): Self.apply(change, to: &synced)
      case (.write, _) where Bool.random(using: &random): Self.apply(change, to: &synced)
      case (.write(let bytes, let start), .end):
        let count = Int.random(in: 0...bytes.count, using: &random)
        Self.apply(.write(Array(bytes.prefix(count)), at: start), to: &synced)
      case (.write(let bytes, let start), .sectors):
        for from in stride(from: 0, to: bytes.count, by: Self.sector)
        where Bool.random(using: &random) {
          let part = Array(bytes[from..<min(from + Self.sector, bytes.count)])
          Self.apply(.write(part, at: start + from), to: &synced)
        }
      }
    }
    changes = []
    content = synced
  }

  private static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .resize(let size): resize(&bytes, to: size)
    case .write(let new, let start):
      if bytes.count < start + new.count { resize(&bytes, to: start + new.count) }
      bytes.replaceSubrange(start..<start + new.count, with: new)
    }
  }

  private static func resize(_ bytes: inout [UInt8], to size: Int) {
    if size < bytes.count {
      bytes.removeLast(bytes.count - size)
    } else {
      bytes += Array(repeating: 0, count: size - bytes.count)
    }
  }
}

/// The names in a folder on a simulated disk: what a process sees, and what survives a power cut.
struct DiskFolder {
  /// The numbers of the nodes by their names.
  private(set) var entries: [String: Int] = [:]
  private var synced: [String: Int] = [:]
  /// What was not synced: names that lead to another node, or to none, all at once.
  private var changes: [[String: Int?]] = []

  mutating func change(_ change: [String: Int?]) {
    changes.append(change)
    Self.apply(change, to: &entries)
  }

  mutating func sync() {
    synced = entries
    changes = []
  }

  /// Keeps or loses what was not synced.
  mutating func lose(using random: inout some RandomNumberGenerator) {
    for change in changes where Bool.random(using: &random) { Self.apply(change, to: &synced) }
    changes = []
    entries = synced
  }

  private static func apply(_ change: [String: Int?], to entries: inout [String: Int]) {
    for (name, node) in change { entries[name] = node }
  }
}
