import PostilKit
import Testing

@testable import PostilPatterns

@Suite struct PatternTests {
  private static func found(_ pattern: String, _ flags: String, _ text: String) throws -> String {
    let text = Text(text)
    return try TextPattern(pattern, flags: flags).matches(in: text).map { "[\(text[$0])]" }.joined()
  }

  @Test(arguments: [
    ("union \\w+", "", "European Union\u{A0}leaders, union\nofficials", "[union\nofficials]"),
    (
      "union \\w+", "i", "European Union\u{A0}leaders, union\nofficials",
      "[Union\u{A0}leaders][union\nofficials]"
    ),
    ("a|ab", "", "ab", "[a]"), ("ab|a", "", "ab", "[ab]"), ("(?:a|b)+", "", "xabbay", "[abba]"),
    ("a*", "", "baaa b", "[aaa]"), ("a+?", "", "aaa", "[a][a][a]"),
    ("a{2}", "", "aaaaa", "[aa][aa]"),
    ("a{2,}", "", "aaaaa", "[aaaaa]"), ("a{,2}b", "", "aaab", "[aab]"),
    ("a{1,2}?", "", "aa", "[a][a]"),
    ("[A-Z][a-z]+", "", "Ana met Rui", "[Ana][Rui]"), ("[^a-z ]+", "", "ab 12 c", "[12]"),
    ("[]a]+", "", "]a]", "[]a]]"), ("[a\\-z]+", "", "a-z", "[a-z]"), ("[+-]\\d", "", "-3", "[-3]"),
    ("\\d+", "", "٣ and 12", "[٣][12]"), ("\\p{Lu}\\w*", "", "Élan über Öl", "[Élan][Öl]"),
    ("\\bon\\b", "", "upon on London", "[on]"), ("\\Bon", "", "on upon", "[on]"),
    ("^\\w+", "", "one two\nthree", "[one][three]"),
    ("\\w+$", "", "one two\r\nthree", "[two][three]"),
    (".+", "", "a\nb", "[a][b]"), (".+", "s", "a\nb", "[a\nb]"), ("a{x", "", "a{x", "[a{x]"),
    ("é", "i", "É é", "[É][é]"), ("🇳🇴+", "", "x🇳🇴", "[🇳🇴]"), ("\\S+", "", " a b", "[a][b]"),
    ("(a?)*b", "", "aab", "[aab]"), ("()*x", "", "x", "[x]"), ("^", "", "abc", ""),
    ("\\.", "", "a.b", "[.]"), ("a.c", "", "a😀c", "[a😀c]"),
  ])
  func matches(_ pattern: String, _ flags: String, _ text: String, _ expected: String) throws {
    #expect(try Self.found(pattern, flags, text) == expected)
  }

  @Test(arguments: [
    ("", "the pattern is empty"), ("(a", "unmatched ("), ("a)", "unmatched )"),
    ("[a", "unmatched ["), ("[z-a]", "a range in [ ] is reversed"),
    ("*a", "nothing to repeat before *"),
    ("a**", "* or + cannot follow another quantifier"),
    ("\\", "nothing follows the last \\"), ("a{3,2}", "{3,2} has its maximum below its minimum"),
    ("a{2000}", "{2000} exceeds the limit of 1000 repetitions"),
    ("a{99999999999999999999}", "{99999999999999999999} exceeds the limit of 1000 repetitions"),
    ("(a{900}){900}", "its repetition counts multiply to too many instructions"),
    ("(a)\\1", "\\1 is not supported: it cannot be matched in linear time"),
    ("(?=a)", "(?… is not supported: lookaround cannot be matched in linear time"),
    ("\\q", "unknown escape \\q; use \\w \\d \\s \\b or \\p{Lu}"),
    ("\\p{Xx}", "\\p{Xx} is not a general category such as Lu, L or Nd"),
    ("^*", "an assertion such as ^ or \\b cannot be repeated"),
    (String(repeating: "(", count: 60), "groups are nested too deeply"),
  ])
  func explains(_ pattern: String, _ reason: String) {
    #expect(throws: PatternFailure(reason)) { try TextPattern(pattern) }
  }

  /// Each takes ages in an engine that tries one way after the other.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x", "(a?){30}a{30}", "(x+x+)+y", "((a*)*)*b",
      "(a{0,20}){0,20}b", "(\\w+\\s?)*!", "()*()*(){9}(a?)*z",
    ])
  func isLinear(_ pattern: String) throws {
    let start = ContinuousClock.now
    let text = Text(String(repeating: "a", count: 4000) + " b")
    _ = try TextPattern(pattern).matches(in: text)
    #expect(start.duration(to: .now) < .seconds(30))
  }

  /// Looking for the next match reads on to the end each time: it gives up instead of going on for hours.
  @Test func givesUp() throws {
    let text = Text(String(repeating: "a", count: 20_000))
    #expect(throws: PatternFailure("it takes too long in this text; use a more specific pattern")) {
      try TextPattern("(a.*b)?a").matches(in: text)
    }
  }

  @Test func knowsWhereItIsByCodePoints() throws {
    let text = Text("e\u{301}🇳🇴 Ana")
    #expect(try TextPattern("Ana").matches(in: text) == [Span(5, 8)])
  }

  @Test func survivesAnyPattern() {
    var generator = SystemRandomNumberGenerator()
    let characters = Array("ab01()[]{}|*+?\\^$.,-:= wdpLu🇳é/!")
    for _ in 0..<3000 {
      let length = Int.random(in: 0..<14, using: &generator)
      let pattern = String(
        (0..<length).map { _ in characters.randomElement(using: &generator) ?? "a" })
      do throws(PatternFailure) {
        _ = try TextPattern(pattern, flags: Bool.random() ? "i" : "").matches(
          in: Text("ab 01 a-b é"))
      } catch {
        #expect(!error.reason.isEmpty, "\(pattern)")
      }
    }
  }
}
