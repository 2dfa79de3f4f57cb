/// The author of a revision: a person, under any name, or a plugin in one of its versions.
package enum Author: Hashable, Sendable {
  /// A person; every name is valid: `anna`, `li@163.com`, `bob@2024`.
  case person(String)
  /// A plugin; a version is never empty, except in lines that others have written.
  case plugin(name: String, version: String)

  /// What tells persons and plugins apart, as the field `author` of a line has it.
  package enum Kind: String, Sendable {
    case person, plugin
  }

  /// The text of the field `by`: `anna`, `entity-tagger@0.1.0`.
  package var name: String {
    switch self {
    case .person(let name): name
    case .plugin(let name, let version): version.isEmpty ? name : "\(name)@\(version)"
    }
  }

  /// Whether it is a person or a plugin.
  package var kind: Kind {
    switch self {
    case .person: .person
    case .plugin: .plugin
    }
  }

  /// Whether it is a person.
  package var isPerson: Bool { kind == .person }

  /// The author that a line names.
  ///
  /// - Parameters:
  ///   - by: The text of the field `by`.
  ///   - kind: The kind that the line gives, or that was concluded for a line without one.
  init(by: String, kind: Kind) {
    guard kind == .plugin else {
      self = .person(by)
      return
    }
    let at = by.lastIndex(of: "@") ?? by.endIndex
    self = .plugin(name: String(by[..<at]), version: String(by[at...].dropFirst()))
  }

  /// Whether a name has the shape of a plugin's, `name@1.2.3`. It decides nothing alone, and is asked
  /// only about lines of Postil 0.1.0, which do not give the kind of their author; hence by bytes.
  static func hasPluginShape(_ by: String) -> Bool {
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
