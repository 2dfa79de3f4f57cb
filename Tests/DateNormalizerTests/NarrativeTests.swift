import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct NarrativeTests {
  /// In a story dates count from the last one mentioned, and the year continues.
  @Test func story() throws {
    let text = """
      The war began in 1861 and ended in 1865. In 1862 they met; in 1863 and 1864 they fought. In \
      December 1864 the town fell. In January the army moved. Two days later it was over.
      """
    #expect(
      try timexes(text).map(\.value) == [
        "1861", "1865", "1862", "1863", "1864", "1864-12", "1865-01", "1865-XX-XX",
      ])
  }

  /// A year in the middle of a sentence moves the story on if its paragraph has had nothing finer yet.
  @Test func storyOfParagraphs() throws {
    let text = """
      The war began in 1861, after 1855, 1856, 1857, 1858 and 1859. In August 1862 they met.

      The fleets met in 1864 at the bay. In early September they fought, as in 1812, and in October \
      it was over.
      """
    #expect(
      try timexes(text).map(\.value).suffix(5) == ["1862-08", "1864", "1864-09", "1812", "1864-10"])
  }

  /// An earlier year mentioned in passing is a look back: the story does not return to it.
  @Test func storyLooksBack() throws {
    let text = """
      On 13 July 1793 he was killed. The assembly that had sat since August 1792 went on. On 24 August \
      it met.
      """
    #expect(
      try timexes(text, settings: ["genre": "narrative"]).map(\.value) == [
        "1793-07-13", "1792-08", "1793-08-24",
      ])
  }
}
