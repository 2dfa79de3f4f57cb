import EntityTagger
import PostilKit
import SequenceLabeling
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A corpus that fits on a screen: names in brackets with their labels.
let tinyCorpus = [
  "[Anna Keller]{PER} lives in [Oslo]{GPE}.", "The mayor of [Oslo]{GPE} met [Piet Novak]{PER}.",
  "[Piet Novak]{PER} works for [Arvo Steel]{ORG}.", "Nobody in the village works today.",
  "[Arvo Steel]{ORG} sold a mine near [Lima]{GPE}.", "She lives in [Lima]{GPE} with [Anna]{PER}.",
]

/// Reads `[name]{LABEL}`: the plain text and the names in it.
func marked(_ line: String) -> (text: String, names: [(span: Span, label: String)]) {
  var text: [Unicode.Scalar] = []
  var names: [(Span, String)] = []
  var open = 0
  var label: [Unicode.Scalar]?
  for scalar in line.unicodeScalars {
    switch (scalar, label) {
    case ("}", let done?):
      names.append((Span(open, text.count), String(String.UnicodeScalarView(done))))
      label = nil
    case ("[", nil): open = text.count
    case ("]", nil): continue
    case ("{", nil): label = []
    case (_, .some): label?.append(scalar)
    default: text.append(scalar)
    }
  }
  return (String(String.UnicodeScalarView(text)), names)
}

/// A model trained on ``tinyCorpus``.
func tinyModel(seed: UInt64 = 1) throws -> [UInt8] {
  let tags = try #require(TagSet(["PER", "ORG", "GPE"]))
  let articles = tinyCorpus.map { line in
    let (text, names) = marked(line)
    return TrainingArticle(
      text: Text(text),
      sources: [
        names.map { name in
          MarkedName(name.span, labels: 1 << UInt64(tags.labels.firstIndex(of: name.label) ?? 0))
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

/// Calls with the folder of a plugin that has these bytes as its model, and removes it.
func withPlugin<Result>(_ model: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/postil-entity-XXXXXX".utf8CString)
  let path = try template.withUnsafeMutableBufferPointer { buffer in
    String(cString: try #require(buffer.baseAddress.flatMap { mkdtemp($0) }))
  }
  mkdir(path + "/Resources", 0o700)
  let file = path + "/Resources/model.bin"
  defer {
    unlink(file)
    rmdir(path + "/Resources")
    rmdir(path)
  }
  let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
  #expect(write(descriptor, model, model.count) == model.count)
  close(descriptor)
  return try body(path)
}

/// What a tagger marks, in the notation of ``tinyCorpus``.
func marks(_ tagger: EntityTagger, _ string: String) throws -> String {
  let text = Text(string)
  var result = ""
  var end = 0
  let annotations = try tagger.annotate(Article(text: text), given: [])
  for annotation in annotations.sorted(by: { $0.extent < $1.extent }) {
    let span = annotation.extent
    result += text[Span(end, span.start)] + "[" + text[span] + "]{" + annotation.label + "}"
    end = span.end
  }
  return result + text[Span(end, text.count)]
}

/// The folder of the plugin as the repository has it.
let pluginFolder =
  #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Plugins/EntityTagger"

/// The entity tagger with the model of the repository.
let released = Result { try EntityTagger(Configuration(folder: pluginFolder)) }
