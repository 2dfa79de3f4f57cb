/// Texts that are not TOML, with the place and the reason of the error.
enum InvalidDocuments {
  static let all: [(toml: String, error: String)] =
    reported + lines + strings + numbers + keys + nests

  /// Texts at which an earlier reader ended the program.
  private static let reported = [
    ("[.a]", "1:2 a key is expected, not '.'"),
    ("[", "1:2 a key is expected, not the end of the file"),
    ("x = [1,}]", "1:8 a value or ']' is expected, not '}'"),
    (#"labels = ["PER",} "ORG"]"#, "1:17 a value or ']' is expected, not '}'"),
    (
      String(repeating: "a.", count: 20_000) + "a = 1",
      "1:201 it nests deeper than 100 levels, which is the most"
    ),
    (String(repeating: "[", count: 20_000), "1:3 a key is expected, not '['"),
    (
      "x = " + String(repeating: "[", count: 20_000),
      "1:104 it nests deeper than 100 levels, which is the most"
    ),
    (
      "x = " + String(repeating: "{a=", count: 20_000),
      "1:302 it nests deeper than 100 levels, which is the most"
    ),
  ]

  private static let lines = [
    ("x", "1:2 '=' after the key is expected, not the end of the file"),
    ("x =\ny = 1", "1:4 a value is expected, not the end of the line"),
    ("x = 1 y = 2", "1:7 the end of the line is expected, not 'y'"),
    ("= 1", "1:1 a key is expected, not '='"), ("é = 1", "1:1 a key is expected, not 'é'"),
    ("# é\nü", "2:1 a key is expected, not 'ü'"), ("\u{FEFF}!", "1:1 a key is expected, not '!'"),
    ("x = 1\ry = 2", "1:6 the end of the line is expected, not the control character U+000D"),
    ("# \u{7}", "1:3 the control character U+0007 is not allowed here"),
    ("# a\rb", "1:4 the end of the line is expected, not the control character U+000D"),
    ("a = 1\0", "1:6 the end of the line is expected, not the control character U+0000"),
    ("[a] b = 1", "1:5 the end of the line is expected, not 'b'"),
    ("[a\n]", "1:3 ']' after the key is expected, not the end of the line"),
    ("[[a]\n", "1:4 ']]' after the key is expected, not ']'"),
    ("[a.]", "1:4 a key is expected, not ']'"), ("[ [a]]", "1:3 a key is expected, not '['"),
    ("a..b = 1", "1:3 a key is expected, not '.'"),
    ("a b = 1", "1:3 '=' after the key is expected, not 'b'"),
  ]

  private static let escapes =
    "one of \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX is expected"

  private static let strings = [
    ("a = \"x", "1:7 '\"' is expected before the end of the file, to end the string of line 1"),
    (
      "a = \"x\ny\"", "1:7 '\"' is expected before the end of the line, to end the string of line 1"
    ),
    (
      "a = 'x\r\n'", "1:7 \"'\" is expected before the end of the line, to end the string of line 1"
    ),
    (
      "\na = \"\"\"x\n\"",
      "3:2 '\"\"\"' is expected before the end of the file, to end the string of line 2"
    ),
    (
      "a = '''x''",
      "1:11 \"'''\" is expected before the end of the file, to end the string of line 1"
    ),
    ("a = \"\u{1}\"", "1:6 the control character U+0001 is not allowed here"),
    ("a = '\u{7F}'", "1:6 the control character U+007F is not allowed here"),
    ("a = \"\"\"\r\"\"\"", "1:8 the control character U+000D is not allowed here"),
    (#"a = "\q""#, "1:6 the escape is unknown: \(escapes)"),
    (#"a = "\"#, "1:6 the escape is unknown: \(escapes)"),
    ("a = \"\"\"x \\ y\"\"\"", "1:10 the escape is unknown: \(escapes)"),
    (#"a = "\u12g4""#, "1:10 one of 4 hexadecimal digits is expected, not 'g'"),
    (
      #"a = "\uD800""#,
      "1:6 the escape is not a character: U+0000 to U+D7FF or U+E000 to U+10FFFF is expected"
    ),
    (
      #"a = "\U00110000""#,
      "1:6 the escape is not a character: U+0000 to U+D7FF or U+E000 to U+10FFFF is expected"
    ),
    ("a = \"\"\"x\"\"\"\"\"\"", "1:14 the end of the line is expected, not '\"'"),
    ("\"\"\"a\"\"\" = 1", "1:3 '=' after the key is expected, not '\"'"),
  ]

  private static let word =
    "is not a value: a string in quotation marks, a number, true, false, a date or a time is expected"
  private static let time =
    "is not a date or time: YYYY-MM-DD, HH:MM:SS, or both with T between them and an offset or none, is expected"
  private static let point =
    "is not a number: digits are expected on both sides of the point and after e"

  private static let numbers = [
    ("a = PER", "1:5 'PER' \(word)"), ("a = True", "1:5 'True' \(word)"),
    ("a = +true", "1:5 '+true' \(word)"),
    ("a = .5", "1:5 '.5' \(word)"), ("a = Inf", "1:5 'Inf' \(word)"),
    ("a = _1", "1:5 '_1' \(word)"),
    ("a = 5.", "1:5 '5.' \(point)"), ("a = 5.e3", "1:5 '5.e3' \(point)"),
    ("a = 1e", "1:5 '1e' \(point)"),
    ("a = 1.2.3", "1:5 '1.2.3' \(point)"), ("a = 1_.0", "1:5 '1_.0' \(point)"),
    ("a = 012", "1:5 '012' begins with a zero, which a number may not"),
    ("a = -01.5", "1:5 '-01.5' begins with a zero, which a number may not"),
    ("a = 1__0", "1:5 '1__0' is not a whole number"), ("a = 1_", "1:5 '1_' is not a whole number"),
    ("a = 0xZZ", "1:5 '0xZZ' is not a number of base 16"),
    ("a = 0b2", "1:5 '0b2' is not a number of base 2"),
    ("a = 0o", "1:5 '0o' is not a number of base 8"),
    ("a = +0x1", "1:5 '+0x1' is not a whole number"),
    (
      "a = 9223372036854775808",
      "1:5 '9223372036854775808' is too large: -9223372036854775808 to 9223372036854775807 is expected"
    ),
    (
      "a = 0xFFFFFFFFFFFFFFFF",
      "1:5 '0xFFFFFFFFFFFFFFFF' is too large: -9223372036854775808 to 9223372036854775807 is expected"
    ),
    ("a = 1e999", "1:5 '1e999' is too large for a number"),
    ("a = " + String(repeating: "1", count: 500), "1:5 a number of more than 400 characters"),
    ("a = 2023-02-30", "1:5 '2023-02-30' \(time)"), ("a = 2023-1-1", "1:5 '2023-1-1' \(time)"),
    ("a = 24:00:00", "1:5 '24:00:00' \(time)"), ("a = 12:00", "1:5 '12:00' \(time)"),
    ("a = 2023-01-01T12:00:00.", "1:5 '2023-01-01T12:00:00.' \(time)"),
    ("a = 2023-01-01T12:00:00+24:00", "1:5 '2023-01-01T12:00:00+24:00' \(time)"),
    ("a = 12:00:00Z", "1:5 '12:00:00Z' \(time)"),
  ]

  private static let keys = [
    ("a = 1\na = 2", "2:1 'a' is already defined in line 1"),
    ("a = 1\n\"a\" = 2", "2:1 'a' is already defined in line 1"),
    ("[a]\n[a]", "2:2 'a' is already defined in line 1"),
    ("a = 1\n[a]", "2:2 'a' is already defined in line 1"),
    ("a.b = 1\n[a]", "2:2 'a' is already defined in line 1"),
    ("[[a]]\n[a]", "2:2 'a' is already defined in line 1"),
    ("[a]\n[[a]]", "2:3 'a' is already defined in line 1"),
    ("a = []\n[[a]]", "2:3 'a' is already defined in line 1"),
    ("[a.b]\n[[a]]", "2:3 'a' is already defined in line 1"),
    ("[f]\na.b = 1\n[f.a]", "3:4 'a' is already defined in line 2"),
    ("a = 1\na.b = 2", "2:1 nothing can be added to 'a', which is defined in line 1"),
    ("a = 1\n[a.b]", "2:2 nothing can be added to 'a', which is defined in line 1"),
    ("a = {}\na.b = 2", "2:1 nothing can be added to 'a', which is defined in line 1"),
    ("a = {}\n[a.b]", "2:2 nothing can be added to 'a', which is defined in line 1"),
    ("a = [{}]\n[[a.b]]", "2:3 nothing can be added to 'a', which is defined in line 1"),
    ("[a.b]\n[a]\nb.c = 1", "3:1 nothing can be added to 'b', which is defined in line 1"),
    ("[[a.b]]\n[a]\nb.c = 1", "3:1 nothing can be added to 'b', which is defined in line 1"),
    ("a = { b = 1, b.c = 2 }", "1:14 nothing can be added to 'b', which is defined in line 1"),
    ("a = { b = {}, b.c = 2 }", "1:15 nothing can be added to 'b', which is defined in line 1"),
  ]

  private static let nests = [
    ("a = [1 2]", "1:8 ',' or ']' is expected, not '2'"),
    ("a = [,]", "1:6 a value or ']' is expected, not ','"),
    ("a = [1,,2]", "1:8 a value or ']' is expected, not ','"),
    ("a = [1,\n", "2:1 a value or ']' is expected, not the end of the file"),
    ("a = {b = 1,}", "1:12 a key is expected, not '}'"),
    ("a = {b = 1\n}", "1:11 ',' or '}' is expected, not the end of the line"),
    ("a = {\n}", "1:6 a key is expected, not the end of the line"),
    ("a = {b}", "1:7 '=' after the key is expected, not '}'"),
    ("a = ]", "1:5 a value is expected, not ']'"),
  ]
}
