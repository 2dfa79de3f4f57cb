import PostilKit
import Testing

/// What news of the world asks of a tagger and textbooks do not.
@Suite struct NewsCasesTests {
  @Test(arguments: [
    // Handles and hashtags.
    ".[@Amirabdolahian]{PER} met his [Turkish]{NORP} counterpart in [Ankara]{GPE}.",
    "He left. pic.twitter.com/PgOkQbBQ3F",
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
    // Titles are no part of a name.
    "The Ayatollah [Ali Khamenei]{PER} spoke on Friday.",
    "Grand Ayatollah [Ali Sistani]{PER} received Pope [Francis]{PER} in [Najaf]{GPE}.",
    "Sheikh [Mohammed bin Rashid Al Maktoum]{PER} opened the fair in [Dubai]{GPE}.",
    "Patriarch [Kirill]{PER} and Rabbi [Pinchas Goldschmidt]{PER} sent letters.",
    // An en dash inside a name.
    "[Jean–Luc Martin]{PER} lives in [Lyon]{GPE}.",
  ])
  func marksNames(_ line: String) throws {
    #expect(try marks(released.get(), marked(line).text) == line)
  }
}
