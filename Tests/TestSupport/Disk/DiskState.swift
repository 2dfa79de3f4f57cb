import PostilKit
import PostilSystem

/// What a simulated disk holds, and what is open.
struct DiskState {
  /// A file or a folder.
  struct Node {
    var isFolder = false
    var file = DiskFile()
    var folder = DiskFolder()
  }

  static let rootNode = 1
  private static let firstDescriptor: Int32 = 1 << 20

  private(set) var nodes = [rootNode: Node(isFolder: true)]
  private var descriptors: [Int32: (node: Int, position: Int)] = [:]
  private var locks: [Int: (exclusive: Int32?, shared: Set<Int32>)] = [:]
  private var nextDescriptor = firstDescriptor

  /// Number of calls.
  private(set) var calls = 0
  /// The call at which the power is cut.
  var cut: Int?
  private(set) var isOff = false
  /// The call that fails.
  var failure: (first: Int, errno: Int32, always: Bool)?
  /// The syncs that are not done.
  var ignored = (files: false, folders: false)

  /// Counts a call; what is wrong with it. The one at which the power is cut may still be done.
  mutating func trouble() -> DiskError? {
    calls += 1
    if calls == cut {
      isOff = true
      return calls % 2 == 0 ? .isCut : DiskError(EIO)
    }
    guard let failure, failure.always ? calls >= failure.first : calls == failure.first else {
      return nil
    }
    return DiskError(failure.errno)
  }

  // MARK: Descriptors

  mutating func open(_ node: Int) -> Int32 {
    nextDescriptor += 1
    descriptors[nextDescriptor] = (node, 0)
    return nextDescriptor
  }

  mutating func close(_ descriptor: Int32) {
    guard let node = descriptors.removeValue(forKey: descriptor)?.node else { return }
    release(descriptor, node)
  }

  /// Closes everything; no call fails any more.
  mutating func restart() {
    descriptors = [:]
    locks = [:]
    (isOff, cut, failure) = (false, nil, nil)
  }

  func node(_ descriptor: Int32) throws(DiskError) -> Int {
    guard let node = descriptors[descriptor]?.node else { throw DiskError(EBADF) }
    return node
  }

  func entry(_ name: String, in folder: Int32) throws(DiskError) -> Int {
    guard let node = nodes[try node(folder)]?.folder.entries[name] else { throw DiskError(ENOENT) }
    return node
  }

  func names(in folder: Int32) throws(DiskError) -> [String] {
    (nodes[try node(folder)]?.folder.entries.keys).map { $0.sorted() } ?? []
  }

  mutating func lock(_ descriptor: Int32, _ operation: Int32) throws(DiskError) {
    let node = try node(descriptor)
    release(descriptor, node)
    var lock = locks[node] ?? (nil, [])
    guard lock.exclusive == nil, operation & LOCK_EX == 0 || lock.shared.isEmpty else {
      throw DiskError(EWOULDBLOCK)
    }
    if operation & LOCK_EX != 0 {
      lock.exclusive = descriptor
    } else {
      lock.shared.insert(descriptor)
    }
    locks[node] = lock
  }

  private mutating func release(_ descriptor: Int32, _ node: Int) {
    if locks[node]?.exclusive == descriptor { locks[node]?.exclusive = nil }
    locks[node]?.shared.remove(descriptor)
  }

  // MARK: Names

  mutating func open(_ name: String, in folder: Int32, _ flags: Int32) throws(DiskError) -> Int32 {
    let parent = try node(folder)
    if let node = nodes[parent]?.folder.entries[name] {
      if flags & O_EXCL != 0 { throw DiskError(EEXIST) }
      return open(node)
    }
    guard flags & O_CREAT != 0 else { throw DiskError(ENOENT) }
    return open(add(name, Node(), to: parent))
  }

  mutating func makeFolder(_ name: String, in folder: Int32) throws(DiskError) {
    let parent = try node(folder)
    guard nodes[parent]?.folder.entries[name] == nil else { throw DiskError(EEXIST) }
    _ = add(name, Node(isFolder: true), to: parent)
  }

  private mutating func add(_ name: String, _ node: Node, to parent: Int) -> Int {
    let number = nodes.count + 1
    nodes[number] = node
    nodes[parent]?.folder.change([name: number])
    return number
  }

  mutating func rename(
    _ name: String, in folder: Int32, to newName: String, in newFolder: Int32
  ) throws(DiskError) {
    let moved = try entry(name, in: folder)
    let (from, to) = (try node(folder), try node(newFolder))
    if from == to {
      nodes[from]?.folder.change([name: nil, newName: moved])
    } else {
      nodes[to]?.folder.change([newName: moved])
      nodes[from]?.folder.change([name: nil])
    }
  }

  mutating func remove(_ name: String, in folder: Int32, isFolder: Bool) throws(DiskError) {
    let node = try entry(name, in: folder)
    guard nodes[node]?.isFolder == isFolder else { throw DiskError(isFolder ? ENOTDIR : EISDIR) }
    guard nodes[node]?.folder.entries.isEmpty == true else { throw DiskError(ENOTEMPTY) }
    nodes[try self.node(folder)]?.folder.change([name: nil])
  }

  func status(_ node: Int) -> stat {
    var status = stat()
    status.st_ino = .init(node)
    status.st_dev = 99
    status.st_nlink = 1
    let isFolder = nodes[node]?.isFolder == true
    status.st_mode = isFolder ? S_IFDIR | 0o755 : S_IFREG | 0o644
    status.st_size = .init(nodes[node]?.file.content.count ?? 0)
    return status
  }

  // MARK: Content

  mutating func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int?
  ) throws(DiskError) -> Int {
    guard let open = descriptors[descriptor], let content = nodes[open.node]?.file.content else {
      throw DiskError(EBADF)
    }
    let bytes = content.dropFirst(offset ?? open.position).prefix(buffer.count)
    buffer.copyBytes(from: bytes)
    if offset == nil { descriptors[descriptor]?.position += bytes.count }
    return bytes.count
  }

  /// Writes at the end of a file, as all writes here are.
  mutating func write(
    _ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32
  ) throws(DiskError) -> Int {
    nodes[try node(descriptor)]?.file.append(bytes)
    return bytes.count
  }

  mutating func resize(_ descriptor: Int32, to size: Int) throws(DiskError) {
    nodes[try node(descriptor)]?.file.resize(to: size)
  }

  mutating func syncContent(_ descriptor: Int32, fails: Bool) throws(DiskError) {
    let node = try node(descriptor)
    if !ignored.files { nodes[node]?.file.sync(fails: fails) }
  }

  mutating func syncFolder(_ folder: Int32, fails: Bool) throws(DiskError) {
    let node = try node(folder)
    if !ignored.folders, !fails { nodes[node]?.folder.sync() }
  }

  // MARK: Power

  mutating func reboot(
    _ tear: SimulatedDisk.Tear, using random: inout some RandomNumberGenerator
  ) {
    for node in nodes.keys.sorted() {
      nodes[node]?.file.lose(tear, using: &random)
      nodes[node]?.folder.lose(using: &random)
    }
    restart()
  }

  // MARK: Looking in

  private func node(atPath path: String) -> Node? {
    var node = nodes[Self.rootNode]
    for part in path.split(separator: "/") {
      node = node?.folder.entries[String(part)].flatMap { nodes[$0] }
    }
    return node
  }

  func content(_ path: String) -> [UInt8]? { node(atPath: path)?.file.content }

  func list(_ path: String) -> [String] { node(atPath: path)?.folder.entries.keys.sorted() ?? [] }
}
