import PostilKit

/// Changes of one key. A line that begins with `-` is there before, one with `+` after, every other one both
/// times.
enum EditExamples {
  static let all: [(key: [String], value: JSONValue, lines: String)] = [
    (["a"], 2, "# first\n-a = 1   # one\n+a = 2   # one\n\n[b]"),
    (["a"], ["x", 2], "-a = 'y'\n+a = [\"x\", 2]"),
    (["b"], true, "a = 1\n+b = true\n\n# of c\n[c]\nx = 1"),
    (["c", "y"], "z", "[c] # c\n  x = 1 # one\n+y = \"z\"\n\n# of d\n[d]\ny = 1"),
    (["c", "x"], ["PER"], "[c]\n-x = [ # labels\n-  \"A\",\n-]\n+x = [\"PER\"]\ny = 1"),
    (["c", "y"], 1, "[c]\n+y = 1\n# nothing yet\n\n[d]"),
    (
      ["plugins", "entity-tagger", "model"], "m.model",
      "a = 1\n+\n+[plugins.entity-tagger]\n+model = \"m.model\""
    ),
    (
      ["plugins", "entity-tagger", "model"], "m.model",
      "[plugins.entity-tagger]\n-model = 'old.model'\n+model = \"m.model\"\neverywhere = true"
    ),
    (["a", "x"], 1, "[a.b]\ny = 1\n+\n+[a]\n+x = 1"), (["a", "x"], 1, "+[a]\n+x = 1"),
    (["a", "z"], 1, "a.x = 1\na.y = 2\n+a.z = 1\n[b]"),
    (["a", "b", "z"], 1, "[a]\nb.x = 1\n+b.z = 1\n[c]"),
    (["a", "y"], 1, "-a = { x = 1 } # braces\n+a = { x = 1, y = 1 } # braces"),
    (["a", "b", "y"], 1, "-a = {}\n+a = { b.y = 1 }"),
    (["a", "b", "y"], 1, "-a = {b={c=1}}\n+a = {b={c=1, y = 1}}"),
    (["a b", "é"], "q\"\n", "x = 1\n+\n+[\"a b\"]\n+\"é\" = \"q\\\"\\n\""),
  ]
}
