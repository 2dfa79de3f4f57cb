import DateEngine
import DateEnglish
import Testing

/// The names of English categories and context words.
@Suite struct VocabularyTests {
  /// A set has a bit for each category and each context word of English, and none has two names.
  @Test func wordsFitTheirSets() {
    let vocabulary = EnglishVocabulary.vocabulary
    #expect(vocabulary.categories.count <= Category.ownCapacity)
    #expect(vocabulary.contextWords.count <= ContextWords.capacity)
    let names = CategoryNames.engine + vocabulary.categories + vocabulary.contextWords
    #expect(Set(names).count == names.count)
  }

  /// Each category has the number at which the list has its name.
  @Test func namesAreInOrder() {
    let categories: [(String, DateEngine.Category)] = [
      ("the", .the), ("coming", .coming), ("comparable", .comparable), ("orTwo", .orTwo),
      ("old", .old), ("oclock", .oclock), ("someTime", .someTime), ("of", .of),
      ("possessive", .possessive),
    ]
    let names = CategoryNames(EnglishVocabulary.vocabulary.categories)
    for (name, category) in categories { #expect(names[name] == category, "\(name)") }
  }

  /// Number words add up, and two of them may be a year.
  @Test func numberWordsAddUp() {
    var (sum, year) = (NumberSum(), NumberSum())
    let numbers = EnglishNumbers()
    for number in [2, 100, 10] { #expect(numbers.add(number, to: &sum)) }
    for number in [19, 90] { #expect(numbers.add(number, to: &year)) }
    #expect(sum.value == 210 && !numbers.isYear(sum))
    #expect(year.value == 1990 && numbers.isYear(year))
  }
}
