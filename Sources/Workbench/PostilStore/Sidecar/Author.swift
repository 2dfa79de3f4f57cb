import PostilSystem

/// The author of a revision: a person, under any name, or a plugin as name and version.
package enum Author: Hashable, Sendable {
  /// A person; any name is valid: `anna`, `li@163.com`, `bob@2024`.
  case person(String)
  /// A plugin; its version is empty only in lines that another program has written.
  case plugin(name: String, version: String)

  /// The program itself, for what it computes from the annotations of several articles.
  package static let postil = Author.plugin(name: "postil", version: Postil.version)

  /// The kind of an author, as stored in the field `author` of a line.
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

  /// The name for readers: a person whose name has the form of a plugin's is called a person.
  package var shown: String {
    isPerson && Self.hasPluginShape(name) ? "\(name) (a person)" : name
  }

  /// Whether it is a person or a plugin.
  package var kind: Kind {
    switch self {
    case .person: .person
    case .plugin: .plugin
    }
  }

  package var isPerson: Bool { kind == .person }

  /// The author named by a line.
  ///
  /// - Parameters:
  ///   - by: The text of the field `by`.
  ///   - kind: The kind stored in the line, or inferred for a line without one.
  init(by: String, kind: Kind) {
    guard kind == .plugin else {
      self = .person(by)
      return
    }
    let at = by.lastIndex(of: "@") ?? by.endIndex
    self = .plugin(name: String(by[..<at]), version: String(by[at...].dropFirst()))
  }

  /// The name of the plugin that is the annotator of an annotation, without its version: the part before
  /// the last `@`; nil if the annotator is a person, whose name has none or begins with it.
  package static func pluginName(ofAnnotator annotator: String) -> String? {
    guard let at = annotator.lastIndex(of: "@"), at > annotator.startIndex else { return nil }
    return String(annotator[..<at])
  }

  /// Whether a name has the form of a plugin's, `name@1.2.3`. This alone does not decide the kind;
  /// it is used only for lines of Postil 0.1.0, which do not store the kind of their author.
  /// Compares bytes for speed.
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
