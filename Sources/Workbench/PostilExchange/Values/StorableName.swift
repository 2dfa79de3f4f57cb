/// Names as formats with a small alphabet, such as brat, can store them.
package enum StorableName {
  /// A name with every character outside `A-Za-z0-9_-` replaced by `_`.
  package static func of(_ name: String) -> String {
    let name = name.unicodeScalars.map { scalar in
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "_", "-": Character(scalar)
      default: Character("_")
      }
    }
    return name.isEmpty ? "_" : String(name)
  }
}
