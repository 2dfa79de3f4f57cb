import PostilKit

/// What the text around a timex tells of, from left to right: paragraphs, dated events, recurring days.
struct Surroundings {
  private var paragraphs: Paragraphs
  private var background: Background
  private var recurringDay: RecurringDay

  init(_ passage: Passage, published: CalendarDate?) {
    paragraphs = Paragraphs(passage)
    background = Background(passage, published: published)
    recurringDay = RecurringDay(passage)
  }

  /// Tells a resolver what a timex may belong to, before its value is asked for.
  mutating func prepare(
    _ resolver: inout Resolver, _ candidate: Candidate, _ said: TenseReading,
    _ language: any DateLanguage
  ) {
    if resolver.genre == .narrative, paragraphs.begins(before: candidate.first) {
      resolver.beginParagraph()
    }
    resolver.story =
      resolver.genre == .news ? background.story(for: candidate, said, language) : nil
    resolver.habit = recurringDay.day(for: candidate)
  }

  /// Keeps a timex that later ones may belong to.
  mutating func add(_ candidate: Candidate, _ value: Value, _ language: any DateLanguage) {
    background.add(candidate, value, language)
    recurringDay.add(candidate, value)
  }
}
