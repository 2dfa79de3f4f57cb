import PostilKit
import PostilSchema
import PostilSystem
import Testing

@testable import PostilStore

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
    ("artices = []", "did you mean 'articles'"), ("[layers.x]\nlabels = [1]", "layers.x.labels"),
    ("[layers.x]\ncolour = 1", "layers.x.colour"),
    ("[layers.x]\nlabels = [\"a b\"]", "layers.x.labels"),
    ("[layers.x.attributes]\na = \"colour\"", "layers.x.attributes.a"), ("x = ", "postil.toml:1"),
    ("[schema]\nclosed = 1", "schema.closed"), ("plugins = { a = 1 }", "plugins.a"),
    ("[layers.x]\nlabels = [\"A\", \"A\"]", "duplicate"),
  ])
  func wrongSettingsAreNamed(_ toml: String, _ words: String) {
    let error = #expect(throws: PostilError.self) { try WorkspaceSettings(toml: toml) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  /// `annotations/schema.toml` says of the built-in schema what it is.
  @Test func theReleasedSchemaIsTheBuiltInOne() throws {
    let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
    let path = "\(root)/annotations/schema.toml"
    let toml = String(decoding: try Files.read(path), as: UTF8.self)
    let released = try WorkspaceSettings(toml: toml, path: path).schema
    #expect(Set(released.layers.map(\.layer)) == Set(Schema.news.layers.map(\.layer)))
    for rules in Schema.news.layers { #expect(released[rules.layer] == rules) }
  }
}
