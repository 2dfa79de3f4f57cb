/// Names, and the external ids of what they may mean, in one mapped file; nothing is copied. The member `references` of
/// a plugin's manifest names its table.
///
/// The file is little-endian: eight bytes `POSTILR1`, the numbers of rows, entries, countries and bytes of strings
/// as 32-bit numbers, then, each at a multiple of eight bytes, the hashes of the rows, their values, the entries,
/// the countries, and the strings.
public struct ReferenceTable: Sendable {
  /// What bears a name.
  public enum Kind: UInt8, Sendable {
    case person, organization, place, people
    /// A person, by a surname that alone means no one else.
    case surname
  }

  /// What must stand in an article for a name to be that of an entry.
  public enum Evidence: UInt32, Comparable, Sendable {
    /// Nothing: no other bearer is as well known.
    case none
    /// The entry's country, or something of it.
    case country
    /// The entry's country, more than any other.
    case mostNamedCountry

    /// Whether less evidence is needed.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a name may mean.
  public struct Match: Hashable, Sendable {
    /// The entry's number in the table.
    public var entry: Int
    /// What the name needs.
    public var evidence: Evidence
    /// The number of the entry's country; 0 if it has none.
    public var country: Int
    /// The number of the entry's state of the United States; 0 if it has none.
    public var state: Int
    /// 255 for countries, 254 for states, 250 for what was listed by hand; for cities the logarithm of the
    /// number of people to base two.
    public var weight: Int
  }

  private static let magic: [UInt8] = Array("POSTILR1".utf8)
  private static let headerCount = 24
  private static let entryCount = 16
  private let owner: Resource
  private let rows: Int
  private let values: Int
  private let entries: Int
  private let countries: Int
  private let strings: Int
  /// The number of the country `UN`, which stands for world bodies.
  public let world: Int

  /// Reads a mapped table.
  ///
  /// - Throws: `AnnotatorError` if the file is not a valid table of this version.
  public init(_ resource: Resource) throws(AnnotatorError) {
    let bytes = resource.bytes
    guard bytes.count >= Self.headerCount, bytes.starts(with: Self.magic) else {
      throw Self.damaged
    }
    let counts = (0..<4).map {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + 4 * $0, as: UInt32.self)))
    }
    func next(_ end: Int) -> Int { (end + 7) / 8 * 8 }
    owner = resource
    rows = counts[0]
    values = next(Self.headerCount + 8 * rows)
    entries = next(values + 4 * rows)
    countries = next(entries + Self.entryCount * counts[1])
    strings = next(countries + 2 * counts[2])
    guard strings + counts[3] == bytes.count, bytes.last == 0, counts[2] > 0 else {
      throw Self.damaged
    }
    let start = countries
    world =
      (0..<counts[2]).first {
        bytes[start + 2 * $0] == UInt8(ascii: "U") && bytes[start + 2 * $0 + 1] == UInt8(ascii: "N")
      } ?? 0
  }

  private static var damaged: AnnotatorError {
    AnnotatorError(
      "the table of references is damaged or of another version; install the plugin again")
  }

  /// What a name may mean; empty if the table does not have it.
  public func matches(_ name: String, _ kind: Kind) -> [Match] {
    let hash = Self.hash(Name(name, of: .other).parts, kind)
    var low = 0
    var high = rows
    while low < high {
      let middle = (low + high) / 2
      if number(Self.headerCount + 8 * middle, UInt64.self) < hash {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var result: [Match] = []
    while low < rows, number(Self.headerCount + 8 * low, UInt64.self) == hash {
      if let match = match(number(values + 4 * low, UInt32.self)) { result.append(match) }
      low += 1
    }
    return result
  }

  private func match(_ value: UInt32) -> Match? {
    let entry = Int(value & 0x3FFF_FFFF)
    let place = entries + Self.entryCount * entry
    guard place + Self.entryCount <= countries, let evidence = Evidence(rawValue: value >> 30)
    else {
      return nil
    }
    return Match(
      entry: entry, evidence: evidence, country: Int(number(place + 8, UInt16.self)),
      state: Int(number(place + 10, UInt16.self)), weight: Int(owner.bytes[place + 13]))
  }

  /// The external id of an entry, such as `wikidata:Q184`, `geonames:703448` or `enwiki:Angela_Merkel`.
  public func id(of entry: Int) -> String {
    let place = entries + Self.entryCount * entry
    let value = number(place, UInt32.self)
    switch owner.bytes[place + 12] & 0xF {
    case 0: return "enwiki:" + String(string(value).map { $0 == " " ? "_" : $0 })
    case 1: return "wikidata:Q\(value)"
    default: return "geonames:\(value)"
    }
  }

  /// The name of an entry.
  public func name(of entry: Int) -> String {
    string(number(entries + Self.entryCount * entry + 4, UInt32.self))
  }

  /// The two letters of a country or a state of the United States; nil for no number.
  public func code(of number: Int) -> String? {
    let place = countries + 2 * number
    guard number > 0, place + 2 <= strings else { return nil }
    return String(decoding: owner.bytes[place..<place + 2], as: UTF8.self)
  }

  private func string(_ offset: UInt32) -> String {
    let bytes = owner.bytes[min(strings + Int(offset), owner.bytes.count)...]
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number {
    guard offset + MemoryLayout<Number>.size <= owner.bytes.count else { return 0 }
    return Number(littleEndian: owner.bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// FNV-1a of the kind and the letters of a name: in lower case, without marks, blanks, punctuation and articles.
  private static func hash(_ parts: [String], _ kind: Kind) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    func step(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    step(kind.rawValue)
    for part in parts { for byte in part.utf8 { step(byte) } }
    return value
  }
}
