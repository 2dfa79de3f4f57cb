import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import TestSupport
import Testing

@Suite struct EdgeTests {
  @Test(arguments: [
    ("edge . +1", "one two three"), ("edge . -1", "one"), ("edge . 0 +1", "two"),
    ("edge . +1c", "one two "), ("edge . -1c", "one tw"), ("edge . +2 +1", "two three (four"),
  ])
  func moves(_ command: String, _ expected: String) throws {
    let workspace = try TestWorkspace(text: "one two three (four), five.")
    _ = workspace.run("misc \"one two\"")
    _ = workspace.run(command)
    #expect(workspace.session.focus.open?.store.annotations.first?.annotation.text == expected)
  }

  @Test(arguments: [
    "edge . -2", "edge . +9", "edge . 0 +2", "edge . 0 -1c", "edge . +99999999999999999999",
    "edge . x",
  ])
  func staysInside(_ command: String) throws {
    let workspace = try TestWorkspace(text: "one two three (four), five.")
    _ = workspace.run("misc \"one two\"")
    #expect(workspace.run(command).hasPrefix("error: "))
  }
}
