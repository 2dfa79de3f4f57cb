import PartOfSpeech
import PostilKit
import QuoteAttributor

/// The speed of tokenization, tagging and attribution, in megabytes of text per second of processor
/// time.
struct Speed: CustomStringConvertible {
  private(set) var tokens = 0.0
  private(set) var tags = 0.0
  private(set) var rules = 0.0
  private(set) var tokenCount = 0
  private(set) var bytes = 0

  /// Runs over the texts repeatedly for two seconds.
  init(_ attributor: QuoteAttributor, _ texts: [Text]) {
    var seconds = (tokens: 0.0, tags: 0.0, rules: 0.0)
    while seconds.tokens + seconds.tags + seconds.rules < 2, !texts.isEmpty {
      for text in texts {
        let start = clock()
        let tokens = Tokens(text)
        let sentences = Sentences(text, tokens)
        let cut = clock()
        let tags = attributor.tagger.tags(text, tokens, sentences)
        let tagged = clock()
        _ = attributor.attributions(in: text, tokens, sentences, tags)
        seconds.tokens += Self.seconds(start, cut)
        seconds.tags += Self.seconds(cut, tagged)
        seconds.rules += Self.seconds(tagged, clock())
        bytes += text.utf8.count
        tokenCount += tokens.count
      }
    }
    let megabytes = Double(bytes) / 1_000_000
    (tokens, tags, rules) = (
      megabytes / seconds.tokens, megabytes / seconds.tags, megabytes / seconds.rules
    )
  }

  private static func seconds(_ start: clock_t, _ end: clock_t) -> Double {
    max(1e-9, Double(end - start) / Double(CLOCKS_PER_SEC))
  }

  var description: String {
    let line = { (name: String, speed: Double) in
      "\(name)\(String(repeating: " ", count: 22 - name.count))\((speed * 10).rounded() / 10) MB/s"
    }
    let all = 1 / (1 / tokens + 1 / tags + 1 / rules)
    let perSecond = Double(tokenCount) / (Double(bytes) / 1_000_000 / tags)
    return [
      line("tokens", tokens), line("tags", tags) + ", \(Int(perSecond)) tokens/s",
      line("rules", rules), line("all three", all),
    ].joined(separator: "\n")
  }
}
