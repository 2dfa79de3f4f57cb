import PostilSystem

/// The functions of the system's SQLite, which is opened when a command first needs it: no other command
/// does, and where it is missing there is no index.
struct SQLiteLibrary {
  typealias Text = UnsafePointer<CChar>
  typealias Open =
    @convention(c) (Text, UnsafeMutablePointer<OpaquePointer?>, Int32, Text?) -> Int32
  typealias Prepare =
    @convention(c) (
      OpaquePointer, Text, Int32, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<Text?>?
    ) -> Int32
  typealias Plain = @convention(c) (OpaquePointer?) -> Int32
  typealias BindNumber = @convention(c) (OpaquePointer, Int32, Int64) -> Int32
  typealias BindBytes =
    @convention(c) (OpaquePointer, Int32, UnsafeRawPointer?, Int32, UnsafeRawPointer?) -> Int32
  typealias Number = @convention(c) (OpaquePointer, Int32) -> Int64
  typealias Blob = @convention(c) (OpaquePointer, Int32) -> UnsafeRawPointer?
  typealias Count = @convention(c) (OpaquePointer, Int32) -> Int32
  typealias LastRow = @convention(c) (OpaquePointer) -> Int64

  let open: Open
  let close: Plain
  let prepare: Prepare
  let step: Plain
  let reset: Plain
  let finalize: Plain
  let bindNumber: BindNumber
  let bindBytes: BindBytes
  let number: Number
  let blob: Blob
  let count: Count
  let timeout: Count
  let lastRow: LastRow

  /// The names of the library.
  private static let names: [String] = ["libsqlite3.so.0", "libsqlite3.dylib"]

  /// Opens the library; nil if there is none, or one that lacks a function.
  init?() {
    guard let library = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else {
      return nil
    }
    func symbol<Function>(_ name: String) -> Function? {
      dlsym(library, "sqlite3_" + name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let open: Open = symbol("open_v2"), let close: Plain = symbol("close_v2"),
      let prepare: Prepare = symbol("prepare_v2"), let step: Plain = symbol("step"),
      let reset: Plain = symbol("reset"), let finalize: Plain = symbol("finalize"),
      let bindNumber: BindNumber = symbol("bind_int64"),
      let bindBytes: BindBytes = symbol("bind_blob"),
      let number: Number = symbol("column_int64"), let blob: Blob = symbol("column_blob"),
      let count: Count = symbol("column_bytes"), let timeout: Count = symbol("busy_timeout"),
      let lastRow: LastRow = symbol("last_insert_rowid")
    else { return nil }
    (self.open, self.close, self.prepare, self.step) = (open, close, prepare, step)
    (self.reset, self.finalize) = (reset, finalize)
    (self.bindNumber, self.bindBytes) = (bindNumber, bindBytes)
    (self.number, self.blob, self.count) = (number, blob, count)
    (self.timeout, self.lastRow) = (timeout, lastRow)
  }
}
