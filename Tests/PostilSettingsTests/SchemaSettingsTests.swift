import PostilKit
import PostilSchema
import PostilSystem
import Testing

@testable import PostilSettings

/// The schema as `postil.toml` gives it.
@Suite struct SchemaSettingsTests {
  @Test func aWorkspaceMayHaveItsOwn() throws {
    let settings = try WorkspaceSettings(
      toml: """
        articles = "2023/*.txt"
        [layers.claim]
        labels = ["fact", "opinion"]
        roles = ["source"]
        attributes = { sure = ["low", "high"], until = "date", checked = "true-false" }
        [plugins.date-normalizer]
        future = true
        [export.conll]
        scheme = "BIO"
        """)
    var schema = settings.schema
    #expect(schema.layers.map(\.layer) == ["claim"] && settings.articles == ["2023/*.txt"])
    #expect(schema.attributes(of: "claim")["sure"] == .words(["low", "high"]))
    #expect(settings.plugins["date-normalizer"]?["future"] == true)
    #expect(settings.export["conll"]?["scheme"] == "BIO")
    schema.admit([.entity, "mine"])
    #expect(schema.layers.map(\.layer) == ["claim", .entity, "mine"])
    #expect(schema.labels(of: .entity).contains("PER"))
    var closed = try WorkspaceSettings(toml: "[schema]\nclosed = true").schema
    closed.admit(["mine"])
    #expect(closed.layers == Schema.news.layers)
  }

  @Test(arguments: [
    ("artices = []", "postil.toml:1:1: unknown key 'artices'"),
    ("[layers.x]\nlabels = [1]", "layers.x.labels"),
    ("[layers.x]\ncolour = 1", "layers.x.colour"),
    ("[layers.x]\nlabels = [\"a:b\"]", "layers.x.labels"),
    ("[layers.x.attributes]\na = \"colour\"", "layers.x.attributes.a"),
    ("x = ", "postil.toml:1:5: a value is expected"),
    ("[schema]\nclosed = 1", "schema.closed"), ("plugins = { a = 1 }", "plugins.a"),
    ("[layers.x]\nlabels = [\"A\", \"A\"]", "duplicate"),
    ("[layers.x]\nlabels = []\nlabel = []", "postil.toml:3:1: unknown key 'layers.x.label'"),
    ("# first\n[schema]\nclose = true", "postil.toml:3:1: unknown key 'schema.close'"),
    ("layers = 3", "postil.toml:1:1: 'layers' must be a table"),
    ("schema = 3", "'schema' must be a table"), ("plugins = 3", "'plugins' must be a table"),
    ("export = { brat = 1 }", "postil.toml:1:12: 'export.brat' must be a table"),
    ("[layers.x]\nattributes = 3", "postil.toml:2:1: 'layers.x.attributes' must be a table"),
    (
      "[layers.x.labels]\nA = {abuot = \"a\"}",
      "postil.toml:2:6: unknown key 'layers.x.labels.A.abuot'"
    ),
    ("[layers.x.labels]\nA = {key = \"ab\"}", "'layers.x.labels.A.key' must be a letter"),
    ("[layers.x.labels]\nA = {key = \"q\"}", "is a key of mark or review; free ones are bc"),
    (
      "[layers.x.labels]\nA = {key = \"w\"}\n[layers.y.labels]\nB = {key = \"w\"}",
      "postil.toml:4:6: 'layers.y.labels.B.key' is also the key of A"
    ),
    ("[layers.x.labels]\nA = {colour = \"mauve\"}", "must be one of blue, red, green"),
    ("[layers.x.labels]\n\"a:b\" = {}", "is not a name"),
    ("[layers.x.roles]\na = {too = [\"PER\"]}", "unknown key 'layers.x.roles.a.too'"),
    (
      "[layers.x.roles]\na = {to = [\"PRE\"]}",
      "postil.toml:2:6: 'layers.x.roles.a.to' names 'PRE', which is neither a label nor a layer"
    ),
    ("[layers.x.roles]\na = {many = 1}", "'layers.x.roles.a.many' must be true or false"),
    ("[layers.x.attributes]\na = {type = \"dat\"}", "layers.x.attributes.a.type"),
    (
      "[layers.x.attributes]\na = {type = \"date\", default = \"soon\"}",
      "'layers.x.attributes.a.default' is soon: a day such as 2023-03-13 is expected"
    ),
    ("[layers.x]\nwords = 1", "'layers.x.words' must be true or false"),
    ("[schema]\nguidelines = \"\"", "must be the path of a file in the workspace"),
    ("[.a]", "postil.toml:1:2: a key is expected, not '.'"),
    ("[", "postil.toml:1:2: a key is expected"),
    ("x = [1,}]", "postil.toml:1:8: a value or ']' is expected, not '}'"),
    ("[layers.x]\nlabels = [\"PER\",} \"ORG\"]", "postil.toml:2:17: a value or ']' is expected"),
    (
      String(repeating: "a.", count: 20_000) + "a = 1",
      "postil.toml:1:201: it nests deeper than 100"
    ),
  ])
  func wrongSettingsAreNamed(_ toml: String, _ words: String) {
    let error = #expect(throws: PostilError.self) { try WorkspaceSettings(toml: toml) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test func labelsAndRolesSayMore() throws {
    let schema = try WorkspaceSettings(
      toml: """
        [layers.event.labels]
        WAR = {about = "a war", key = "w", colour = "red"}
        PEACE = {}
        [layers.event.roles]
        side = {to = ["GPE", "event:WAR"], required = true, many = false}
        place = {}
        [layers.event.attributes]
        kind = {type = ["cold", "hot"], required = true, default = "hot"}
        """
    ).schema
    let rules = try #require(schema["event"])
    #expect(rules.labels == ["WAR", "PEACE"] && rules.roles == ["side", "place"])
    #expect(rules.facts == ["WAR": LabelFacts(about: "a war", key: "w", colour: .red)])
    #expect(
      rules.roleRules == [
        "side": RoleRules(to: ["GPE", "event:WAR"], isRequired: true, isMany: false)
      ])
    #expect(rules.attributes["kind"] == .words(["cold", "hot"]))
    #expect(rules.attributeRules["kind"] == AttributeRules(isRequired: true, initial: "hot"))
  }

  /// What the file names first is first in menus and lists.
  @Test func theOrderIsThatOfTheFile() throws {
    let settings = try WorkspaceSettings(
      toml: """
        [layers.zebra]
        labels = ["Z", "A", "M"]
        [export.jsonl]
        [export.brat]
        [layers.ant]
        [shell]
        width = 50
        view = "list"
        """)
    #expect(settings.schema.layers.map(\.layer) == ["zebra", "ant"])
    #expect(settings.schema.labels(of: "zebra") == ["Z", "A", "M"])
    #expect(settings.export.members.map(\.name) == ["jsonl", "brat"])
    #expect(settings.shell.members.map(\.name) == ["width", "view"])
  }

  /// `annotations/schema.toml` says of the built-in schema what it is.
  @Test func theReleasedSchemaIsTheBuiltInOne() throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let path = "\(root)/annotations/schema.toml"
    let toml = String(decoding: try Files.read(path), as: UTF8.self)
    let released = try WorkspaceSettings(toml: toml, path: path).schema
    #expect(Set(released.layers.map(\.layer)) == Set(Schema.news.layers.map(\.layer)))
    for rules in Schema.news.layers { #expect(released[rules.layer] == rules) }
  }
}
