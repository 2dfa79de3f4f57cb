import PostilKit
import Testing

@testable import PostilPublication

/// What is said of the language of a text, and when nothing is.
@Suite struct TextLanguageTests {
  private static let texts: [(code: String, text: String)] = [
    (
      "en",
      "The ferry to Hull will stop in autumn, the harbour minister said on Thursday. The company has looked for a "
        + "buyer for years, but the number of passengers has fallen. It is a heavy blow for the city, said the mayor "
        + "after they had met, and he would like to talk to them again."
    ),
    (
      "de",
      "Die Fähre nach Hull wird im Herbst eingestellt, sagte die Ministerin am Donnerstag. Die Reederei hat seit "
        + "Jahren keinen Käufer für das Schiff gefunden, und die Zahl der Passagiere ist weiter gesunken. Für die "
        + "Stadt ist das ein schwerer Schlag, sagte der Bürgermeister nach der Sitzung."
    ),
    (
      "fr",
      "Le ferry pour Hull s'arrêtera à l'automne, a déclaré jeudi la ministre du port. La compagnie cherchait un "
        + "acheteur depuis des années, mais le nombre de passagers a encore baissé. C'est un coup dur pour la ville, "
        + "a dit le maire après la réunion avec les représentants de la région."
    ),
    (
      "es",
      "El ferry a Hull dejará de funcionar en otoño, dijo el jueves la ministra del puerto. La compañía buscaba un "
        + "comprador desde hace años, pero el número de pasajeros ha bajado. Es un golpe muy duro para la ciudad, "
        + "dijo el alcalde después de la reunión con los trabajadores."
    ),
    (
      "nl",
      "De veerboot naar Hull stopt in het najaar, zei de minister van havens donderdag. De rederij heeft jaren naar "
        + "een koper gezocht, maar het aantal passagiers is verder gedaald. Het is een zware klap voor de stad, zei "
        + "de burgemeester na de vergadering met de vakbonden."
    ),
    (
      "da",
      "Færgen til Hull stopper til efteråret, sagde havneministeren torsdag. Rederiet har i årevis ledt efter en "
        + "køber, men antallet af passagerer er faldet yderligere. Det er et hårdt slag for byen, sagde borgmesteren "
        + "efter mødet, og han vil ikke sige, hvad der nu skal ske med havnen."
    ),
    (
      "ru",
      "Паром в Халл перестанет ходить осенью, сказала в четверг министр портов. Компания много лет искала "
        + "покупателя, но число пассажиров упало. Это тяжёлый удар для города, сказал мэр после встречи, и он не "
        + "знает, что будет с портом и как они из этого выйдут."
    ),
    (
      "ja",
      String(repeating: "ハル行きのフェリーは秋に運航を終了すると、港湾大臣が木曜日に述べた。", count: 8)
    ),
  ]

  @Test(arguments: texts) func tells(_ code: String, _ text: String) {
    let language = TextLanguage(of: Array(text.utf8))
    #expect(language.code == code)
    #expect(language.isSurelyNone(of: ["en"]) == (code != "en"))
    #expect(!language.isSurelyNone(of: [code]))
    #expect(!language.isSurelyNone(of: ["en", code]))
  }

  /// Too short, a list of names, a table: nothing is sure.
  @Test(arguments: [
    "Die Fähre nach Hull wird im Herbst eingestellt, sagte die Ministerin.", "",
    String(
      repeating: "Eva Berg, Hull; Rui Costa, Porto; Ana Duarte, Lisboa; Jan Smit, Gouda. ", count: 9
    ),
    String(repeating: "12 34 56,7 2026-05-04 99% ", count: 40),
  ]) func saysNothing(_ text: String) {
    let language = TextLanguage(of: Array(text.utf8))
    #expect(language.code == nil)
    #expect(!language.isSurelyNone(of: ["en"]))
  }

  /// Nothing is sure of a language that is not known, and bytes that are no text are no trap.
  @Test func isCareful() {
    let german = TextLanguage(of: Array(Self.texts[1].text.utf8))
    #expect(!german.isSurelyNone(of: ["xx"]))
    #expect(
      TextLanguage(of: [0xFF, 0xC3, 0xE4, 0x80, 0x41] + [UInt8](repeating: 0xD0, count: 999)).code
        == nil)
  }

  /// The words of a language are told apart by eight bytes.
  @Test func wordsAreShort() {
    for language in FrequentWords.all {
      for word in language.words.split(whereSeparator: \.isWhitespace) {
        #expect(word.utf8.count <= 8 || language.script != .latin, "\(word)")
      }
    }
  }
}
