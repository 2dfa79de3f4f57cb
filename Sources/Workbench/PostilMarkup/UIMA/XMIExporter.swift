import PostilExchange
import PostilKit

/// UIMA XMI 1.0: an article a file, with one type system for all, as INCEpTION, DKPro and cassis read it.
package struct XMIExporter: Exporter {
  /// `xmi`.
  package var name: String { "xmi" }
  /// What it writes.
  package var summary: String {
    "UIMA XMI with TypeSystem.xml for INCEpTION and DKPro, an article a file"
  }
  package var cannotSay: String {
    "the day of publication, scores, rules, roles that are only words, annotations without words"
  }
  private var features: [String: Set<String>] = [:]
  private var references: [String: Set<String>] = [:]

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation]
  ) -> ExportedArticle {
    let document = UIMADocument(article, annotations)
    features.merge(document.features) { $0.union($1) }
    references.merge(document.references) { $0.union($1) }
    let prefixes = Self.prefixes(document.types)
    var file =
      #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + #"<xmi:XMI xmlns:xmi="\#(XMI.namespace)""#
    file += #" xmlns:cas="\#(XMI.uri(of: "uima.cas"))""#
    for (package, prefix) in prefixes.sorted(by: { $0.value < $1.value }) {
      file += #" xmlns:\#(prefix)="\#(XMI.uri(of: package))""#
    }
    file += #" xmi:version="2.0"><cas:NULL xmi:id="0"/>"# + "\n"
    for structure in document.structures { file += Self.element(structure, prefixes) + "\n" }
    let members = document.structures.compactMap { $0["%ID"]?.plain }.joined(separator: " ")
    file += #"<cas:Sofa xmi:id="\#(UIMADocument.sofa)" sofaNum="1" sofaID="_InitialView""#
    file += #" mimeType="text" sofaString="\#(XMLText.escaped(article.text.string))"/>"# + "\n"
    file += #"<cas:View sofa="\#(UIMADocument.sofa)" members="\#(members)"/>"# + "\n</xmi:XMI>\n"
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".xmi", bytes: Array(file.utf8))],
      losses: document.losses)
  }

  /// A prefix for the package of each type: `type`, `custom`, `type2`.
  private static func prefixes(_ types: [String]) -> [String: String] {
    var prefixes: [String: String] = [:]
    for package in Set(types.map { XMI.parts(of: $0).package }).sorted() {
      let word = package.split(separator: ".").last.map(String.init) ?? "type"
      var prefix = word
      var number = 2
      while prefixes.values.contains(prefix) || ["xmi", "cas"].contains(prefix) {
        prefix = "\(word)\(number)"
        number += 1
      }
      prefixes[package] = prefix
    }
    return prefixes
  }

  private static func element(_ structure: JSONObject, _ prefixes: [String: String]) -> String {
    let type = XMI.parts(of: structure["%TYPE"]?.plain ?? "")
    var element = "<\(prefixes[type.package] ?? ""):\(type.name)"
    for member in structure.members where member.name != "%TYPE" {
      let name =
        member.name == "%ID"
        ? "xmi:id" : member.name.hasPrefix("@") ? String(member.name.dropFirst()) : member.name
      element += " \(name)=\"\(XMLText.escaped(member.value.plain))\""
    }
    return element + "/>"
  }

  /// The type system.
  package func sharedFiles() -> [ExportedFile] {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">"#,
      "  <types>",
    ]
    for type in features.keys.sorted() {
      lines += [
        "    <typeDescription>", "      <name>\(type)</name>", "      <description/>",
        "      <supertypeName>uima.tcas.Annotation</supertypeName>", "      <features>",
      ]
      for name in (features[type] ?? []).sorted() {
        lines += Self.feature(name, "uima.cas.String")
      }
      for name in (references[type] ?? []).sorted() {
        lines += Self.feature(name, "uima.tcas.Annotation")
      }
      lines += ["      </features>", "    </typeDescription>"]
    }
    lines += ["  </types>", "</typeSystemDescription>"]
    return [ExportedFile(name: XMI.typeSystem, lines: lines)]
  }

  private static func feature(_ name: String, _ range: String) -> [String] {
    [
      "        <featureDescription>", "          <name>\(name)</name>", "          <description/>",
      "          <rangeTypeName>\(range)</rangeTypeName>", "        </featureDescription>",
    ]
  }
}
