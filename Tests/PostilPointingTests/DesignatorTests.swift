import PostilKit
import PostilShell
import PostilStore
import TestSupport
import Testing

@testable import PostilPointing

@Suite struct DesignatorTests {
  static let text = """
    Ana Duarte (52) met "Rui Costa's" team - in the U.S. today.

    New\u{A0}York\nis big; Ana\u{A0} Duarte said: “Come
    on,” she said. 東京 @ana_d was #not.
    """

  @Test(arguments: [
    ("1.1-2", "[Ana Duarte]"), ("1.1", "[Ana]"), ("1.3", "[52]"), ("1.3!", "[(52)]"),
    ("1.5-6", "[Rui Costa]"), ("1.5-6!", "[\"Rui Costa's\"]"), ("1.8", "[-]"), ("1.11", "[U.S.]"),
    ("1.12", "[today]"), ("1.12!", "[today.]"), ("3.1-2", "[New\u{A0}York]"),
    ("4.6-5.1", "[Come\non]"), ("4.6-5.1!", "[“Come\non,”]"), ("5.4", "[東京]"), ("5.5", "[@ana_d]"),
    ("5.7", "[#not]"),
    ("\"New York\"", "[New\u{A0}York]"), ("\"York is\"", "[York\nis]"), ("\"Rui\"", "[Rui]"),
    ("\"Ana Duarte\"#2", "[Ana\u{A0} Duarte]"), ("\"Ana Duarte\"#last", "[Ana\u{A0} Duarte]"),
    ("\"Ana Duarte\"#*", "[Ana Duarte] [Ana\u{A0} Duarte]"), ("\"said\"#2", "[said]"),
    ("\"Come\"..\"on\"", "[Come\non]"), ("\"Come\"..\"on\"!", "[“Come\non,”]"),
    ("\"Rui\"..\"team\"", "[Rui Costa's\" team]"), ("'Rui'", "[Rui]"),
    ("\"is\"", "[is]"), ("\"cost\"", "error: \"cost\" does not occur. Did you mean \"Cost\"?"),
    ("@0:3", "[Ana]"), ("1.1+1.5", "[Ana Rui]"), ("1.5+1.1", "[Ana Rui]"),
    ("\"Ana\"#1+\"Rui\"+3.1!", "[Ana Rui New]"), ("1.1-1", "[Ana]"),
    ("1:1-3", "[Ana]"), ("1:5", "[D]"), ("5:16-17", "[東京]"), ("5:16", "[東]"),
    ("/D\\w+/#1", "[Duarte]"), ("/d\\w+e/i#2", "[Duarte]"),
    ("/\\w+ Duarte/#*", "[Ana Duarte] [Ana\u{A0} Duarte]"),
    ("/R\\w+/../te./", "[Rui Costa's\" tea]"), ("/Rui/..\"team\"", "[Rui Costa's\" team]"),
    ("/rui costa/i!", "[\"Rui Costa']"), ("@", "[]"), ("/Rui/+1.1", "[Ana Rui]"),
    ("/New/#last", "[New]"),
    (
      "\"Ana\"..\"Duarte\"",
      "error: \"Ana\" occurs 2 times:\n  #1 1.1 ‹Ana› Duarte (52) met \"Rui\n  #2 4.3 New York is big; ‹Ana› Duarte said: “Come\n  use \"Ana\"#2 for the second, or \"Ana\"#* for all"
    ),
    ("\"todai\"..\"x\"", "error: \"todai\" does not occur; `show` prints the text"),
  ])
  func points(_ typed: String, _ expected: String) throws {
    let workspace = try TestWorkspace(text: Self.text)
    _ = try workspace.session.focus.article()
    #expect(workspace.spans(typed) == expected)
  }

  @Test(arguments: [
    ("0.1", "error: there is no line 0; the article has 5 lines"),
    ("6.1", "error: there is no line 6; the article has 5 lines"),
    ("2.1", "error: line 2 has 0 words, so there is no word 1. Did you mean 1.1?"),
    ("1.0", "error: line 1 has 12 words, so there is no word 0; `show 1` prints it"),
    ("1.13", "error: line 1 has 12 words, so there is no word 13; `show 1` prints it"),
    ("1.9-2", "error: cannot resolve '1.9-1.2': it ends before it begins"),
    ("1.", "error: cannot resolve '1.': a word's number after '1.' is expected"),
    ("1.2-", "error: cannot resolve '1.2-': the last word's number is expected"),
    (
      "1.2x",
      "error: cannot resolve '1.2x': use 1.8-9 for words 8 and 9 of line 1, or \"words of the text\""
    ),
    ("8-9", "error: cannot resolve '8-9': no line has been shown yet; use LINE.8-9"),
    (
      "Duarte",
      "error: cannot resolve 'Duarte': put words of the text in quotation marks: \"Duarte\""
    ),
    ("\"\"", "error: cannot resolve '\"\"': there is no word between the quotation marks"),
    ("\"Ana\"#0", "error: cannot resolve '\"Ana\"#0': occurrences are numbered from 1"),
    (
      "\"Ana\"#3", "error: \"Ana\" occurs 2 times, so there is no #3; use \"Ana\"#last for the last"
    ),
    (
      "\"Ana\"#x",
      "error: cannot resolve '\"Ana\"#x': a number, 'last' or '*' after '#' is expected"
    ),
    (
      "\"Come\"..\"Ana\"",
      "error: cannot resolve '\"Come\"..\"Ana\"': \"Ana\" does not follow at 4.6 or later"
    ),
    (
      "\"Come\"..on",
      "error: cannot resolve '\"Come\"..on': the last words of the span after '..', in quotation marks, are expected"
    ),
    ("1.1+1.1-2", "error: cannot resolve '1.1+1.1-2': its pieces overlap"),
    ("\"Ana\"#*+1.5", "error: cannot resolve '\"Ana\"#*+1.5': #* cannot be joined with +"),
    ("@3:3", "error: cannot resolve '@3:3': the article has the code points 0 to 136"),
    ("@0:137", "error: cannot resolve '@0:137': the article has the code points 0 to 136"),
    ("@5", "error: cannot resolve '@5': two numbers as in @120:135 are expected"),
    ("9:1", "error: there is no line 9; the article has 5 lines"),
    ("2:1", "error: cannot resolve '2:1': line 2 is empty"),
    ("5:9-99", "error: cannot resolve '5:9-99': line 5 has the characters 1 to 34"),
    ("5:4-2", "error: cannot resolve '5:4-2': it ends before it begins"),
    ("5:", "error: cannot resolve '5:': a character's number after '5:' is expected"),
    ("#1", "error: cannot resolve '#1': there has been no search yet; use find \"WORDS\""),
    ("/x+y/", "error: /x+y/ does not occur; `show` prints the text"),
    ("/(/", "error: cannot resolve '/(/': unmatched ("),
    ("/a/#99", "error: /a/ occurs 12 times, so there is no #99; use /a/#last for the last"),
    ("e7", "error: there is no annotation e7; the article has none yet"),
    ("?7", "error: there is no annotation ?7; the article has none yet"),
    ("7", "error: there is no annotation 7; the article has none yet"),
    ("k3f9q2m7x1ab", "error: there is no annotation k3f9q2m7x1ab; the article has none yet"),
    (".", "error: cannot resolve '.': no annotation has been touched yet"),
    (
      "99999999999999999999999.1",
      "error: cannot resolve '99999999999999999999999.1': 99999999999999999999999 is too large"
    ),
    ("1.99999999999", "error: cannot resolve '1.99999999999': 99999999999 is too large"),
    (
      "+",
      "error: cannot resolve '+': use 1.8-9 for words 8 and 9 of line 1, or \"words of the text\""
    ),
    (
      "!",
      "error: cannot resolve '!': use 1.8-9 for words 8 and 9 of line 1, or \"words of the text\""
    ),
  ])
  func explains(_ typed: String, _ expected: String) throws {
    let workspace = try TestWorkspace(text: Self.text)
    _ = try workspace.session.focus.article()
    #expect(workspace.spans(typed) == expected)
  }

  @Test func listsOccurrencesOfWordsThatAreNotUnique() throws {
    let workspace = try TestWorkspace(text: Self.text)
    _ = try workspace.session.focus.article()
    #expect(
      workspace.spans("\"Ana\"") == """
        error: "Ana" occurs 2 times:
          #1 1.1 ‹Ana› Duarte (52) met "Rui
          #2 4.3 New York is big; ‹Ana› Duarte said: “Come
          use "Ana"#2 for the second, or "Ana"#* for all
        """)
  }

  @Test func knowsAnnotationsByNumberIdAndTouch() throws {
    let workspace = try TestWorkspace()
    _ = workspace.run("open harbour")
    #expect(workspace.spans("e3") == "[Eva de Wit]")
    #expect(workspace.spans("?3") == "[Eva de Wit]")
    _ = workspace.run("accept 3; accept 5")
    #expect(workspace.spans(".") == "[Hull]")
    #expect(workspace.spans("..") == "[Eva de Wit]")
    let id = try #require(workspace.session.focus.open?.store[number: 7]?.annotation.id)
    #expect(workspace.spans(id) == "[De Wit]")
  }

  @Test func remembersTheLineShownLast() throws {
    let workspace = try TestWorkspace()
    _ = workspace.run("open harbour; show 3")
    #expect(workspace.spans("8-10") == "[Eva de Wit]")
  }

  @Test(arguments: [
    "", "\u{FEFF}", "\r\n\r\n", " ", "a", "é\u{301}\u{200D}", String(repeating: "x", count: 5000),
  ])
  func survivesAnyText(_ text: String) throws {
    let workspace = try TestWorkspace(text: text)
    _ = try workspace.session.focus.article()
    for typed in ["1.1", "1.1-2!", "\"x\"", "\"x\"!", "@0:1", "2.1", "1.1-9.9"] {
      #expect(!workspace.spans(typed).isEmpty)
    }
    #expect(!workspace.run("show").contains("error"))
  }
}
