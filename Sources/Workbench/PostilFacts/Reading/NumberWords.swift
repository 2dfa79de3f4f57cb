/// What English words say about numbers.
enum NumberWords {
  static let values: [String: Double] = {
    var values: [String: Double] = [:]
    let units = """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
      seventeen eighteen nineteen
      """.split(separator: " ")
    for (value, word) in units.enumerated() { values[String(word)] = Double(value) }
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ")
    for (place, word) in tens.enumerated() { values[String(word)] = Double(place * 10 + 20) }
    values["dozen"] = 12
    return values
  }()

  static let scales: [String: Double] = [
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
  ]

  static let currencies: [String: String] = [
    "$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "dollars": "$", "euro": "€",
    "euros": "€",
    "pounds": "£", "usd": "$", "eur": "€", "gbp": "£", "rubles": "rubles", "roubles": "rubles",
    "crowns": "crowns", "francs": "francs", "yuan": "yuan",
  ]

  static let units: [String: (name: String, factor: Double)] = [
    "km": ("kilometres", 1), "kilometres": ("kilometres", 1), "kilometers": ("kilometres", 1),
    "miles": ("kilometres", 1.609), "metres": ("metres", 1), "meters": ("metres", 1),
    "feet": ("metres", 0.3048), "tonnes": ("tonnes", 1), "tons": ("tonnes", 1),
    "kg": ("kilograms", 1), "kilograms": ("kilograms", 1), "hectares": ("hectares", 1),
    "acres": ("hectares", 0.4047), "litres": ("litres", 1), "liters": ("litres", 1),
    "knots": ("knots", 1), "kph": ("kilometres an hour", 1), "mph": ("kilometres an hour", 1.609),
  ]

  /// What a number counts if one of these stems is near it.
  static let victims: [(name: String, stems: Set<String>)] = [
    (
      "dead",
      [
        "kill", "dead", "die", "died", "di", "death", "fatality", "fataliti", "perish", "lif",
        "liv", "bod",
      ]
    ),
    ("injured", ["injur", "injuri", "wound", "hurt", "hospital", "hospitaliz", "hospitalis"]),
    ("missing", ["miss", "unaccount", "disappear"]),
    ("arrested", ["arrest", "detain", "custod", "custody"]),
    ("rescued", ["rescu", "sav", "pluck"]),
    ("evacuated", ["evacu", "displac", "homeless", "flee", "fled"]),
  ]

  /// Before a number, by their last words.
  static let bounds: [(words: [String], bound: Quantity.Bound)] = [
    (["at", "least"], .atLeast), (["more", "than"], .atLeast), (["no", "fewer", "than"], .atLeast),
    (["over"], .atLeast), (["up", "to"], .atMost), (["fewer", "than"], .atMost),
    (["less", "than"], .atMost), (["under"], .atMost), (["at", "most"], .atMost),
    (["about"], .about), (["around"], .about), (["roughly"], .about), (["some"], .about),
    (["nearly"], .about), (["almost"], .about), (["approximately"], .about),
    (["close", "to"], .about),
  ]
}
