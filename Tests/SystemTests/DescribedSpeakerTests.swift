import Foundation
import TestSupport
import Testing

/// Who is named only to describe a source has not spoken.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct DescribedSpeakerTests {
  /// Sentences in which Robert Vane is spoken of.
  static let described = [
    "The lawyer defending Robert Vane said the trial was a farce.",
    "The man accused of killing Robert Vane said he was asleep.",
    "The man charged with killing Robert Vane told police he was asleep.",
    "The woman accusing Robert Vane of rape said she was drugged.",
    "A judge in the case against Robert Vane said he had lied.",
    "Doctors treating Robert Vane said he was stable.",
    "The manager replacing Robert Vane said the squad was thin.",
    "A complaint against Robert Vane says he hid cash.",
    "A report by Robert Vane said the dam was weak.",
    "A judge who jailed Robert Vane in 2019 said he was a danger.",
    "Those who knew Robert Vane at school said he was shy.",
    "The minister (and not Robert Vane) said the road was cut.",
    "Neither Tara Finch nor Robert Vane said the house was cold.",
    "Senators led by Robert Vane said the bill would fail.",
  ]

  /// Sentences in which somebody speaks whose name comes after a role.
  static let named: [(text: String, speaker: String)] = [
    (#""It was chaos," said the mayor, Bo Lee."#, "Bo Lee"),
    (#""It was chaos," said the mayor, Bo Lee, on Monday."#, "Bo Lee"),
    (#""It is over," said Poland's foreign minister, Radek Sikorski."#, "Radek Sikorski"),
    (#""We will strike," added the union leader, Mick Lynch."#, "Mick Lynch"),
    ("The mayor, Bo Lee, said the road was cut.", "Bo Lee"),
    ("The nurse caring for Tara Finch, Maria Costa, said she ate well.", "Maria Costa"),
    (#""It was chaos," said the mayor of Leeds."#, "the mayor of Leeds"),
    ("After talks in Kyiv, Maria Costa said the road was cut.", "Maria Costa"),
    ("The war began in Donbas after Maria Costa said the road was cut.", "Maria Costa"),
  ]

  /// The speakers that a stream gives for each text.
  private func speakers(_ texts: [String]) throws -> [[String]] {
    let feed = try texts.map { text in
      String(
        decoding: try JSONSerialization.data(withJSONObject: ["id": 1, "text": text]),
        as: UTF8.self)
    }
    let outcome = try Postil.run(
      Postil.executable, ["annotate", "--stream"], input: feed.joined(separator: "\n") + "\n")
    return try outcome.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(NamesAnswer.self, from: Data(line.utf8)).annotations.compactMap {
        $0.string("speaker")
      }
    }
  }

  @Test func whoIsSpokenOfDoesNotSpeak() throws {
    for (text, speakers) in zip(Self.described, try speakers(Self.described)) {
      #expect(!speakers.contains("Robert Vane"), "\(text)")
    }
  }

  @Test func aNameAfterARoleSpeaks() throws {
    for (one, speakers) in zip(Self.named, try speakers(Self.named.map(\.text))) {
      #expect(speakers == [one.speaker], "\(one.text)")
    }
  }
}
