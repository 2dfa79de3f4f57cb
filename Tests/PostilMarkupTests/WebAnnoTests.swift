import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem
import Testing

@testable import PostilMarkup

@Suite struct WebAnnoTests {
  private func read(
    _ text: String, known: [String: String] = [:], _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedArticle {
    let source = ImportSource(
      file: FileAccess(path: "in/a.tsv"), name: "a", bytes: Array(text.utf8))
    let texts = KnownArticles(known.mapValues { Text($0) })
    return try #require(try WebAnnoImporter(options).read(source, known: texts).first)
  }

  private static let entity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"

  /// A file with one layer of entities.
  private func file(_ body: String, _ head: String = "#T_SP=\(entity)|identifier|value") -> String {
    "#FORMAT=WebAnno TSV 3.3\n\(head)\n\n\n\(body)"
  }

  @Test func readsTokensAndSpans() throws {
    let article = try read(
      file(
        """
        #Text=🇳🇴 Ada Berg left Oslo.
        1-1\t0-4\t🇳🇴\t_\t_\t
        1-2\t5-8\tAda\twikidata:Q1[1]\tPER[1]\t
        1-3\t9-13\tBerg\twikidata:Q1[1]\tPER[1]\t
        1-4\t14-18\tleft\t_\t_\t
        1-5\t19-23\tOslo\t*\tGPE\t
        1-6\t23-24\t.\t_\t_\t

        #Text=She came back.
        2-1\t25-28\tShe\t_\t_\t
        2-2\t29-33\tcame\t_\t_\t
        2-3\t34-38\tback\t_\t_\t
        2-4\t38-39\t.\t_\t_\t
        """))
    #expect(article.text.string == "🇳🇴 Ada Berg left Oslo.\nShe came back.")
    #expect(article.annotations.map { "\($0.label) \($0.text)" } == ["PER Ada Berg", "GPE Oslo"])
    #expect(article.annotations[0].attributes["ref"] == "wikidata:Q1")
    #expect(article.losses == [])
  }

  /// Stacked annotations, a part of a token, and a value with characters that are escaped.
  @Test func readsStacksAndParts() throws {
    let article = try read(
      file(
        #"""
        #Text=EU-wide [x]
        1-1	0-7	EU-wide	*[1]|*[2]	MISC[1]|ORG[2]	
        1-1.1	0-2	EU	wikidata\:Q1	ORG	
        1-2	8-11	\[x\]	_	_	
        """#))
    #expect(
      article.annotations.map { "\($0.label) \($0.text) \($0.attributes["ref"]?.plain ?? "")" }
        == ["MISC EU-wide ", "ORG EU-wide ", "ORG EU wikidata:Q1"])
    #expect(article.losses == [])
  }

  /// A relation is a role of its head, or an annotation without words if its label is of such a layer.
  @Test func readsRelations() throws {
    var pact = Schema.LayerRules(
      Layer(rawValue: "pact"), labels: ["signed"], roles: ["by", "with"])
    pact.hasWords = false
    let options = ImportOptions(schema: Schema(Schema.news.layers + [pact]))
    let head =
      "#T_SP=\(Self.entity)|value\n#T_SP=webanno.custom.Quote|label\n"
      + "#T_RL=webanno.custom.Link|label|BT_\(Self.entity)\n"
      + "#T_RL=webanno.custom.Role|label|BT_webanno.custom.Quote"
    let article = try read(
      file(
        """
        #Text=Yes Ada Bo
        1-1\t0-3\tYes\t_\tdirect\t_\t_\t_\t_\t
        1-2\t4-7\tAda\tPER\t_\t_\t_\tsource\t1-1\t
        1-3\t8-10\tBo\tPER\t_\tsigned\t1-2\t_\t_\t
        """, head), options)
    let signed = try #require(article.annotations.first { $0.label == "signed" })
    let quote = try #require(article.annotations.first { $0.label == "direct" })
    let names = Dictionary(uniqueKeysWithValues: article.annotations.map { ($0.id, $0.text) })
    #expect(signed.spans == [] && article.losses == [])
    #expect(names[signed.roles["by"]?[0].id ?? ""] == "Ada")
    #expect(names[signed.roles["with"]?[0].id ?? ""] == "Bo")
    #expect(names[quote.roles["source"]?[0].id ?? ""] == "Ada")
  }

  /// Slots are roles; chains are not read, and that is said.
  @Test func readsSlots() throws {
    let head =
      "#T_SP=\(Self.entity)|value\n#T_SP=webanno.custom.Quote|label|"
      + "ROLE_webanno.custom.Quote:args_webanno.custom.QuoteArgsLink|\(Self.entity)\n"
      + "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation"
    let article = try read(
      file(
        """
        #Text=Yes Ada Bo
        1-1\t0-3\tYes\t_\tdirect\tsource;addressee\t1-2;1-3[4]\t_\t_\t
        1-2\t4-7\tAda\tPER\t_\t_\t_\tnam[1]\t*->1-1\t
        1-3\t8-10\tBo\tPER[4]\t_\t_\t_\t_\t_\t
        """, head))
    let quote = try #require(article.annotations.first { $0.label == "direct" })
    let names = Dictionary(uniqueKeysWithValues: article.annotations.map { ($0.id, $0.text) })
    #expect(names[quote.roles["source"]?[0].id ?? ""] == "Ada")
    #expect(names[quote.roles["addressee"]?[0].id ?? ""] == "Bo")
    #expect(article.losses.map(\.what).contains { $0.hasPrefix("a link of a chain") })
  }

  /// The white space between sentences is that of the workspace's article.
  @Test func takesTheTextThatIsThere() throws {
    let body =
      "#Text=Ada.\n1-1\t0-3\tAda\t_\tPER\t\n1-2\t3-4\t.\t_\t_\t\n\n#Text=Bo\n2-1\t6-8\tBo\t_\tPER\t"
    #expect(try read(file(body)).text.string == "Ada.\n\nBo")
    let known = try read(file(body), known: ["a": "Ada. \tBo\n"])
    #expect(known.text.string == "Ada. \tBo\n")
    #expect(known.annotations.map(\.text) == ["Ada", "Bo"])
  }

  @Test(arguments: [
    ("#FORMAT=WebAnno TSV 2.0\n", 1, "it does not begin with"),
    ("#FORMAT=WebAnno TSV 3.3\n#Text=Ada\n1-1\tAda\n", 3, "it has no token number"),
    ("#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|c\n#Text=Ada\n1-1\t0-3\tAda\n", 4, "it has 0 columns"),
    (
      "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|c\n#Text=Ada\n1-1\t0-3\tAda\tPER\tORG\t\n", 4,
      "it has 3 columns"
    ),
    ("#FORMAT=WebAnno TSV 3.3\n#Text=Ada\n1-1\t1-3\tAda\t\n", 3, "the text at 1-3 is not 'Ada'"),
  ])
  func refuses(_ file: String, _ line: Int, _ reason: String) {
    let error = #expect(throws: PostilError.self) { try read(file) }
    guard case FileFact.badRecord(_, line, let found)? = error?.fact else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.hasPrefix(reason))
  }
}
