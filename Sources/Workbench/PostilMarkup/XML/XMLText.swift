import PostilKit

/// Text as XML 1.0 can hold it.
package enum XMLText {
  /// A text with markup characters escaped, and line breaks too, which readers would change in attributes.
  /// What XML cannot hold becomes a space.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\r": escaped += "&#13;"
      case "\t": escaped += "&#9;"
      default: escaped.unicodeScalars.append(isValid(scalar) ? scalar : " ")
      }
    }
    return escaped
  }

  /// The same for the content of an element, where line breaks and quotation marks stay as they are.
  static func content(_ text: String) -> String {
    var content = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": content += "&amp;"
      case "<": content += "&lt;"
      case ">": content += "&gt;"
      case "\r": content += "&#13;"
      default: content.unicodeScalars.append(isValid(scalar) ? scalar : " ")
      }
    }
    return content
  }

  /// Whether XML 1.0 can hold a character.
  static func isValid(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
