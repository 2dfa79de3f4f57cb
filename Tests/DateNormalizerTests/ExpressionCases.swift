/// What the annotator must find in texts published on Wednesday, 15 March 2023: `words = value`. `[ … ]`
/// marks each timex; without brackets it is the whole text. `KindCases` has more, by kind.
enum ExpressionCases {
  static let fullDates = [
    "3 March 2021 = 2021-03-03", "2021-03-03 = 2021-03-03", "2021/03/03 = 2021-03-03",
    "31.12.2022 = 2022-12-31", "Wed., March 15, 2023 = 2023-03-15",
    "Saturday, April 25, 2020 = 2020-04-25", "March 3rd, 2021 = 2021-03-03",
    "Dec.\n7, 1941 = 1941-12-07",
  ]

  static let partialDates = [
    "in [April] = 2023-04", "[March 2021] = 2021-03", "[May of 2020] = 2020-05",
    "[January last year] = 2022-01", "in [mid-March] = 2023-03", "[early March] = 2023-03",
    "the [March 11] attacks = 2023-03-11", "LONDON, [JAN. 12] = 2023-01-12",
    "[SEPT. 2020] = 2020-09", "they agreed to sell it in [July] = 2023-07",
    "In [May], as in [June], it grew = 2022-05; 2022-06",
    "[the year] ended [June 30] = P1Y; 2022-06-30",
  ]

  static let years = [
    "in [2019] = 2019", "for [1915]-[17] = 1915; 1917", "for [2023]–[2026] = 2023; 2026",
    "[the 1980s] = 198", "[the '80s] = 198", "[the mid-nineties] = 199", "[the mid–1990s] = 199",
    "[the 20th century] = 19", "[241 BC] = BC0241", "[August 480 BC] = BC0480-08", "[AD 79] = 0079",
    "[4th century BC] = BC03",
  ]

  static let days = [
    "on [Wednesday] = 2023-03-15", "[today] = 2023-03-15", "[yesterday] = 2023-03-14",
    "[tomorrow] = 2023-03-16", "[last year] = 2022", "[next month] = 2023-04",
    "[the weekend] = 2023-W10-WE", "post-[1959] = 1959", "[the next year or so] = 2024",
    "[last Friday] = 2023-03-10", "they meet [Friday] = 2023-03-17",
    "they will appeal [Friday]'s ruling = 2023-03-10",
    "it will end what it began since [Friday] = 2023-03-10", "[the week before last] = 2023-W09",
    "they planned a hearing on [Friday] = 2023-03-17", "it set a record [Friday] = 2023-03-10",
    "they decided to leave [Friday] = 2023-03-10", "[this week] or [next] = 2023-W11; 2023-W12",
  ]

  static let periods = [
    "[the third quarter] = 2022-Q3", "[Q3 2022] = 2022-Q3", "up from [a year earlier] = 2022",
    "[FY23] = 2023", "[the latter half of 2008] = 2008-H2",
    "[the final quarter of last year] = 2022-Q4", "[late in 2011] = 2011",
    "[the summer months] = 2023-SU", "[the first half of the 1980s] = 198",
    "[the second half of the 19th century] = 18", "in [2022Q3] = 2022-Q3", "[3Q 2022] = 2022-Q3",
    "In [the second quarter of 2020] it fell; [that quarter] was bad = 2020-Q2; 2020-Q2",
  ]

  static let holidays = [
    "[New Year's Day] = 2023-01-01", "[July 4] = 2023-07-04", "[Valentine’s Day] = 2023-02-14",
    "[9/11] = 2001-09-11", "[Thanksgiving] = 2022-11-24", "[Easter] = 2023-04-09",
    "[Memorial Day] = 2023-05-29", "[Sept. 11, 2001] = 2001-09-11",
  ]

  static let references = [
    "it is [now] = PRESENT_REF", "[currently] = PRESENT_REF", "the [current] law = PRESENT_REF",
    "[recently] = PAST_REF", "in [the past] = PAST_REF", "[the future] = FUTURE_REF",
    "[coming months] = FUTURE_REF", "at [a later date] = FUTURE_REF",
    "you may, in [a year or two], win = FUTURE_REF", "in [past years] = PAST_REF",
    "in [recent weeks and months] = PAST_REF",
  ]

  static let times = [
    "at [5 p.m. Friday] = 2023-03-10T17:00", "at [10:35 a.m.] = 2023-03-15T10:35",
    "at [noon Thursday] = 2023-03-09T12:00", "at [midnight] = 2023-03-15T24:00",
    "[the night of April 18, 1775] = 1775-04-18TNI", "at [7:30 this morning] = 2023-03-15T07:30",
    "at [9 o'clock Monday night] = 2023-03-13T21:00", "in [the early evening] = 2023-03-15TEV",
    "at [5 p.m. EST, Nov. 6] = 2022-11-06T17:00", "at [5:30pm] = 2023-03-15T17:30",
    "[05:30hrs] = 2023-03-15T05:30", "[half past nine] = 2023-03-15T09:30",
    "at [a quarter to five p.m.] = 2023-03-15T16:45",
  ]

  static let durations = [
    "a [two-week] visit = P2W", "[a decade] = P10Y", "a [five-hour] drive = PT5H",
    "[90 minutes] = PT90M", "for [the next decade] = P10Y", "[two and half years] = P2.5Y",
    "over [the last year and a half] = P1Y6M", "[a few days] = PXD", "[half an hour] = PT30M",
    "[twenty-six months] = P26M",
  ]

  static let sets = [
    "the [daily] count = P1D", "[once a month] = P1M", "50,000 copies [a year] = P1Y",
    "it is usually held in [December] = XXXX-12",
    "it normally falls in the [third] and [fourth quarters] = XXXX-Q3; XXXX-Q4",
  ]

  /// `words = modifier`.
  static let modifiers = [
    "[early 2023] = START", "[the end of November] = END", "[mid-March] = MID",
    "[more than four hours] = MORE_THAN", "[nearly forty years] = APPROX",
    "[at least 20 more years] = EQUAL_OR_MORE", "[up to 180 days] = EQUAL_OR_LESS",
    "[over a week] = MORE_THAN", "[late Sunday] = END", "[the last half of the '80s] = END",
    "[the latter part of 2008] = END",
  ]

  /// Texts without a timex.
  static let negative = [
    "Theresa May won.", "Mr. March agreed.", "They may march on.", "it cost $2000",
    "some 1400 victims", "the Russell 2000", "call 555 2882015", "8-year-old boy",
    "a 27-year-old man", "The Times said", "on 13/13/2021", "February 29, 2015", "futures rose",
    "Jan Kavan", "the fall of Atlanta", "on the third floor", "31.13.2022", "1.2.3",
    "Women's March on Versailles", "after-hours trading", "Late Night with Letterman",
    "a late-night show",
  ]
}
