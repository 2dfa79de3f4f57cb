import PostilKit

/// A file by its name in a folder, from which no use of it leads out: see `FolderAccess`.
package struct FileAccess: Hashable, Sendable {
  package let folder: FolderAccess
  /// The name of the file, relative to the folder.
  package let name: String
  /// The path that messages show.
  package let path: String

  package var system: any FileSystem { folder.system }

  /// Names a file of a folder.
  ///
  /// - Parameter path: The path to show; nil for the folder's path and the name.
  package init(_ name: String, in folder: FolderAccess, path: String? = nil) {
    self.folder = folder
    self.name = name
    self.path = path ?? folder.shown(name)
  }

  /// The file at a path, in the folder that holds it.
  package init(path: String) {
    let (folder, name) = Files.split(path)
    self.init(name, in: FolderAccess(folder), path: path)
  }

  /// The file with more characters at the end of its name.
  package func adding(_ ending: String) -> FileAccess {
    FileAccess(name + ending, in: folder, path: path + ending)
  }

  // MARK: Reading

  /// Reads the file; never waits for a pipe or a device.
  ///
  /// - Parameter limit: The largest size accepted, in bytes.
  /// - Throws: `noSuchFile`, `cannotRead`, `tooLarge`, `linkLeaves`, `notRegular` if it is not a regular file.
  package func read(limit: Int) throws(PostilError) -> [UInt8] {
    guard let bytes = try readIfPresent(limit: limit) else { throw .file(.noSuchFile(path: path)) }
    return bytes
  }

  /// Reads the file; nil if there is none.
  ///
  /// - Throws: What ``read(limit:)`` throws.
  package func readIfPresent(limit: Int) throws(PostilError) -> [UInt8]? {
    let descriptor: Int32
    do throws(FolderAccess.Failure) {
      descriptor = try folder.place(name).open(O_RDONLY)
    } catch .missing {
      return nil
    } catch {
      throw reading(error)
    }
    defer { system.closeFile(descriptor) }
    return try Files.readAll(
      descriptor, expecting: Files.size(descriptor, on: system), limit: limit, path: path,
      on: system)
  }

  /// The first bytes of the file, at most some; nil if there is no regular file.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  package func start(_ count: Int) throws(PostilError) -> [UInt8]? {
    try part { descriptor in
      var bytes = [UInt8](repeating: 0, count: count)
      let length = bytes.withUnsafeMutableBytes {
        system.readBytes(descriptor, into: $0, at: 0)
      }
      return Array(bytes[..<max(0, length)])
    }
  }

  /// The last bytes of the file, at most some; nil if there is no regular file.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  package func end(_ count: Int) throws(PostilError) -> [UInt8]? {
    try part { descriptor in
      var bytes = [UInt8](repeating: 0, count: count)
      let from = max(0, Files.size(descriptor, on: system) - count)
      let length = bytes.withUnsafeMutableBytes {
        system.readBytes(descriptor, into: $0, at: from)
      }
      return Array(bytes[..<max(0, length)])
    }
  }

  private func part(_ read: (Int32) -> [UInt8]) throws(PostilError) -> [UInt8]? {
    let descriptor: Int32
    do throws(FolderAccess.Failure) {
      descriptor = try folder.place(name).open(O_RDONLY)
    } catch .missing {
      return nil
    } catch .notRegular {
      return nil
    } catch { throw reading(error) }
    defer { system.closeFile(descriptor) }
    return read(descriptor)
  }

  /// Whether there is something of this name, of whatever kind.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`.
  package func exists() throws(PostilError) -> Bool {
    do throws(FolderAccess.Failure) {
      return try folder.place(name).exists
    } catch .missing {
      return false
    } catch .notRegular {
      return true
    } catch { throw reading(error) }
  }

  /// The file by a name without links. A file that does not exist keeps its name.
  ///
  /// - Throws: `linkLeaves`, `cannotRead`, `notRegular` if it is not a regular file.
  package func withoutLinks() throws(PostilError) -> FileAccess {
    do throws(FolderAccess.Failure) {
      let place = try folder.place(name)
      guard !place.exists || place.mode & S_IFMT == S_IFREG else { throw .notRegular }
      return place.whole == name ? self : FileAccess(place.whole, in: folder)
    } catch .missing {
      return self
    } catch { throw reading(error) }
  }

  // MARK: Writing

  /// Replaces the content of the file atomically, so that a reader sees the old content or the new:
  /// writes a temporary file beside it, syncs it and renames it. The mode and the owner of an existing
  /// file are kept.
  ///
  /// - Parameters:
  ///   - bytes: The new content.
  ///   - replacing: Whether there may be a file.
  ///   - making: Whether missing folders above the file are created.
  /// - Throws: `exists` if there is a file that must not be replaced, `linkLeaves`, `cannotWrite`,
  ///   `notRegular` if it is not a regular file.
  package func replace(
    with bytes: some Sequence<UInt8>, replacing: Bool = true, making: Bool = false
  ) throws(PostilError) {
    let place = try writable(making: making)
    if place.exists, !replacing { throw .file(.exists(path: path)) }
    try Files.replace(place, with: bytes, path: path)
  }

  /// Replaces the content of the file by what a function writes, and waits for no disk: whoever writes
  /// many files waits once, with ``Folders/sync(_:)``. Missing folders above the file are created.
  ///
  /// - Parameter content: Writes into an open file, by ``Files/write(_:to:path:on:)``.
  /// - Throws: `linkLeaves`, `cannotWrite`, `notRegular`, and what `content` throws.
  package func replace(by content: (Int32) throws(PostilError) -> Void) throws(PostilError) {
    try Files.replace(try writable(making: true), path: path, by: content)
  }

  private func writable(making: Bool) throws(PostilError) -> FolderAccess.Place {
    do throws(FolderAccess.Failure) {
      let place = try folder.place(name, making: making)
      guard !place.exists || place.mode & S_IFMT == S_IFREG else { throw .notRegular }
      return place
    } catch { throw writing(error) }
  }

  /// Opens the file to append to it and to read it; creates it if there is none.
  ///
  /// - Throws: `linkLeaves`, `cannotWrite`, `notRegular` if it is not a regular file.
  package func openToAppend() throws(PostilError) -> Int32 {
    do throws(FolderAccess.Failure) {
      let place = try folder.place(name)
      let flags = O_RDWR | O_APPEND
      return try place.exists ? place.open(flags) : place.create(flags)
    } catch { throw writing(error) }
  }

  /// Deletes the file, if there is one.
  package func remove() {
    guard let place = try? folder.place(name) else { return }
    _ = system.remove(place.name, in: place.folder, isFolder: false)
  }

  /// Flushes the folder of the file, so that its name survives a power failure.
  ///
  /// - Throws: `linkLeaves`, `cannotWrite`.
  package func syncFolder() throws(PostilError) {
    let place: FolderAccess.Place
    do throws(FolderAccess.Failure) { place = try folder.place(name) } catch {
      throw writing(error)
    }
    try Files.syncFolder(of: place, path: path)
  }

  /// Checks that the file can be reached, so that a later write does not leave the folder.
  ///
  /// - Throws: `linkLeaves`, `cannotWrite`.
  package func checkReach() throws(PostilError) {
    do throws(FolderAccess.Failure) {
      _ = try folder.place(name)
    } catch .missing {
    } catch .notRegular {
    } catch { throw writing(error) }
  }

  // MARK: Errors

  private func reading(_ failure: FolderAccess.Failure) -> PostilError {
    switch failure {
    case .missing: .file(.noSuchFile(path: path))
    case .leaves(let link): .file(.linkLeaves(path: link, folder: folder.path))
    case .notRegular: .file(.notRegular(path: path))
    case .system(let code): .file(.cannotRead(path: path, errno: code))
    }
  }

  /// The error for a failed attempt to write the file.
  package func writing(_ failure: FolderAccess.Failure) -> PostilError {
    switch failure {
    case .missing: .file(.cannotWrite(path: path, errno: ENOENT))
    case .leaves(let link): .file(.linkLeaves(path: link, folder: folder.path))
    case .notRegular: .file(.notRegular(path: path))
    case .system(let code): .file(.cannotWrite(path: path, errno: code))
    }
  }
}
