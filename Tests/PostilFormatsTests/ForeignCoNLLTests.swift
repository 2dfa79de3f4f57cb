import PostilExchange
import PostilKit
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// CoNLL files that are understood, and those that are refused rather than read wrongly.
@Suite struct ForeignCoNLLTests {
  /// Each case: a file, and the reason.
  @Test(arguments: [
    ("1\tInes\tB-PER\t-\t-\n2\tmet\tO\t-\t-\n", "its first column counts the tokens"),
    (
      "1\tInes\tB-PER\tO\n2\tmet\tO\tO\n\n1\tLund\tB-LOC\tO\n", "its first column counts the tokens"
    ),
    (
      "# text = Ines met\n1\tInes\tInes\tPROPN\tNNP\t_\t0\troot\t_\tNE=B-PER\n"
        + "2\tmet\tmeet\tVERB\tVBD\t_\t1\tx\t_\t_\n", "it is CoNLL-U"
    ),
    ("#begin document (nw/1);\nnw/1 0 0 Ines NNP * (PERSON) -\n", "it is a file of CoNLL-2012"),
    ("B-PER Ines\nO met\n", "line 1: 'Ines' in the last column is not a label"),
    ("Ines B_PER\nmet O\n", "line 1: 'B_PER' in the last column is not a label"),
    ("Ines B-PER\nmet VERB\n", "line 2: 'VERB' in the last column is not a label"),
  ])
  func isRefusedByName(_ file: String, _ reason: String) throws {
    try Trial.of([:]) { trial in
      let error = #expect(throws: PostilError.self) {
        try trial.importing("conll", file, as: "a.conll")
      }
      #expect(
        error.map { "\($0)".contains(reason) && "\($0)".contains("a.conll") } == true,
        "\(String(describing: error))")
      let names = try trial.names
      #expect(names.isEmpty)
    }
  }

  @Test func tabsAreDecidedOnceSoTokensMayHaveBlanks() throws {
    try Trial.of([:]) { trial in
      try trial.importing(
        "conll", "# a comment\nNew York\tB-LOC\nis\tO\n1 1/2\tO\n", as: "a.conll")
      #expect(try trial.shown("a") == ["LOC New York accepted"])
      #expect(try trial.read("texts/a.txt") == "New York is 1 1/2\n")
    }
  }

  @Test func equalLabelsWithoutPrefixesAreOneAnnotation() throws {
    try Trial.of([:]) { trial in
      let report = try trial.importing(
        "conll", "Ines PER\nRoth PER\nmet O\nPer PER\nLund GPE\n", as: "a.conll")
      #expect(report.losses.isEmpty)
      #expect(
        try trial.shown("a") == ["PER Ines Roth accepted", "PER Per accepted", "GPE Lund accepted"])
    }
  }

  @Test func labelsOfAnotherColumnAreListed() throws {
    try Trial.of([:]) { trial in
      let report = try trial.importing(
        "conll", "Lund B-GPE B-ORG\nUniversity O I-ORG\n", as: "a.conll")
      #expect(
        report.losses.map(\.what) == [
          "column 2 has labels too; only those of the last column are read"
        ])
    }
  }

  @Test func articlesOfOneTextAreFoundByTheirNames() throws {
    try Trial.of(["a": "Lund.\n", "b": "Lund.\n"]) { trial in
      try trial.write("Lund B-GPE\n. O\n", "in/a.conll")
      try trial.write("Lund B-ORG\n. O\n", "in/b.conll")
      let report = try trial.importing("conll")
      #expect(report.articles.map(\.name) == ["a", "b"])
      #expect(try trial.shown("b") == ["ORG Lund accepted"])
    }
  }

  @Test func anInvalidByteIsPlaced() throws {
    try Trial.of([:]) { trial in
      let source = ImportSource(
        file: FileAccess(path: "a.conll"), name: "a",
        bytes: Array("Ines O\nJos".utf8) + [0xE9, 0x0A])
      #expect(throws: PostilError.file(.notUTF8(path: "a.conll", byte: 10))) {
        try source.lines()
      }
    }
  }

  /// A corpus in one file becomes articles of so many sentences, which a second import finds.
  @Test(arguments: [
    ("conll", "Ada B-PER\n. O\n\nBo B-PER\n\nCai B-PER\n"),
    (
      "conllu",
      ["Ada", "Bo", "Cai"].map { "1\t\($0)\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER\n\n" }.joined()
    ),
  ])
  func sentencesBecomeArticles(_ format: String, _ file: String) throws {
    try Trial.of([:]) { trial in
      var options = ImportOptions()
      options.sentences = 2
      let report = try trial.importing(format, file, as: "all.\(format)", options)
      #expect(report.articles.map(\.name) == ["all-1", "all-2"])
      #expect(report.articles.map(\.written) == [2, 1])
      let again = try trial.importing(format, options)
      #expect(again.articles.map(\.written) == [0, 0])
    }
  }
}
