import PostilKit
import PostilStore
import PostilSystem

/// The metadata of an article's text and sidecar, by which a change of either is noticed: time of change and
/// of status change in nanoseconds, size, inode and device.
struct ArticleStamps: Sendable {
  /// The metadata as bytes; zeros for a sidecar that does not exist.
  let bytes: [UInt8]
  /// Whether neither file was changed so recently that another change might leave the same metadata.
  let isSettled: Bool

  /// A change within this time, in nanoseconds, may be the last but one: file times may have steps of two
  /// seconds.
  static let step = 2_000_000_000

  /// The metadata of many articles in their order; nil where a file is a link, or the text is missing.
  ///
  /// - Parameter settling: How long after a change the metadata are certain, in nanoseconds.
  static func all(of files: [ArticleFile], settling: Int = step) throws -> [ArticleStamps?] {
    let size = 512
    let parts = stride(from: 0, to: files.count, by: size).map {
      Array(files[$0..<min(files.count, $0 + size)])
    }
    var stamps: [ArticleStamps?] = []
    stamps.reserveCapacity(files.count)
    try OrderedWork.forEach(parts) { part in
      var reader = StampReader(settling: settling)
      return part.map { reader.stamps(of: $0) }
    } body: { _, part in
      stamps += part
    }
    return stamps
  }

  fileprivate init(_ text: stat, _ sidecar: stat?, now: Int, settling: Int) {
    var numbers: [Int] = []
    for status in [text, sidecar ?? stat()] {
      numbers += [
        Self.changed(status), Self.statusChanged(status), Int(status.st_size),
        Int(truncatingIfNeeded: status.st_ino), Int(truncatingIfNeeded: status.st_dev),
      ]
    }
    bytes = numbers.withUnsafeBytes { Array($0) }
    isSettled = [text, sidecar].compactMap(\.self).allSatisfy {
      abs(now - Self.changed($0)) >= settling && abs(now - Self.statusChanged($0)) >= settling
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
    let name = slash.map { file.name[file.name.utf8.index(after: $0)...] } ?? file.name[...]
    let path = slash.map { file.folder.shown(String(file.name[..<$0])) } ?? file.folder.path
    if path != folder || descriptor < 0 {
      if descriptor >= 0 { close(descriptor) }
      folder = path
      descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }
    var status = stat()
    let code = String(name).withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    return code == 0 ? status : nil
  }
}
