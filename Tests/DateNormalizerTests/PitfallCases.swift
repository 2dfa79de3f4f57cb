/// Words that look like a time and are not one, or times in unusual places, with cases as in `KindCases`.
enum PitfallCases {
  static let kinds: [(kind: String, cases: [String])] = [
    (
      "months that are verbs and names",
      [
        "May God help us = ", "May I go = ", "Theresa May said so = ", "He may come = ",
        "they may 3 times = ",
        "in [May] = 2023-05", "[May] was cold = 2022-05", "It began in [March]. = 2023-03",
        "March on, he said = ", "the March for Life = ", "Mr. March agreed = ", "an august body = ",
        "Mar Vista = ", "Jan Kavan met = ", "June Carter sang = ", "said April Smith = ",
        "In [June] Carter said so = 2022-06", "Julian Assange = ",
      ]
    ),
    (
      "days that are words and names",
      [
        "the Sun newspaper = ", "He sat down = ", "They wed in secret = ", "Sun Microsystems = ",
        "in the Sun. = ", "They sat = ", "Mon ami = ",
        "Friday the 13th = ", "D-Day = ", "Day One = ", "Doris Day sang = ", "the Sunday Times = ",
        "the Daily Telegraph = ", "the days of wine = ", "the last days of Pompeii = ",
        "at the end of the day = ", "Week 3 = ", "the Year of the Dragon = ",
      ]
    ),
    (
      "units and seasons that are words",
      [
        "wait a second = ", "the second man = ", "a minute detail = ", "prices fall = ",
        "the fall of Saigon = ", "it will spring up = ", "Donna Summer = ", "the Winter Games = ",
        "seasonal work = ", "three-quarters of it = ", "three quarters of the men = ",
        "a quarter of it = ", "half-time = ",
        "prime time = ", "overtime pay = ", "futures fell = ", "the first time = ", "60 Minutes = ",
        "current account = ", "past the house = ", "a half past saving = ",
      ]
    ),
    (
      "numbers that are not years",
      [
        "it cost $1,995 = ", "1400 victims = ", "2000 troops = ", "Resolution 1483 passed = ",
        "the Boeing 1900 = ", "on Windows 2000 = ", "the 2000 m race = ",
        "the Russell 2000 rose = ", "No. 2010 = ",
        "call 555-1998 = ",
        "call (202) 555-2010 = ", "number 2882015 = ", "20150208 = ", "page 1999 = ",
        "192.168.10.12 = ", "version 1.2.2019 = ", "1998-02 = ", "a 1987 Chevrolet = ",
      ]
    ),
    (
      "numbers that are not dates or times",
      [
        "a 5-4 vote = ", "won 3-2 = ", "24/7 = ", "7-Eleven = ", "the 49ers won = ", "3/4 of it = ",
        "10/12 inches = ", "verse 5:30 = ", "at 5 percent = ", "closed at 18.30 = ", "Feb. 30 = ",
        "Feb. 29, 2015 = ", "13/13/2020 = ", "at 25:00 = ",
      ]
    ),
    (
      "punctuation and line breaks",
      [
        "They met on [Sept. 30]. He left = 2022-09-30", "BOSTON ([Oct. 26]) = 2022-10-26",
        "[December\u{A0}7, 1941] = 1941-12-07", "in [’99] = 1999",
        "[5 p.m.] Then = 2023-03-15T17:00",
      ]
    ),
    (
      "the ends of days and years",
      [
        "at [12 a.m.] = 2023-03-15T00:00", "at [12 p.m.] = 2023-03-15T12:00",
        "[Feb. 29, 2024] = 2024-02-29",
      ]
    ),
    (
      "a year as length and rate",
      [
        "for [a year] = P1Y", "it pays $5 million a year = ", "four flights a week = ",
        "it said it will end within [a year] = P1Y",
      ]
    ),
    (
      "titles",
      [
        "he told USA Today that = ", "said on ABC's \"This Week\" = ",
        "[This week] he said so = 2023-W11",
        "[Today] he said so = 2023-03-15", "the March of the Mothers = ",
        "in [March of 2021] = 2021-03",
      ]
    ),
    (
      "lengths written in other ways",
      [
        "their 6-month-old son = ", "an [8-month-old] truce = P8M", "the film High Noon = ",
        "the third in as many days = ", "on days when it rains = ", "while he slept = ",
        "in a half dozen states = ", "minimal in a quarter that began = ",
      ]
    ),
  ]
}
