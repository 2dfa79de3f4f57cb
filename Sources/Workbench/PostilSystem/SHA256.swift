/// SHA-256 (FIPS 180-4), implemented here; a decision record gives the reasons.
package enum SHA256 {
  /// The digest, 32 bytes.
  package static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let digest = bytes.withContiguousStorageIfAvailable { hash($0) }
    return digest ?? ContiguousArray(bytes).withUnsafeBufferPointer { hash($0) }
  }

  /// The digest as 64 lower-case hexadecimal digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let digest = digest(bytes)
    return String(unsafeUninitializedCapacity: 2 * digest.count) { hex in
      for (index, byte) in digest.enumerated() {
        hex[2 * index] = digits[Int(byte >> 4)]
        hex[2 * index + 1] = digits[Int(byte & 15)]
      }
      return 2 * digest.count
    }
  }

  /// The first 64 bits of the digest.
  package static func firstBits(_ bytes: [UInt8]) -> UInt64 {
    let state = bytes.withUnsafeBufferPointer { self.state(of: $0) }
    return UInt64(state[0]) << 32 | UInt64(state[1])
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let state = state(of: bytes)
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 4] >> (24 - 8 * UInt32($0 % 4))) }
  }

  private static func state(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var state = initial
    let whole = bytes.count / 64 * 64
    // With array accesses, bounds and exclusivity checks would take most of the time.
    constants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
        func take(_ bytes: UnsafeBufferPointer<UInt8>) {
          for block in stride(from: 0, to: bytes.count, by: 64) {
            compress(
              &state, UnsafeBufferPointer(rebasing: bytes[block..<block + 64]), schedule, constants)
          }
        }
        take(UnsafeBufferPointer(rebasing: bytes[..<whole]))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) {
          take(end(UnsafeBufferPointer(rebasing: bytes[whole...]), of: bytes.count, $0))
        }
      }
    }
    return state
  }

  /// The last bytes, a one bit, zeros and the length in bits, which fill one block or two.
  private static func end(
    _ last: UnsafeBufferPointer<UInt8>, of count: Int, _ end: UnsafeMutableBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    end.initialize(repeating: 0)
    for (index, byte) in last.enumerated() { end[index] = byte }
    end[last.count] = 0x80
    let size = last.count < 56 ? 64 : 128
    let bits = UInt64(count) &* 8
    for place in 0..<8 {
      end[size - 1 - place] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))
    }
    return UnsafeBufferPointer(rebasing: end[..<size])
  }

  private static func compress(
    _ state: inout [UInt32], _ block: UnsafeBufferPointer<UInt8>,
    _ w: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>
  ) {
    for i in 0..<16 {
      w[i] =
        UInt32(block[4 * i]) << 24 | UInt32(block[4 * i + 1]) << 16
        | UInt32(block[4 * i + 2]) << 8 | UInt32(block[4 * i + 3])
    }
    for i in 16..<64 {
      let s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] &>> 3
      let s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] &>> 10
      w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[i] &+ w[i]
      let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word &>> bits | word &<< (32 &- bits)
  }

  private static let initial: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
