import PostilKit
import Testing

@Suite struct TokensTests {
  @Test(arguments: [
    ("Iran’s \"road map\", he said.", "Iran|’s|\"|road|map|\"|,|he|said|."),
    ("I don't know", "I|do|n't|know"),
    (".@IRIMFA_EN 🇮🇷 pic.twitter.com/PgOkQbBQ3F", ".|@IRIMFA_EN|🇮🇷|pic.twitter.com/PgOkQbBQ3F"),
    (
      "worth $100m, or 1,000.5 in the U.S. on Sept. 30",
      "worth|$|100m|,|or|1,000.5|in|the|U.S.|on|Sept.|30"
    ),
    ("O'Brien's 30-year-old", "O'Brien|'s|30|-|year|-|old"),
    ("see bne.eu.", "see|bne.eu|."), ("AT&T", "AT&T"), ("", ""), ("é👨‍👩‍👧 x", "é|👨‍👩‍👧|x"),
  ])
  func scans(_ text: String, _ expected: String) {
    let text = Text(text)
    #expect(Tokens(text).map { text[$0] }.joined(separator: "|") == expected)
  }
}
