import PostilKit
import Testing

/// Cases from world news that textbooks do not have.
@Suite struct NewsCasesTests {
  @Test(arguments: [
    // Handles and hashtags.
    ".[@Amirabdolahian]{PER} met his [Turkish]{NORP} counterpart in [Ankara]{GPE}.",
    "He left. pic.twitter.com/PgOkQbBQ3F",
    "[Angela Merkel]{PER} left. [@AngelaMerkel]{PER} wrote it, and @nobody_else read it.",
    "Prince [Mohammed bin Salman]{PER} ([MBS]{PER}) spoke in [Riyadh]{GPE}.",
    // The model has no other scripts.
    "Путин встретился с Лукашенко в Москве. قال الرئيس في طهران. 习近平访问了莫斯科。",
    // Misspelt, foreign and small names.
    "The talks in [Belrin]{GPE} ended on Monday, a [German]{NORP} diplomat said.",
    "As [bne IntelliNews]{ORG} reported, the bank will close its office in [Minsk]{GPE}.",
    "[Iran International]{ORG}, a broadcaster in [London]{GPE}, reported the arrests first.",
    // Names inside names, beside names, and with hyphens between them.
    "[Iran]{GPE} restored its ties with the [Kingdom of Saudi Arabia]{GPE} ([KSA]{GPE}) in March.",
    "The [Islamic Republic News Agency]{ORG} did not name the minister.",
    "Officials of the [Islamic Republic]{GPE} denied it.",
    "The [Iran]{GPE}-[Saudi Arabia]{GPE} rapprochement surprised many diplomats.",
    "[Iran]{GPE}-[China]{GPE} ties have grown since the war began.",
    "The deal was made in the [Beijing]{GPE} led [Shanghai Cooperation Organization]{ORG}.",
    "The [State Committee for Standardization of Belarus]{ORG} will send experts.",
    // An apostrophe that closes nothing; a headline.
    "[Belarus]{GPE}’ [Lukashenko]{PER} flew to [Tehran]{GPE} on Sunday.",
    "[Putin]{PER} Meets [Lukashenko]{PER} in [Moscow]{GPE} to Discuss Gas Prices",
    // Titles are not part of a name.
    "The Ayatollah [Ali Khamenei]{PER} spoke on Friday.",
    "Grand Ayatollah [Ali Sistani]{PER} received Pope [Francis]{PER} in [Najaf]{GPE}.",
    "Sheikh [Mohammed bin Rashid Al Maktoum]{PER} opened the fair in [Dubai]{GPE}.",
    "Patriarch [Kirill]{PER} and Rabbi [Pinchas Goldschmidt]{PER} sent letters.",
    "Supreme Leader [Ali Khamenei]{PER} spoke; the [Supreme Leader]{PER} then left for [Qom]{GPE}.",
    // An en dash inside a name and between two.
    "[Jean–Luc Martin]{PER} lives in [Lyon]{GPE}.",
    "A poll by [Reuters–Ipsos]{ORG} showed that [Biden]{PER} led [Trump]{PER}.",
    "The [Iran]{GPE}–[China]{GPE} ties worry [Israel]{GPE}.",
    // Peoples and places in compounds.
    "The [Franco]{NORP}–[German]{NORP} ties matter to the pro-[Russian]{NORP} party.",
    "They heard anti-[American]{NORP} slogans and spoke of [U.S.]{GPE}-[Israeli]{NORP} plans.",
    "[Jean-Luc Israel-Martin]{PER} lives in [Lyon]{GPE}.",
    // The name of a place gives its kind.
    "Ships wait in the [Strait of Hormuz]{LOC} and at the [Kerch Strait Bridge]{FAC}.",
    "She left [Imam Khomeini International Airport]{FAC} for [Tehran]{GPE}.",
    // A headline in capitals.
    "[IRAN]{GPE} AND [SAUDI ARABIA]{GPE} RESTORE TIES IN DEAL BROKERED BY [CHINA]{GPE}",
    "[UN SECURITY COUNCIL]{ORG} CONDEMNS [NORTH KOREA]{GPE} OVER MISSILE TEST",
    // Family names in capitals, before a hyphen and alone.
    "[LIN Mei-hua]{PER}, a lawmaker, told [Taipei Times]{ORG} that [LIN]{PER} would resign.",
    "The [UN]{ORG} envoy [Jean-Luc Martin]{PER} left [Lyon]{GPE}; it was the [UN]{ORG}’s last.",
    "[KIM Jong-un]{PER} met [WANG Xiao-ming]{PER} in [Seoul]{GPE}, [Yonhap]{ORG} said.",
  ])
  func marksNames(_ line: String) throws {
    #expect(try marks(released.get(), marked(line).text) == line)
  }
}
