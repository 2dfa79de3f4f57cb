import PostilSystem

/// File names for TAB.
package enum Paths {
  /// The files and folders that begin as typed, folders with a slash behind them; hidden ones only if
  /// typed so.
  package static func completing(_ typed: String) -> [String] {
    let slash = typed.lastIndex(of: "/")
    let folder = slash.map { String(typed[...$0]) } ?? ""
    let part = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
    guard let handle = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(handle) }
    var found: [String] = []
    while let entry = readdir(handle), found.count < 1000 {
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(part), !name.hasPrefix(".") || part.hasPrefix(".") else { continue }
      found.append(folder + name + (isFolder ? "/" : ""))
    }
    return found
  }
}
