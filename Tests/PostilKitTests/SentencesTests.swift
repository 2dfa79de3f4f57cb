import PostilKit
import Testing

@Suite struct SentencesTests {
  /// `|` separates sentences.
  @Test(arguments: [
    "He came.| She left.", "In the U.S. it rained.", "Inc. reported on Sept. 30 that it rose.",
    "It closed at 5 p.m.| The bank said so.", "“Stay.”| He did.", "Really?!| Yes.", "",
    "TEHRAN, March 13 (Wire) -| Belarus signed a plan.", "PARIS —| It rained.",
    "OPEC, he said - and laughed.", "Title without a stop|\n\nThe lede.",
    "- One thing|\n- Another thing", "a line that was\nwrapped at\nsome width here\nand goes on.",
  ])
  func splits(_ marked: String) {
    let text = Text(marked.split(separator: "|").joined())
    let tokens = Tokens(text)
    let found = Sentences(text, tokens).map {
      text[tokens[$0.lowerBound], tokens[$0.upperBound - 1]]
    }
    let expected = marked.split(separator: "|").map {
      $0.drop(while: \.isWhitespace)
    }
    #expect(found == expected.map(String.init))
  }
}
