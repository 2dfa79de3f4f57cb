import PostilExchange
import PostilKit

/// How an attribute is written in brat.
enum BratValue {
  /// A canonical name: a reference into the attribute's own list of names, with the name as its title.
  case name(reference: String, title: String)
  /// An external reference, `wikidata:Q2866`.
  case reference(String)
  /// One word, such as a timex's value: a brat attribute, its values declared in `annotation.conf`.
  case word(String)
  /// A remark: a line of the annotator's notes.
  case note(String)
  /// Anything else: a note of our own type with the attribute's name and value.
  case other(String)

  /// Attributes that hold the canonical name of an entity.
  static let names: Set = ["entity", "speaker", "addressee"]

  init(_ attribute: String, _ value: JSONValue) {
    let plain = value.plain
    if Self.names.contains(attribute), !BratFragments.oneLine(plain).isBlank {
      self = .name(
        reference: "\(StorableName.of(attribute)):\(Self.id(plain))",
        title: BratFragments.oneLine(plain))
    } else if attribute == "ref", Self.isReference(plain) {
      self = .reference(plain)
    } else if attribute == "note" {
      self = .note(plain)
    } else if Self.isWord(plain) {
      self = .word(plain)
    } else {
      self = .other("\(attribute)=\(plain)")
    }
  }

  /// A name as an id: every character but letters and digits becomes `_`.
  private static func id(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// Whether a value can be listed in `annotation.conf`.
  private static func isWord(_ value: String) -> Bool {
    !value.isEmpty
      && value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"):
          true
        default: false
        }
      }
  }

  /// Whether brat reads it as `DB:EID`: a colon inside and no white space.
  private static func isReference(_ reference: String) -> Bool {
    let scalars = reference.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":") else { return false }
    return colon > scalars.startIndex && scalars.index(after: colon) < scalars.endIndex
      && !scalars.contains { $0.properties.isWhitespace || BratFragments.breaksLine($0) }
  }
}

extension String {
  /// Whether it has only white space.
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
