import PostilExchange
import PostilKit
import PostilSystem
import Testing

@testable import PostilMarkup

@Suite struct XMITests {
  private func read(_ text: String) throws -> ImportedArticle {
    let source = ImportSource(
      file: FileAccess(path: "in/a.xmi"), name: "a", bytes: Array(text.utf8))
    return try #require(try XMIImporter().read(source, known: KnownArticles()).first)
  }

  /// As INCEpTION writes it: offsets are UTF-16 units, the text's structure is no annotation.
  @Test func readsAFileOfINCEpTION() throws {
    let article = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" \
      xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" \
      xmlns:type2="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
      <cas:NULL xmi:id="0"/>
      <type2:Token xmi:id="3" sofa="1" begin="0" end="4"/>
      <type4:NamedEntity xmi:id="7" sofa="1" begin="5" end="8" value="PER" identifier="wikidata:Q1"/>
      <type4:NamedEntity xmi:id="9" sofa="1" begin="5" end="99" value="PER"/>
      <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="🇳🇴 Ada&#10;left."/>
      <cas:View sofa="1" members="3 7 9"/></xmi:XMI>
      """)
    #expect(article.text.string == "🇳🇴 Ada\nleft.")
    #expect(article.annotations.map(\.text) == ["Ada"])
    #expect(article.annotations.first?.attributes["ref"] == "wikidata:Q1")
    #expect(article.losses.map(\.kind) == ["a span outside the text, or without words"])
  }

  @Test(arguments: [
    ("<a/>", "its first element is not 'xmi:XMI'"),
    ("<xmi:XMI xmlns:xmi='http://www.omg.org/XMI'/>", "it has no text"),
  ])
  func refuses(_ text: String, _ reason: String) {
    let error = #expect(throws: PostilError.self) { _ = try read(text) }
    #expect("\(error as PostilError?)".contains(reason), "\(String(describing: error))")
  }
}
