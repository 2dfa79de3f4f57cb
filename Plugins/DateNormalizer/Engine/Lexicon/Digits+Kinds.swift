extension Digits {
  /// The category sets that numbers can have, so that the rules they begin are found in advance.
  static func kinds(_ affixes: DigitAffixes) -> [Categories] {
    let plain =
      (0...99).map { "\($0)" } + ["07", "100", "999", "1200", "1975", "2345", "2999", "5000"]
    let marked = ["1,000", "12345", "2.5", "18.30", "3.3.2021", "15T10", "30Z", "20230315"]
    let suffixed = affixes.suffixes.flatMap { suffix in
      ["3", "12", "50", "07", "0530", "1990", "6.30"].map {
        $0 + String(decoding: suffix.letters, as: UTF8.self)
      }
    }
    let found = (plain + marked + suffixed).compactMap { word in
      Array(word.utf8).withUnsafeBufferPointer { Digits($0, 0..<$0.count, affixes)?.categories }
    }
    let words: [Categories] = [
      [Categories(.number), Categories(.year)], [Categories(.ordinal), Categories(.dayOrdinal)],
      Categories(.fiscalYear), Categories(.monthDay), Categories(.yearQuarter),
      [Categories(.number), Categories(.hour)],
    ]
    return found + words
  }
}
