import PostilKit

extension FolderAccess {
  /// The name in this folder of a path as a person types it, relative to the current folder, if the path
  /// leads into this folder without a look at links; else nil.
  package func name(ofTyped path: String) -> String? {
    guard let path = Self.absolute(path) else { return nil }
    return [Self.absolute(self.path), Folders.real(self.path)].compactMap { $0 }.lazy
      .compactMap { FolderAccess($0).name(of: path) }.first
  }

  /// The names in a folder of this one, which is reached without links; hidden ones are left out. None if
  /// it cannot be read.
  package func entries(of name: String) -> [String] {
    guard let place = try? place(name), place.whole == name else { return [] }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    let descriptor = system.openFile(place.name, in: place.folder, flags, mode: 0)
    guard descriptor >= 0 else { return [] }
    defer { system.closeFile(descriptor) }
    return system.names(in: descriptor)
  }

  /// Deletes a folder of this one if it is empty; false if it is not deleted.
  @discardableResult package func removeIfEmpty(_ name: String) -> Bool {
    guard let place = try? place(name), place.whole == name else { return false }
    return system.remove(place.name, in: place.folder, isFolder: true) == 0
  }

  /// A path from `/` on, without `.` and `..`; nil if the current folder is gone.
  private static func absolute(_ path: String) -> String? {
    guard let whole = path.hasPrefix("/") ? path : Folders.real(".").map({ "\($0)/\(path)" }) else {
      return nil
    }
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
