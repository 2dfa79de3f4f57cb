import QuoteEnglish
import Testing

/// Words as numbers, and tables of them.
@Suite struct WordKeyTests {
  @Test(arguments: ["said", "n't", "“", "señor", "x"])
  func aWordHasOneKey(_ word: String) {
    #expect(WordKey(word) == WordKey(Array(word.utf8)))
    #expect(WordKey(word) != WordKey(word + "s"))
  }

  @Test func aLiteralIsTheKeyOfItsWord() {
    #expect(WordKey("said") == "said")
    #expect(WordKey("told").isOne(of: ["said", "told"]))
    #expect(WordKey("asked").ends(in: "ed") && !WordKey("ask").ends(in: "ed"))
  }

  @Test func aTableFindsWhatWasInsertedAndNothingElse() {
    var table = WordKeyTable<Int>()
    for number in 0..<1000 { table.insert(number, for: WordKey("word\(number)")) }
    for number in 0..<1000 { #expect(table[WordKey("word\(number)")] == number) }
    #expect(table["other"] == nil && !table.contains("word1000"))
    table.set(7, for: WordKey("word3"))
    table.insert(8, for: WordKey("word3"))
    #expect(table[WordKey("word3")] == 7)
  }

  @Test func aSurnameMayTellTheGender() throws {
    #expect(Forenames.mayBeFemale(surname: "ivanova"))
    #expect(throws: (any Error).self) { try CueLexicon(["say"], irregular: []) }
  }
}
