import DateEngine
import DateEnglish

/// Past, present and future without a place in the calendar.
enum References {
  static let rules: [Rule] = [
    Rule("now", "now", "they now control it = PRESENT_REF") { _ in .reference(.presentRef) },
    Rule("at-this-time", "at [this moment]", "at this time = PRESENT_REF") { _ in
      .reference(.presentRef)
    },
    Rule("at-that-time", "at|since [that moment]", "at that time = PAST_REF") { _ in
      .reference(.pastRef)
    },
    Rule("current", "current", "the current price = PRESENT_REF", unless: [.name, .currentNoun]) {
      _ in
      .reference(.presentRef)
    },
    Rule("recently", "pastWord", "said recently = PAST_REF") { _ in .reference(.pastRef) },
    Rule("recent", "recent", "a recent speech = PAST_REF") { _ in .reference(.pastRef) },
    Rule("the-past", "the pastNoun", "in the past = PAST_REF") { _ in .reference(.pastRef) },
    Rule(
      "the-future", "the futureNoun", "in the future = FUTURE_REF",
      unless: [.adjective, .futureNoun]
    ) { _ in
      .reference(.futureRef)
    },
    Rule("in-future", "in [futureNoun]", "in future = FUTURE_REF", unless: [.adjective]) { _ in
      .reference(.futureRef)
    },
    Rule("the-near-term", "the|a futureTerm", "in the near term = FUTURE_REF", unless: [.adjective])
    {
      _ in .reference(.futureRef)
    },
    Rule("future-units", "futureNoun units", "in future years = FUTURE_REF") { _ in
      .reference(.futureRef)
    },
    Rule("some-time", "someTime", "for some time = PXX", only: [.lasting]) { _ in
      .reference(.someTime)
    },
    Rule("the-present", "the presentNoun", "at the present = PRESENT_REF", unless: [.beforeNoun]) {
      _ in
      .reference(.presentRef)
    },
  ]
}
