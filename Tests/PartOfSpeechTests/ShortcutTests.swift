import PartOfSpeech
import PostilKit
import Testing

@Suite struct ShortcutTests {
  @Test func aClassIsKnownInItsPlaceOnly() {
    let payload = Shortcut.payload(4_000_000_000, class: 3)
    #expect(Shortcut.settled(4_000_000_000, payload, of: 83) == 3)
    #expect(Shortcut.settled(4_000_000_001, payload, of: 83) == nil)
    #expect(Shortcut.after.key(7, 0, 5) != Shortcut.before.key(7, 0, 5))
    #expect(Shortcut.after.key(7, 0, 5) != Shortcut.after.key(7, 1, 5))
  }

  @Test(arguments: [0, UInt64(93), UInt64.max >> 16])
  func aBrokenModelSettlesNothing(_ payload: UInt64) {
    #expect(Shortcut.settled(0, payload, of: 83) == nil)
  }

  @Test(arguments: [
    ("No.", Casing.unknown), ("we sail at dawn", .small),
    ("i think that we will sail to hull at dawn", .longSmall),
    ("The ferry left Hull at dawn", .mixed), ("Ferry To Hull Leaves at Dawn", .title),
    ("FERRY TO HULL LEAVES AT DAWN", .capitals), ("", .unknown),
  ])
  func tellsHowASentenceIsWritten(_ sentence: String, _ expected: Casing) {
    let text = Text(sentence)
    let words = text.utf8.withUnsafeBufferPointer { bytes in
      Tokens(text).map { WordFeatures(bytes, $0) }
    }
    #expect(Casing(words) == expected)
  }
}
