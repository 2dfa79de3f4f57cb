/// Who writes lines.
enum Author {
  /// Whether a name is a plugin's, `name@1.2.3`, and not a person's. It is asked of every line of a
  /// sidecar, hence by bytes.
  static func isPlugin(_ by: String) -> Bool {
    let bytes = by.utf8
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > bytes.startIndex else {
      return false
    }
    let version = bytes[bytes.index(after: at)...]
    return version.first.map { (0x30...0x39).contains($0) } == true
      && version.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      }
  }
}
