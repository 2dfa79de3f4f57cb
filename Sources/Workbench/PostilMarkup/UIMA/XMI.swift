import PostilKit

/// How XMI names types.
enum XMI {
  /// The namespace of XMI's own attributes.
  static let namespace = "http://www.omg.org/XMI"
  /// The name of the type system's file.
  static let typeSystem = "TypeSystem.xml"

  /// The package and the last name of a type.
  static func parts(of type: String) -> (package: String, name: String) {
    guard let dot = type.lastIndex(of: ".") else { return ("", type) }
    return (String(type[..<dot]), String(type[type.index(after: dot)...]))
  }

  /// The namespace of a package: `http:///uima/cas.ecore`.
  static func uri(of package: String) -> String {
    let path =
      package.isEmpty ? "uima/noNamespace" : package.split(separator: ".").joined(separator: "/")
    return "http:///\(path).ecore"
  }

  /// The package of a namespace; nil if it is none of UIMA's.
  static func package(of uri: String) -> String? {
    guard uri.hasPrefix("http:///"), uri.hasSuffix(".ecore") else { return nil }
    let path = uri.dropFirst(8).dropLast(6)
    return path == "uima/noNamespace" ? "" : path.split(separator: "/").joined(separator: ".")
  }
}
