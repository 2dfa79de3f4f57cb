/// The checksum of zlib, gzip and PNG (CRC-32, ISO 3309), by eight tables, so that eight bytes are read at
/// a time.
package enum CRC32 {
  /// The checksum of some bytes.
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    return tables.withUnsafeBufferPointer { tables in
      var crc = ~UInt32(0)
      var at = 0
      while at + 8 <= bytes.count {
        let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let low = UInt32(truncatingIfNeeded: word) ^ crc
        let high = UInt32(truncatingIfNeeded: word >> 32)
        crc = tables[0x700 + Int(low & 0xFF)] ^ tables[0x600 + Int(low >> 8 & 0xFF)]
        crc ^= tables[0x500 + Int(low >> 16 & 0xFF)] ^ tables[0x400 + Int(low >> 24)]
        crc ^= tables[0x300 + Int(high & 0xFF)] ^ tables[0x200 + Int(high >> 8 & 0xFF)]
        crc ^= tables[0x100 + Int(high >> 16 & 0xFF)] ^ tables[Int(high >> 24)]
        at += 8
      }
      while at < bytes.count {
        crc = crc >> 8 ^ tables[Int((crc ^ UInt32(bytes[at])) & 0xFF)]
        at += 1
      }
      return ~crc
    }
  }

  /// Table `n`, at `n * 256`, is what a byte adds to the checksum when `n` bytes follow it.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
      tables[byte] = crc
    }
    for place in 256..<tables.count {
      let shorter = tables[place - 256]
      tables[place] = shorter >> 8 ^ tables[Int(shorter & 0xFF)]
    }
    return tables
  }()
}
