import PostilSystem

/// Completes file names.
package enum Paths {
  /// The files and folders whose paths have the typed prefix, folders with a trailing slash; hidden ones
  /// only if the typed name starts with a dot.
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
