/// Writes a flat message of `postil.h`, into memory that is handed over without copying it.
package struct FlatWriter: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  /// Nothing written yet, with room for that many bytes.
  package init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// The message so far.
  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// The message, which the caller must deallocate.
  package consuming func handOver() -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    discard self
    return bytes
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Appends a number.
  mutating func write(_ number: Int) {
    reserve(8)
    UnsafeMutableRawPointer(start + count).storeBytes(of: Int64(number), as: Int64.self)
    count += 8
  }

  /// Appends a text.
  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// Appends a text, or that there is none.
  mutating func write(_ text: String?) {
    if let text { write(text) } else { write(-1) }
  }

  /// Appends a text given by its bytes.
  mutating func write(_ utf8: UnsafeBufferPointer<UInt8>) {
    write(utf8.count)
    guard let base = utf8.baseAddress else { return }
    reserve(utf8.count)
    (start + count).update(from: base, count: utf8.count)
    count += utf8.count
  }
}
