/// The languages that are told apart by their most frequent words.
enum FrequentWords {
  struct Language: Sendable {
    let code: String
    let script: WritingSystem
    /// Its most frequent words of at most eight bytes, in lower case.
    let words: String
  }

  static let all: [Language] = [
    Language(
      code: "en", script: .latin,
      words: """
        the of and to in that is was for it with as his on be at by had not are but from or have an they which
        one you were all her she there would their we him been has when who will no more if out said
        """),
    Language(
      code: "de", script: .latin,
      words: """
        der die und in den von zu das mit sich des auf ist im dem nicht ein eine als auch es an werden aus er hat
        dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur
        """),
    Language(
      code: "fr", script: .latin,
      words: """
        de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son
        les ses aux d l cette ont été mais ou comme leur on nous s n elle sa deux
        """),
    Language(
      code: "es", script: .latin,
      words: """
        de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin
        sobre este ya entre cuando todo esta ser son dos también fue había era muy años
        """),
    Language(
      code: "it", script: .latin,
      words: """
        di e il la che in a per un è una sono del si con i non le da dei al come lo alla più delle ha nel gli della
        ma anche o ai nella su dal hanno questo se suo loro stato era
        """),
    Language(
      code: "pt", script: .latin,
      words: """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua
        ou ser quando muito há nos já está eu também só pelo pela até isso ela
        """),
    Language(
      code: "nl", script: .latin,
      words: """
        de van het een en in is dat op te zijn met voor die niet aan er om ook als dan maar bij uit door naar heeft
        hij ze wordt nog was worden over tot kan hebben deze zo meer geen wel werd
        """),
    Language(
      code: "sv", script: .latin,
      words: """
        och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år
        under också efter eller nu sin där vid mot ska skulle kommer ut får finns
        """),
    Language(
      code: "da", script: .latin,
      words: """
        og i at det en er til af på der den for med ikke som de et han har sig fra var jeg men om vi kan havde skal
        også eller nu blev så hun ved efter da hvor sin når ud mod mere kun
        """),
    Language(
      code: "no", script: .latin,
      words: """
        og i det som er en på at til for av med har den de ikke om et han var jeg men fra seg vi så kan skal også
        etter eller nå ble hun ved da hvor sin når ut mot mer bare være opp
        """),
    Language(
      code: "fi", script: .latin,
      words: """
        ja on ei että se oli hän mutta myös kun ovat joka niin sen ole mukaan kuin tai jos vain nyt hänen voi olla
        ollut jo mitä vielä sitä tämä noin
        """),
    Language(
      code: "pl", script: .latin,
      words: """
        w i na z się do nie że jest to o a po jak za od przez co dla ale są jego tym przy czy tak był ma oraz które
        już może który jej było być pod tego także
        """),
    Language(
      code: "cs", script: .latin,
      words: """
        a se v na je že s o z do i to ve jako za po by pro k si by podle ale ze od být které jsou jeho tak který již
        byl bylo také jen při nebo až co
        """),
    Language(
      code: "hu", script: .latin,
      words: """
        a az és hogy nem is egy ez volt meg csak de már mint azt el még vagy ki ha majd aki ezt szerint lesz pedig
        után ami kell van nagy más
        """),
    Language(
      code: "ro", script: .latin,
      words: """
        de în și la a cu din pe că un o care pentru nu mai este sa au fost ce se sau prin lui ale dar ca iar după fi
        cel am al către acest ei
        """),
    Language(
      code: "tr", script: .latin,
      words: """
        ve bir bu için ile de da olarak çok daha olan en gibi ne o kadar ama sonra var ancak ise her göre değil ya ki
        mi şey iki oldu etti dedi
        """),
    Language(
      code: "id", script: .latin,
      words: """
        yang dan di dengan untuk dari itu ini dalam tidak akan pada juga ke karena ada oleh tersebut sebagai telah
        bisa saat lebih mereka atau kata para saya
        """),
    Language(
      code: "ru", script: .cyrillic,
      words:
        "и в не на что с он как это по но из у за к от все так его для она они было был же о или мы вы"
    ),
    Language(
      code: "uk", script: .cyrillic,
      words:
        "і в не на що з та до як у за про від це для є він але й ми їх його був було із чи при під"),
    Language(
      code: "bg", script: .cyrillic,
      words: "на и в да за от с не се е по са че като до при ще си но го към след или а бе те"),
    Language(
      code: "ar", script: .arabic, words: "في من على إلى أن عن مع هذا كان لا ما قد بعد هذه أو ان"),
    Language(
      code: "fa", script: .arabic, words: "و در به از که این را با است برای آن یک بود شد هم تا"),
    Language(code: "el", script: .greek, words: ""),
    Language(code: "he", script: .hebrew, words: ""),
    Language(code: "hi", script: .devanagari, words: ""),
    Language(code: "th", script: .thai, words: ""),
    Language(code: "ja", script: .kana, words: ""),
    Language(code: "zh", script: .han, words: ""),
    Language(code: "ko", script: .hangul, words: ""),
  ]

  /// The languages in which a word is frequent, as a set of bits in their order, by its bytes.
  static let table: [UInt64: UInt64] = {
    var table: [UInt64: UInt64] = [:]
    for (place, language) in all.enumerated() {
      for word in language.words.split(whereSeparator: \.isWhitespace) where word.utf8.count <= 8 {
        table[word.utf8.reduce(0) { $0 << 8 | UInt64($1) }, default: 0] |= 1 << UInt64(place)
      }
    }
    return table
  }()
}
