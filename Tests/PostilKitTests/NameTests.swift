import PostilKit
import Testing

@Suite struct NameTests {
  /// Two names, how they are related, whatever their order.
  struct Case: Sendable, CustomTestStringConvertible {
    let left: String
    let right: String
    let relation: NameRelation?

    init(_ left: String, _ right: String, _ relation: NameRelation?) {
      (self.left, self.right, self.relation) = (left, right, relation)
    }

    var testDescription: String { "\(left) – \(right)" }
  }

  @Test(arguments: [
    Case("Angela Merkel", "ANGELA MERKEL", .same),
    Case("François Hollande", "Francois Hollande", .same),
    Case("Hossein Amir-Abdollahian", "Hossein Amir Abdollahian", .same),
    Case("Sinéad O’Connor", "Sinead O'Connor's", .same),
    Case("Ali Khamenei", "Ali Khameini", .spelling),
    Case("Khamenei", "Khameini", .spelling),
    Case("Alexander Lukashenko", "Aliaksandr Lukashenka", .spelling),
    Case("Sergei Aleinik", "Sergey Aleynik", .spelling),
    Case("Muammar Gaddafi", "Moammar Qadhafi", .spelling),
    Case("Yevgeny Prigozhin", "Evgeny Prigozhin", .spelling),
    Case("Volodymyr Zelensky", "Volodymyr Zelenskiy", .spelling),
    Case("Amirabdolahian", "Amir-Abdollahian", .spelling),
    Case("E. Raisi", "Ebrahim Raisi", .spelling),
    Case("Lukashenko", "Alexander Lukashenko", .surname),
    Case("Lukashenka", "Alexander Lukashenko", .surname),
    Case("van der Bellen", "Alexander Van der Bellen", .surname),
    Case("Xi", "Xi Jinping", .firstName),
    Case("Ali Khamenei", "Ayatollah Ali Khamenei", .shorter),
    Case("Mohammad Qalibaf", "Mohammad Baqer Qalibaf", .shorter),
    Case("G. Bush", "George W. Bush", .shorter),
  ])
  func people(_ example: Case) { check(example, .person) }

  /// What looks alike and is two.
  @Test(arguments: [
    ("Ivan Petrov", "Ivan Petrova"), ("Ivanov", "Ivanova"), ("Mario Rossi", "Maria Rossi"),
    ("Alexander Berg", "Alexandra Berg"), ("Kim Jong Un", "Kim Jong Il"), ("Miller", "Muller"),
    ("Petersen", "Peterson"), ("Daniel Roth", "Danielle Roth"), ("John Smith", "Joan Smith"),
    ("Ahmed Ali", "Ahmed Alia"), ("Jan Novak", "Jan Nowicki"), ("Li", "Le"), ("A. L.", "Anna Lind"),
    ("Ebrahim Raisi", "Ahmad Raisi"), ("", "Anna"), ("—", "…"),
  ])
  func peopleApart(_ left: String, _ right: String) { check(Case(left, right, nil), .person) }

  @Test(arguments: [
    Case("The United Nations", "United Nations", .same), Case("TEHRAN", "Tehran", .same),
    Case("U.S.", "US", .same), Case("Côte d'Ivoire", "Cote d’Ivoire", .same),
    Case(
      "Shanghai Cooperation Organization", "Shanghai Cooperation Organisation", .spelling),
    Case("Belarussian", "Belarusian", .spelling), Case("Belrin", "Berlin", .spelling),
    Case("Ministry of Defence", "Ministry of Defense", .spelling),
    Case("SCO", "Shanghai Cooperation Organization", .acronym),
    Case("KSA", "Kingdom of Saudi Arabia", .acronym),
    Case("BelTA", "Belarusian Telegraph Agency", .acronym),
    Case("U.N.", "United Nations", .acronym),
  ])
  func others(_ example: Case) { check(example, .other) }

  @Test(arguments: [
    ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Austria", "Australia"), ("Slovakia", "Slovenia"),
    ("Iranian", "Iran"), ("Party", "Communist Party"), ("TASS", "TAS"),
    ("North Korea", "South Korea"), ("Guinea", "Guinea-Bissau"), ("BBC", "BBC News"),
    ("Sco", "Shanghai Cooperation Organization"),
  ])
  func othersApart(_ left: String, _ right: String) { check(Case(left, right, nil), .other) }

  @Test func aPersonIsNoPlace() {
    #expect(Name("Washington", of: .person).relation(to: Name("Washington", of: .other)) == nil)
  }

  @Test func longWordsTakeNoLongTime() {
    let long = Name(String(repeating: "ab", count: 50_000), of: .person)
    let other = Name(String(repeating: "ba", count: 50_000), of: .person)
    #expect(long.relation(to: other) == nil)
  }

  private func check(_ example: Case, _ kind: Name.Kind) {
    let left = Name(example.left, of: kind)
    let right = Name(example.right, of: kind)
    #expect(left.relation(to: right) == example.relation)
    #expect(right.relation(to: left) == example.relation)
    // Who looks names up by their keys must not miss one.
    if example.relation != nil { #expect(!left.keys.isDisjoint(with: right.keys)) }
  }
}
