// The platform's C library, imported once here for every module that imports this one.
#if canImport(Glibc)
  @_exported import Glibc
#else
  @_exported import Darwin
#endif

/// C functions, for types that have a method of the same name.
package enum CLibrary {
  /// `read(2)`.
  package static func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    posixRead(descriptor, buffer, count)
  }

  /// `open(2)`.
  package static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    posixOpen(path, flags, mode)
  }

  /// `close(2)`.
  @discardableResult package static func close(_ descriptor: Int32) -> Int32 {
    posixClose(descriptor)
  }
}

private func posixRead(
  _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}

private func posixOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}

private func posixClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
