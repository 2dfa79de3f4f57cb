import PostilExchange
import PostilKit
import PostilSystem

/// UIMA XMI of INCEpTION, DKPro and cassis, read as ``UIMAImporter`` reads CAS JSON.
package struct XMIImporter: Importer {
  /// `xmi`.
  package var name: String { "xmi" }
  package var aliases: [String] { ["dkpro"] }
  /// What it reads.
  package var summary: String { "UIMA XMI of INCEpTION, DKPro and cassis" }
  /// `xmi`.
  package var fileExtensions: [String] { ["xmi"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    var reading = XMIReading()
    do throws(XMLFailure) { try reading.read(try TextEncoding.xml(source.bytes)) } catch {
      throw PostilError.file(
        .badRecord(path: source.path, line: error.line, reason: error.reason))
    }
    guard let sofa = reading.sofa, let text = sofa["sofaString"]?.string else {
      throw PostilError.file(
        .badRecord(path: source.path, line: 1, reason: "it has no text: XMI has a 'cas:Sofa'"))
    }
    var reader = UIMAReader(source, Text(text), options)
    let structures = reading.structures.map { JSONValue.object($0) }
    return [reader.article(structures, sofa: sofa["%ID"]?.int, lost: reading.lost)]
  }
}

/// The feature structures of a file, in the shape of CAS JSON.
private struct XMIReading {
  private(set) var structures: [JSONObject] = []
  /// The first text.
  private(set) var sofa: JSONObject?
  /// What CAS JSON would have and this reading does not: features with several values.
  private(set) var lost: [String] = []
  private var packages: [String: String] = [:]

  mutating func read(_ bytes: [UInt8]) throws(XMLFailure) {
    var reader = XMLReader(bytes)
    guard case .start(let root)? = try reader.next(), root.name.hasSuffix("XMI") else {
      throw XMLFailure(line: 1, reason: "its first element is not 'xmi:XMI'")
    }
    for (name, uri) in root.attributes where name.hasPrefix("xmlns:") {
      packages[String(name.dropFirst(6))] = XMI.package(of: uri)
    }
    var depth = 1
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        depth += 1
        if depth == 2 {
          take(element)
        } else {
          lost.append("a feature '\(element.name)' with several values")
        }
      case .end: depth -= 1
      case .text: break
      }
    }
  }

  private mutating func take(_ element: XMLElement) {
    let parts = element.name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let package = packages[parts[0]] else { return }
    var structure = JSONObject()
    structure["%TYPE"] = .string(package.isEmpty ? parts[1] : "\(package).\(parts[1])")
    for (name, value) in element.attributes {
      switch name {
      case "xmi:id": structure["%ID"] = Int(value).map { .int($0) }
      case "sofa": structure["@sofa"] = Int(value).map { .int($0) }
      case "begin", "end": structure[name] = Int(value).map { .int($0) }
      default: take(name, value, &structure)
      }
    }
    if package == "uima.cas" {
      if parts[1] == "Sofa", sofa == nil { sofa = structure }
    } else {
      structures.append(structure)
    }
  }

  /// A feature: without its type system, a file does not say whether `7` is a number or the annotation of
  /// that number; names of roles and the ends of relations say that it is an annotation.
  private func take(_ name: String, _ value: String, _ structure: inout JSONObject) {
    let isReference = name.hasPrefix("role_") || ["Governor", "Dependent"].contains(name)
    if isReference, let number = Int(value) {
      structure["@\(name)"] = .int(number)
    } else {
      structure[name] = .string(value)
    }
  }
}
