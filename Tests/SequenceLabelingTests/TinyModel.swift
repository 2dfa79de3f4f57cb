import PostilKit
import PostilSystem
import PostilTesting
import SequenceLabeling
import Testing

/// A small corpus: names in brackets with their labels.
let tinyCorpus = [
  "[Anna Keller]{PER} lives in [Oslo]{GPE}.", "The mayor of [Oslo]{GPE} met [Piet Novak]{PER}.",
  "[Piet Novak]{PER} works for [Arvo Steel]{ORG}.", "Nobody in the village works today.",
  "[Arvo Steel]{ORG} sold a mine near [Lima]{GPE}.", "She lives in [Lima]{GPE} with [Anna]{PER}.",
]

/// A model trained on ``tinyCorpus``.
func tinyModel(seed: UInt64 = 1) throws -> [UInt8] {
  let tags = try #require(TagSet(["PER", "ORG", "GPE"]))
  let articles = try tinyCorpus.map { line in
    let marked = try MarkedText(line)
    return TrainingArticle(
      text: marked.text,
      sources: [
        marked.annotations.map { name in
          MarkedName(name.extent, labels: 1 << UInt64(tags.labels.firstIndex(of: name.label) ?? 0))
        }
      ])
  }
  var lexicon = LexiconBuilder()
  lexicon.add(word: "oslo", path: "0101")
  lexicon.add(word: "lima", path: "0101")
  lexicon.add(name: "Arvo Steel", class: 6)
  for article in articles { lexicon.count(article.text) }
  var settings = TrainingSettings()
  settings.epochs = 12
  settings.pruneEpoch = 10
  settings.minimumCount = 1
  settings.bits = 16
  settings.dropout = 0.1
  settings.seed = seed
  return try SequenceTrainer(tags, lexicon, settings).train(articles)
}

/// Reads a model of these bytes from a file.
func sequenceModel(_ bytes: [UInt8]) throws -> SequenceModel {
  var template = Array("/tmp/postil-sequence-XXXXXX".utf8CString)
  let (descriptor, path) = try template.withUnsafeMutableBufferPointer { buffer in
    let start = try #require(buffer.baseAddress)
    return (mkstemp(start), String(cString: start))
  }
  defer {
    close(descriptor)
    unlink(path)
  }
  try #require(write(descriptor, bytes, bytes.count) == bytes.count)
  return try SequenceModel(Resource(path: path))
}

/// The text of an example, with the mentions marked that a model of these bytes finds in it.
func marks(_ bytes: [UInt8], _ example: String) throws -> String {
  let text = try MarkedText(example).text
  let tokens = Tokens(text)
  let found = SequenceTagger(try sequenceModel(bytes)).mentions(
    text, tokens, Sentences(text, tokens))
  let annotations = found.map { mention in
    Annotation(
      layer: .entity, label: mention.label,
      spans: [
        text.span(
          tokens[mention.tokens.lowerBound], through: tokens[mention.tokens.upperBound - 1])
      ])
  }
  return MarkedText(text, annotations).description
}
