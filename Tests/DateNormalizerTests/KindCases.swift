/// Kinds of temporal expressions, each with cases as in `ExpressionCases`: `words = value`, published on
/// Wednesday, 15 March 2023.
enum KindCases {
  static let kinds: [(kind: String, cases: [String])] = [
    (
      "full date",
      [
        "[March 3, 2021] = 2021-03-03", "[3/3/2021] = 2021-03-03", "[03-Mar-21] = 2021-03-03",
        "on [2021-03-03] = 2021-03-03", "[the 3rd of March, 2021] = 2021-03-03",
        "[Thu 4 May 2023] = 2023-05-04",
        "[Sun, 12 Mar 2023 10:00:00 GMT] = 2023-03-12T10:00:00Z",
        "[Mon, 13 Mar 2023 08:15:00 +0530] = 2023-03-13T08:15:00+05:30",
      ]
    ),
    (
      "day and month",
      [
        "on [Oct. 11] = 2022-10-11", "on [March 20] = 2023-03-20",
        "on [the 28th of that month] = 2023-03-28",
        "it ends on [Sunday, 28 May] = 2023-05-28", "on [Saturday, 28 May] = 2022-05-28",
        "see you [march 3] or [4 may] = 2023-03-03; 2023-05-04",
        "[March 3], [4] and [5] = 2023-03-03; 2023-03-04; 2023-03-05",
        "on [Monday the 13th] = 2023-03-13",
        "on [June 26 of last year] = 2022-06-26",
      ]
    ),
    (
      "month and year",
      [
        "in [May of 2020] = 2020-05", "the deal of [January last year] = 2022-01",
      ]
    ),
    (
      "month",
      [
        "since [January] = 2023-01", "[next June] = 2023-06", "[last May] = 2022-05",
        "from [November] to [February] = 2022-11; 2023-02",
        "between [June] and [August] = 2023-06; 2023-08",
        "he was arrested in [May] = 2022-05", "it is held in [May] = 2023-05",
        "he said it is due in [May] = 2023-05", "In [June] the firm bought it = 2022-06",
        "In [June] the firm will buy it = 2023-06",
      ]
    ),
    (
      "year",
      [
        "in ['99] = 1999", "[nineteen ninety-four] = 1994", "[the year 2000] = 2000",
        "[two thousand and ten] = 2010", "was it in [1995]? = 1995",
      ]
    ),
    (
      "years",
      [
        "[2023]-[2026] = 2023; 2026", "[1915]-[17] = 1915; 1917",
        "from [1991] to [1997] = 1991; 1997", "the [2019]-[20] season = 2019; 2020",
        "the [2010]/[11] season = 2010; 2011", "2010/15 = ",
      ]
    ),
    (
      "decade",
      [
        "in [the 1980s] = 198", "in [the '80s] = 198", "in [the mid-nineties] = 199",
        "[mid–1990s] = 199",
      ]
    ),
    (
      "century",
      [
        "in [the 20th century] = 19", "in [the 4th century BC] = BC03",
        "in [the third millennium] = 2",
      ]
    ),
    (
      "era",
      [
        "in [241 BC] = BC0241", "in [August 480 BC] = BC0480-08", "in [AD 79] = 0079",
        "in [79 AD] = 0079",
      ]
    ),
    (
      "weekday",
      [
        "on [Monday] = 2023-03-13", "on [Friday] = 2023-03-10", "[next Tuesday] = 2023-03-21",
        "[this coming Sunday] = 2023-03-19", "[Sun. night] = 2023-03-12TNI",
        "on [Sat night] = 2023-03-11TNI", "[Fri 5pm] = 2023-03-10T17:00",
        "open Mon-Fri [9am] = 2023-03-15T09:00",
        "from [Monday] through [Thursday] = 2023-03-13; 2023-03-16",
        "[this Wednesday] = 2023-03-15",
        "[next Wednesday] = 2023-03-22", "[last Wednesday] = 2023-03-08",
        "On [Friday] they will meet = 2023-03-17", "Until [Friday], they had not met = 2023-03-10",
        "he could not be found [Friday] = 2023-03-10", "it is to open [Friday] = 2023-03-17",
        "it had been due to open [Friday] = 2023-03-10", "the plan they made [Friday] = 2023-03-10",
        "they will meet on [Friday] = 2023-03-17", "they plan to meet [Monday] = 2023-03-20",
      ]
    ),
    (
      "day word",
      [
        "[the day before yesterday] = 2023-03-13", "[the day after tomorrow] = 2023-03-17",
        "[the day before Christmas] = 2022-12-24", "[the day after], they left = 2023-03-16",
        "[the day before last Tuesday] = 2023-03-13", "[the night before] = 2023-03-14TNI",
      ]
    ),
    (
      "this, last, next",
      [
        "[last decade] = 201", "[next decade] = 203", "[last century] = 19",
        "[this week] = 2023-W11", "[the last week] = P1W", "[last week] = 2023-W10",
        "[the past year] = 2022", "For [the week], it lost 3.8% = 2023-W11",
      ]
    ),
    (
      "weekend",
      [
        "over [the weekend] = 2023-W10-WE", "[this weekend] = 2023-W11-WE",
        "[next weekend] = 2023-W12-WE", "[this past weekend] = 2023-W10-WE",
        "over [Memorial Day weekend] = 2023-W21-WE", "[Thanksgiving weekend] = 2022-W47-WE",
      ]
    ),
    (
      "season",
      [
        "[last summer] = 2022-SU", "[the winter of 1941] = 1941-WI",
        "[the spring of next year] = 2024-SP",
        "[the spring] and [early summer of 1943] = 1943-SP; 1943-SU", "the dry season = ",
        "in [the summer of ’69] = 1969-SU", "their [1982 summer] campaign = 1982-SU",
        "[late in the summer] = 2023-SU", "It began in [2019]. [That same spring] = 2019; 2019-SP",
      ]
    ),
    (
      "quarter and half",
      [
        "[the third quarter of the year] = 2022-Q3", "in [Q3 2022] = 2022-Q3",
        "in [Q4 FY2022] = 2022-Q4",
        "[first half of 2022] = 2022-H1", "[third-quarter] profit = 2022-Q3",
        "in [the quarter] ended [July 31] = 2022-Q2; 2022-07-31",
        "in [the quarter] ended [Sept. 29] = 2022-Q3; 2022-09-29",
        "for [the week] ended [Saturday] = P1W; 2023-03-11",
        "in [the same period last year] = 2021-Q4", "in [last year's quarter] = 2021-Q4",
        "for [the quarter a year ago] = 2021-Q4",
      ]
    ),
    (
      "fiscal",
      [
        "in [fiscal 2022] = 2022", "in [the fiscal first quarter] = 2023-Q1", "in [FY23] = 2023",
      ]
    ),
    (
      "a year ago",
      [
        "[a year ago] = 2022", "[the year-ago period] = 2021-Q4",
        "profit in [the third quarter] rose from [a year earlier] = 2022-Q3; 2021-Q3",
        "In [the third quarter] it rose from [the second quarter of 2022] and [a year ago] = 2022-Q3; 2022-Q2; 2021-Q3",
        "it has 13 stores, up from seven [a year ago] = 2022",
      ]
    ),
    (
      "ago and hence",
      [
        "[10 days ago] = 2023-03-05", "[two years ago] = 2021", "[six weeks ago] = 2023-W05",
        "[a decade ago] = 2013", "[half a century ago] = 1973", "[an hour ago] = 2023-03-15TXX",
        "they will meet in [three days] = 2023-03-18", "they did it in [three days] = P3D",
        "[three days from now] = 2023-03-18", "[a week or two ago] = 2023-W10",
        "[over two years ago] = 2021", "just [over a year earlier] = 2022",
        "[a week ago today] = 2023-03-08", "[two weeks from Friday] = 2023-03-31",
      ]
    ),
    (
      "earlier and later",
      [
        "[two days later] = P2D", "[three months earlier] = P3M",
        "they met on [March 3, 2021] and [two days later] left = 2021-03-03; 2021-03-05",
        "they met on [March 3, 2021]; [the next day] they left = 2021-03-03; 2021-03-04",
        "they met on [March 3, 2021]. [Two weeks before], it rained = 2021-03-03; 2021-W07",
        "[half a year later] = P6M",
        "they met in [May 2020]; [the next day] they left = 2020-05; 2020-XX-XX",
      ]
    ),
    (
      "the same",
      [
        "they met on [March 3, 2021] and [the same day] left = 2021-03-03; 2021-03-03",
        "they met in [May 2021] and [that month] left = 2021-05; 2021-05",
        "they met in [2015] and [the following year] left = 2015; 2016",
        "they met in [May 2021] and [that day] left = 2021-05; 2021-05-XX",
        "they met on [May 4, 2021], as in [1999]; in [June that year] = 2021-05-04; 1999; 1999-06",
      ]
    ),
    (
      "part of a date",
      [
        "[late last week] = 2023-W10", "[mid-March] = 2023-03", "[the end of November] = 2022-11",
        "[late Sunday] = 2023-03-12", "[early 2023] = 2023",
        "in [the early hours of Monday] = 2023-03-13TMO",
        "in [the early morning hours of 30 April 1975] = 1975-04-30TMO",
        "in [the weeks before] the war = XXXX-WXX", "for [weeks] before it = PXW",
        "[the late hours of April 3, 2021] = 2021-04-03TNI", "in the early hours = ",
      ]
    ),
    (
      "nth in a span",
      [
        "[the first week of January] = 2023-W01", "[the last Friday of May] = 2023-05-26",
        "[the second Tuesday in May 2022] = 2022-05-10",
        "on [July 21, 2021], [the fifth day] of the strike = 2021-07-21; 2021-07-21",
        "their third [day-long] meeting = P1D",
      ]
    ),
    (
      "fixed holiday",
      [
        "on [Christmas] = 2022-12-25", "on [July 4] = 2023-07-04", "on [Sept. 11] = 2022-09-11",
        "on [9/11] = 2001-09-11",
      ]
    ),
    (
      "moving holiday",
      [
        "on [Thanksgiving] = 2022-11-24", "on [Labor Day] = 2023-09-04",
        "on [Election Day] = 2022-11-08", "[the week after Easter] = 2023-W15",
      ]
    ),
    (
      "present",
      ["[now] = PRESENT_REF", "at [this time] = PRESENT_REF", "[the present] = PRESENT_REF"]
    ),
    (
      "past",
      [
        "[several years ago] = PAST_REF", "in [recent days] = PAST_REF",
        "at [that time] = PAST_REF", "he said that time flies = ",
      ]
    ),
    (
      "future",
      [
        "in [the future] = FUTURE_REF", "in [coming months] = FUTURE_REF",
        "[one day] they will win = FUTURE_REF", "in [future years] = FUTURE_REF",
        "in [the near term] = FUTURE_REF", "future losses = ", "short term loans = ",
      ]
    ),
    (
      "clock",
      [
        "[5 p.m. Friday] = 2023-03-10T17:00", "[noon Thursday] = 2023-03-09T12:00",
        "at [24:00] = 2023-03-15T24:00", "at [6.30pm] = 2023-03-15T18:30",
        "at [18.30] on [Monday] = 2023-03-13T18:30; 2023-03-13",
        "[9 a.m.] and [11 a.m.] on [Monday] = 2023-03-13T09:00; 2023-03-13T11:00; 2023-03-13",
        "at [14:28] local time on [12 May 2008] = 2008-05-12T14:28; 2008-05-12",
        "from [2:30]-[4 p.m. Friday] = 2023-03-10T14:30; 2023-03-10T16:00",
        "between [11] and [1:15 p.m.] = 2023-03-15T11:00; 2023-03-15T13:15",
        "they work 9 to 5 = ",
        "at [5 p.m.] he left. On [Monday] he came = 2023-03-15T17:00; 2023-03-13",
      ]
    ),
    (
      "zone",
      [
        "at [18:00 UTC] = 2023-03-15T18:00Z", "at [6:40 p.m. (GMT +8)] = 2023-03-15T18:40+08",
        "at [0530 hours] = 2023-03-15T05:30", "at [2023-03-15T10:30] = 2023-03-15T10:30",
        "at [2023-03-15T10:30:00Z] = 2023-03-15T10:30:00Z",
        "[2023-03-15T10:30+08:00] = 2023-03-15T10:30+08", "[2023-03-15 10:30] = 2023-03-15T10:30",
      ]
    ),
    (
      "part of the day",
      [
        "[this morning] = 2023-03-15TMO", "[Saturday night] = 2023-03-11TNI",
        "[last night] = 2023-03-14TNI", "[tonight] = 2023-03-15TNI",
        "he left in [the evening] = 2023-03-15TEV", "on [the evening of the 14th] = 2023-03-14TEV",
        "they moved at [night] = XXXX-XX-XXTNI",
        "on [the night of Friday, Oct. 23] = 2022-10-23TNI",
        "on [Christmas morning] = 2022-12-25TMO",
      ]
    ),
    (
      "length",
      [
        "[17 years] = P17Y", "a [two-week] trip = P2W", "[two decades] = P20Y",
        "[a quarter of a century] = P25Y",
        "[a fortnight] = P2W",
      ]
    ),
    (
      "length of the clock",
      [
        "[five-hour] = PT5H", "[a minute and a half] = PT1M30S", "[48 hours] = PT48H",
      ]
    ),
    (
      "fraction",
      [
        "[two and a half years] = P2.5Y", "[2 1/2 years] = P2Y6M", "[5 1/2 hours] = PT5H30M",
        "a [two-and-a-half-year] term = P2.5Y", "for [the past two and a half years] = P2.5Y",
        "[a half-hour] show = PT30M", "a half dozen = ",
      ]
    ),
    (
      "bounded",
      [
        "[more than four hours] = PT4H", "[at least 20 more years] = P20Y",
        "[up to 180 days] = P180D",
      ]
    ),
    (
      "range of lengths",
      [
        "[two to three weeks] = P2W", "[12 to 18 months] = P12M", "[one or two weeks] = P1W",
        "for [a month or two] = P1M", "between [two and three years] = P2Y",
      ]
    ),
    (
      "last and next lengths",
      [
        "[the past two months] = P2M", "[the next four years] = P4Y",
        "[the first nine months] = P9M", "[the coming two months] = P2M",
        "for [nine straight months] = P9M",
      ]
    ),
    (
      "fuzzy length",
      [
        "[several years] = PXY", "for [weeks] = PXW", "in [recent months] = PXM",
        "for [decades] = PXE", "for [centuries] = PXC", "in [the weeks ahead] = PXW",
        "for [some time] = PXX", "for [a while] = PXX",
        "[a decade-old] war = P10Y", "a year-old boy = ",
      ]
    ),
    ("period", ["[a two-year period] = P2Y", "the [nine-month period] = P9M"]),
    (
      "every",
      [
        "[every day] = P1D", "[each Thursday] = XXXX-WXX-4", "[each July] = XXXX-07",
        "[every two years] = P2Y", "[every other week] = P2W",
        "[every Monday] and [Friday] = XXXX-WXX-1; XXXX-WXX-5",
        "[once every four years] = P4Y", "[every few years] = PXY", "[every single day] = P1D",
        "[every 20 minutes] = PT20M", "[every third year] = P3Y", "wait every minute = ",
      ]
    ),
    (
      "adverb of a set",
      [
        "[daily] = P1D", "[weekly] = P1W", "[monthly] = P1M", "[hourly] pay = PT1H",
        "[annually] = P1Y", "[twice daily] = P1D", "a [twice-weekly] market = P1W",
        "[biweekly] talks = P2W",
        "quarterly profit = ", "the Daily News = ",
      ]
    ),
    (
      "rate",
      [
        "[twice a week] = P1W", "[three times a day] = P1D", "50,000 [a year] = P1Y",
        "100 tons [per day] = P1D", "60 miles per hour = ", "hundreds of calls [a day] = P1D",
        "50 cents [a year] = P1Y",
        "open [24 hours a day], [five days a week] = P1D; P1W",
      ]
    ),
    (
      "plural days",
      [
        "on [Monday nights] = XXXX-WXX-1TNI", "on [Saturdays] = XXXX-WXX-6",
        "[summers] = XXXX-SU", "open on [weekends] = XXXX-WXX-WE",
      ]
    ),
    (
      "shared head",
      [
        "[April 24] and [25] = 2023-04-24; 2023-04-25",
        "[second] and [fourth quarters] = 2023-Q2; 2022-Q4",
        "[Monday] or [Tuesday] = 2023-03-13; 2023-03-14",
        "[July] and [August 2022] = 2022-07; 2022-08",
        "from [26 June] to [4 August 1952] = 1952-06-26; 1952-08-04",
      ]
    ),
  ]
}
