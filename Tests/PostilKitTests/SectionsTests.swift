import PostilKit
import Testing

@Suite struct SectionsTests {
  /// Texts with the kinds of their sections before them, each section in lines of its own but for
  /// datelines; `~` is running text.
  @Test(arguments: [
    // A title, a byline, a dateline.
    "{title}Harbour reopens after storm\n\n{byline}By Ann Lee in Oslo May 4, 2024\n\n{~}The harbour opened.",
    "{title}Harbour reopens\n\n{dateline}OSLO and LIMA, May 4, 2024\n\n{~}The harbour opened again.",
    "{title}Is the harbour safe?\n\n{dateline}Tuesday 7 May 2024 - 18:45\n{~}Yes, said the mayor.",
    "{dateline}OSLO, May 4 (Wire) -{~} The harbour opened.\nShips came.",
    "{title}Harbour reopens\n\n{dateline}OSLO —{~} The harbour opened.",
    "{title}# Harbour reopens\n{~}The harbour opened.",
    // A title once more.
    "{title}Harbour reopens\n\n{repeated title}Harbour reopens\n{~}Ships are coming back.\n{byline}By Ann Lee",
    "{title}Harbour reopens\n{repeated title}Harbour reopens\n{~}Ships are coming back.",
    // Who begins with the lede has no title.
    "{~}The harbour opened on Monday.\n\nShips came.", "{~}The harbour opened on Monday.", "",
    "{~}The harbour opened and\nships came in at\nonce.", "{~}Harbour reopens",
    "{byline}By Ann Lee\n\n{~}The harbour opened.",
    // A lede may begin with “By”, a heading may end with a colon's fellow.
    "{~}By Monday the harbour was open.\n\nShips came.",
    // Subheadings.
    "{~}The harbour opened.\n{subheading}Ships return\n{~}Three ships came on Monday.",
    "{~}The harbour opened.\n\n{subheading}Ships return\n\n{~}Three ships came on Monday.",
    "{~}The harbour opened.\n“Ships return,\nhe said, and all was well again.”",
    "{~}What was agreed:\nShips return on Monday to the harbour.",
    // Lists.
    "{~}They agreed:\n{list item}- Ships return.\n{list item}-The mayor pays.\n{~}That is all.",
    "{~}They agreed:\n{list item}• Ships return\n{list item}• The mayor pays",
    "{~}They agreed:\n{list item}1. Ships return.\n{list item}(b) The mayor pays.",
    // Posts.
    "{~}He wrote it down.\n{post}.@mayor_oslo met the captain. pic.twitter.com/AbC\n— Oslo Harbour 🇳🇴 (@harbour) May 4, 2024\n{~}The captain left.",
    "{~}He wrote:\n\n{post}Ships are back.\nWelcome!\n— Oslo Harbour (@harbour) May 4, 2024\n\n{~}They were.",
    "{~}The mayor (@mayor) said so.\n— And the captain laughed.",
    // What the page says.
    "{~}The harbour opened.\n\n \n\n{boilerplate}News\n\nDismiss",
    "{~}The harbour opened.\n\n{boilerplate}Get our weekly newsletter\n\nLeave a comment",
    "{~}The harbour opened.\n{boilerplate}Leave a Reply\nYour email address will not be published.\nName *\nYour town\nPost Comment",
    "{~}The harbour opened.\n\n{boilerplate}Advertisement\n\n{~}Ships came.",
    "{~}The harbour opened.\r\n\r\n{boilerplate}News\r\n\r\nDismiss\r\n",
    "{~}The harbour opened.\n\nIt was good news.", "{~}The harbour opened.\n\nA town in bloom",
  ])
  func finds(_ marked: String) {
    let parts = marked.split(separator: "{", omittingEmptySubsequences: true).map { part in
      let pair = part.split(separator: "}", maxSplits: 1)
      return (kind: pair[0] == "~" ? "body" : String(pair[0]), words: String(pair[1]))
    }
    let text = Text(parts.map(\.words).joined())
    let found = Sections(text, Tokens(text)).map { "\($0.kind.rawValue): \(text[bytes: $0.bytes])" }
    #expect(found == parts.map { "\($0.kind): \(trimmed($0.words))" })
  }

  @Test func repetitionsAreNotPassedOn() {
    let text = Text("Häfen 🎉 reopen\n\nHäfen 🎉 reopen\nThe Häfen opened.\n\nNews\n\nDismiss\n")
    let sections = Sections(text)
    #expect(
      sections.map { text[$0.span(in: text)] } == [
        "Häfen 🎉 reopen", "Häfen 🎉 reopen", "The Häfen opened.", "News\n\nDismiss",
      ])
    let admitted = sections.map {
      sections.admits(Annotation(layer: .entity, label: "X", spans: [$0.span(in: text)]), in: text)
    }
    #expect(admitted == [true, false, true, false])
    let empty = Text("")
    #expect(Sections(empty).admits(Annotation(layer: .entity, label: "X", spans: []), in: empty))
  }

  /// A megabyte each.
  @Test(arguments: ["a", "News\n", "\n", "- A ", "By A\n", "—(@a)\n", "A\n\r", " \u{A0}", "1. "])
  func takesTimeInProportion(_ piece: String) {
    let text = Text(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    let tokens = Tokens(text)
    let time = ContinuousClock().measure { _ = Sections(text, tokens) }
    #expect(time < .seconds(2))
  }

  private func trimmed(_ words: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let start = words.unicodeScalars.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }
    return end.map { String(start[...$0]) } ?? ""
  }
}
