import PostilKit
import PostilStore
import PostilSystem

/// The metadata of an article's text and sidecar, by which a change of either is noticed: time of change and
/// of status change in nanoseconds, size, inode and device.
struct ArticleStamps: Sendable {
  /// The metadata of one file; zeros for a sidecar that does not exist.
  private struct File: Hashable {
    var changed = 0
    var statusChanged = 0
    var size = 0
    var inode = 0
    var device = 0

    init() {}

    init(_ status: stat) {
      changed = ArticleStamps.changed(status)
      statusChanged = ArticleStamps.statusChanged(status)
      size = Int(status.st_size)
      inode = Int(truncatingIfNeeded: status.st_ino)
      device = Int(truncatingIfNeeded: status.st_dev)
    }

    /// Whether it was not changed within a time before now, or after, in nanoseconds.
    func isSettled(_ now: Int, _ settling: Int) -> Bool {
      abs(now - changed) >= settling && abs(now - statusChanged) >= settling
    }
  }

  private let text: File
  private let sidecar: File
  /// Whether neither file was changed so recently that another change might leave the same metadata.
  let isSettled: Bool

  /// A change within this time, in nanoseconds, may be the last but one: file times may have steps of two
  /// seconds.
  static let step = 2_000_000_000

  /// The metadata of many articles in their order; nil where a file is a link, or the text is missing.
  ///
  /// - Parameter settling: How long after a change the metadata are certain, in nanoseconds.
  static func all(of files: ArraySlice<ArticleFile>, settling: Int) -> [ArticleStamps?] {
    var reader = StampReader(settling: settling)
    return files.map { reader.stamps(of: $0) }
  }

  fileprivate init(_ text: stat, _ sidecar: stat?, now: Int, settling: Int) {
    self.text = File(text)
    self.sidecar = sidecar.map(File.init) ?? File()
    isSettled =
      self.text.isSettled(now, settling)
      && (sidecar == nil || self.sidecar.isSettled(now, settling))
  }

  /// The metadata as bytes.
  var bytes: [UInt8] {
    [text, sidecar].flatMap { file in withUnsafeBytes(of: file) { Array($0) } }
  }

  /// Whether these are the metadata that bytes have.
  func areThose(of bytes: [UInt8]) -> Bool {
    let size = MemoryLayout<File>.size
    return bytes.count == 2 * size
      && bytes.withUnsafeBytes {
        $0.loadUnaligned(as: File.self) == text
          && $0.loadUnaligned(fromByteOffset: size, as: File.self) == sidecar
      }
  }

  private static func changed(_ status: stat) -> Int {
    #if canImport(Darwin)
      nanoseconds(status.st_mtimespec)
    #else
      nanoseconds(status.st_mtim)
    #endif
  }

  private static func statusChanged(_ status: stat) -> Int {
    #if canImport(Darwin)
      nanoseconds(status.st_ctimespec)
    #else
      nanoseconds(status.st_ctim)
    #endif
  }

  fileprivate static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}

/// Reads the metadata of articles, those of one folder after the other.
private struct StampReader: ~Copyable {
  private var folder = ""
  private var descriptor: Int32 = -1
  private let now: Int
  private let settling: Int

  init(settling: Int) {
    self.settling = settling
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    now = ArticleStamps.nanoseconds(time)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  mutating func stamps(of file: ArticleFile) -> ArticleStamps? {
    guard let text = status(of: file.text), text.st_mode & S_IFMT == S_IFREG else { return nil }
    let sidecar = status(of: file.sidecar)
    if sidecar == nil, errno != ENOENT { return nil }
    if let sidecar, sidecar.st_mode & S_IFMT != S_IFREG { return nil }
    return ArticleStamps(text, sidecar, now: now, settling: settling)
  }

  private mutating func status(of file: FileAccess) -> stat? {
    let slash = file.name.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(file.name[file.name.utf8.index(after: $0)...]) } ?? file.name
    let path = slash.map { file.folder.shown(String(file.name[..<$0])) } ?? file.folder.path
    if path != folder || descriptor < 0 {
      if descriptor >= 0 { close(descriptor) }
      folder = path
      descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }
    var status = stat()
    let code = name.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return code == 0 ? status : nil
  }
}
