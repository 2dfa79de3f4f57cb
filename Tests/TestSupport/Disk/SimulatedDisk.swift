import PostilKit
import PostilSystem
import Synchronization

/// A disk in memory that can lose what was not synced: at a power cut each write, creation, deletion and
/// renaming since the last sync of its file or folder is kept or lost, whatever happened to the others.
///
/// A renaming within a folder is kept or lost as a whole, as in every file system with a journal. A write
/// may be kept in part.
package final class SimulatedDisk: FileSystem {
  private let disk: Mutex<DiskState>

  /// An empty disk.
  package init() { disk = Mutex(DiskState()) }

  private init(_ state: DiskState) { disk = Mutex(state) }

  /// The folder at the root of the disk; the path is shown in messages.
  package func root(_ path: String = "/simulated") -> FolderAccess { FolderAccess(path, on: self) }

  // MARK: Faults

  /// The syncs that the disk only claims to do, to see whether a test notices.
  package func ignoreSyncs(ofFiles files: Bool = false, ofFolders folders: Bool = false) {
    disk.withLock { $0.ignored = (files, folders) }
  }

  /// How a write that was not synced is kept in part.
  package enum Tear: Sendable {
    /// Some bytes at its start are kept.
    case end
    /// Some of its sectors are kept; the others are as before, or zeros where nothing was before.
    case sectors
  }

  /// Number of calls so far.
  package var calls: Int { disk.withLock { $0.calls } }

  /// Turns the power off at the call with that number, as ``calls`` counts: it fails, and so does every later
  /// one. Half of the time the disk has still received it.
  package func cutPower(atCall call: Int) { disk.withLock { $0.cut = call } }

  /// Whether the power is off.
  package var isOff: Bool { disk.withLock { $0.isOff } }

  /// Turns the power on again: what was not synced is kept or lost at random. Nothing is open or locked.
  package func reboot(_ tear: Tear, using random: inout some RandomNumberGenerator) {
    disk.withLock { $0.reboot(tear, using: &random) }
  }

  /// Lets calls fail with an error number.
  ///
  /// - Parameters:
  ///   - first: The first call that fails, as ``calls`` counts.
  ///   - always: Whether all later ones fail, too.
  package func fail(atCall first: Int, errno: Int32, always: Bool = false) {
    disk.withLock { $0.failure = (first, errno, always) }
  }

  /// Lets no more calls fail.
  package func heal() { disk.withLock { $0.failure = nil } }

  // MARK: Looking in

  /// Another disk with the same content, synced or not; nothing is open or locked.
  package func copy() -> SimulatedDisk {
    SimulatedDisk(
      disk.withLock {
        var state = $0
        state.restart()
        return state
      })
  }

  /// The content of a file, as a process reads it; nil if there is none.
  package func content(_ path: String) -> [UInt8]? { disk.withLock { $0.content(path) } }

  /// The names in a folder, hidden ones too.
  package func list(_ path: String = "") -> [String] { disk.withLock { $0.list(path) } }

  // MARK: System calls

  package func openFolder(_ path: String) -> Int32 {
    call { $0.open(DiskState.rootNode) }
  }

  package func openFile(_ name: String, in folder: Int32, _ flags: Int32, mode: mode_t) -> Int32 {
    call { try $0.open(name, in: folder, flags) }
  }

  package func closeFile(_ descriptor: Int32) { disk.withLock { $0.close(descriptor) } }

  package func duplicate(_ descriptor: Int32) -> Int32 {
    call { $0.open(try $0.node(descriptor)) }
  }

  package func makeFolder(_ name: String, in folder: Int32) -> Int32 {
    call { try $0.makeFolder(name, in: folder) }
  }

  package func status(of descriptor: Int32, _ status: inout stat) -> Int32 {
    var found = stat()
    defer { status = found }
    return call { found = $0.status(try $0.node(descriptor)) }
  }

  package func status(of name: String, in folder: Int32, _ status: inout stat) -> Int32 {
    var found = stat()
    defer { status = found }
    return call { found = $0.status(try $0.entry(name, in: folder)) }
  }

  package func names(in folder: Int32) -> [String] {
    var names: [String] = []
    _ = call { names = try $0.names(in: folder).filter { !$0.hasPrefix(".") } }
    return names
  }

  package func readBytes(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    Int(call { Int32(try $0.read(descriptor, into: buffer, at: nil)) })
  }

  package func readBytes(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Int {
    Int(call { Int32(try $0.read(descriptor, into: buffer, at: offset)) })
  }

  package func writeBytes(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int {
    Int(call(writing: bytes.count) { Int32(try $0.write(bytes.prefix($1), to: descriptor)) })
  }

  package func resize(_ descriptor: Int32, to size: Int) -> Int32 {
    call { try $0.resize(descriptor, to: size) }
  }

  package func syncContent(_ descriptor: Int32) -> Int32 {
    sync { try $0.syncContent(descriptor, fails: $1) }
  }

  package func syncFolder(_ folder: Int32) -> Int32 {
    sync { try $0.syncFolder(folder, fails: $1) }
  }

  package func lock(_ descriptor: Int32, _ operation: Int32) -> Int32 {
    call { try $0.lock(descriptor, operation) }
  }

  package func setRights(_ descriptor: Int32, like status: stat) {}

  package func renameFile(
    _ name: String, in folder: Int32, to newName: String, in newFolder: Int32
  ) -> Int32 { call { try $0.rename(name, in: folder, to: newName, in: newFolder) } }

  package func remove(_ name: String, in folder: Int32, isFolder: Bool) -> Int32 {
    call { try $0.remove(name, in: folder, isFolder: isFolder) }
  }

  // MARK: Failing

  /// Does a call that gives 0.
  private func call(_ body: (inout DiskState) throws -> Void) -> Int32 {
    call { state -> Int32 in
      try body(&state)
      return 0
    }
  }

  /// Does a call, unless it is one that fails; sets `errno` if it does.
  private func call(_ body: (inout DiskState) throws -> Int32) -> Int32 {
    perform { state, trouble in
      if let trouble, trouble != .isCut { throw trouble }
      return try body(&state)
    }
  }

  /// Does a write. One for which there is no space has written a part of the bytes before.
  private func call(writing count: Int, _ body: (inout DiskState, Int) throws -> Int32) -> Int32 {
    perform { state, trouble in
      if trouble == DiskError(ENOSPC), count > 1 { return try body(&state, count / 2) }
      if let trouble, trouble != .isCut { throw trouble }
      return try body(&state, count)
    }
  }

  /// Does a sync. One that fails leaves the disk without what it had to sync, for ever.
  private func sync(_ body: (inout DiskState, Bool) throws -> Void) -> Int32 {
    perform { state, trouble in
      let fails = trouble != nil && trouble != .isCut && trouble != DiskError(EINTR)
      try body(&state, fails)
      if let trouble { throw trouble }
      return 0
    }
  }

  private func perform(_ body: (inout DiskState, DiskError?) throws -> Int32) -> Int32 {
    let (value, code) = disk.withLock { state -> (Int32, Int32) in
      guard !state.isOff else { return (-1, EIO) }
      let trouble = state.trouble()
      do {
        let value = try body(&state, trouble)
        return state.isOff ? (-1, EIO) : (value, 0)
      } catch { return (-1, (error as? DiskError)?.code ?? EIO) }
    }
    if value < 0 { errno = code }
    return value
  }
}

/// Why a call to a simulated disk fails.
struct DiskError: Error, Hashable {
  /// The error number.
  let code: Int32
  private let isPowerCut: Bool

  init(_ code: Int32, isPowerCut: Bool = false) {
    self.code = code
    self.isPowerCut = isPowerCut
  }

  /// The power is off, and the disk has still received the call.
  static let isCut = DiskError(EIO, isPowerCut: true)
}
