// postil-train-pos TRAIN.conllu DEV.conllu CLASSES MODEL [TEXTS.jsonl…]: trains the tagger and measures it.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import PostilKit
import PostilLanguage

func accuracy(_ tagger: Tagger, _ sentences: [TreebankSentence]) -> Double {
  var right = 0
  var all = 0
  for sentence in sentences {
    let tags = tagger.tags(
      sentence.text, sentence.tokens, Sentences(sentence.text, sentence.tokens))
    var index = 0
    for word in sentence.words {
      while index + 1 < sentence.tokens.count,
        Int(sentence.tokens[index].end) <= word.bytes.lowerBound
      { index += 1 }
      all += 1
      right += tags.indices.contains(index) && tags[index] == word.tag ? 1 : 0
    }
  }
  return Double(right) / Double(max(1, all))
}

/// Tokens a second of processor time, tagging alone.
func speed(_ tagger: Tagger, _ sentences: [TreebankSentence]) -> String {
  let text = Text(sentences.map(\.text.string).joined(separator: "\n"))
  let tokens = Tokens(text)
  let cut = Sentences(text, tokens)
  let start = clock()
  for _ in 0..<20 { _ = tagger.tags(text, tokens, cut) }
  let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  return "\(Int(Double(tokens.count) * 20 / seconds)) tokens/s"
}

func train(_ arguments: [String]) throws {
  guard arguments.count >= 5 else {
    print("usage: postil-train-pos TRAIN.conllu DEV.conllu CLASSES MODEL [TEXTS.jsonl…]")
    exit(2)
  }
  let sentences = try Treebank.read(arguments[1])
  let classes = try WordClasses(arguments[3], texts: Array(arguments.dropFirst(5)), sentences)
  print("\(classes.groups.count) words with a class")
  var trainer = Trainer(sentences, classes: classes, minimum: 2)
  for round in 0..<10 {
    let right = trainer.pass(sentences, seed: UInt64(round))
    print("pass \(round + 1): \(right)")
  }
  let model = trainer.model()
  guard let file = fopen(arguments[4], "wb") else {
    print("cannot write \(arguments[4])")
    exit(2)
  }
  _ = model.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
  let tagger = try Tagger(Resource(path: arguments[4]))
  let held = try Treebank.read(arguments[2])
  print("model: \(model.count) bytes; accuracy \(accuracy(tagger, held)); \(speed(tagger, held))")
}

do { try train(CommandLine.arguments) } catch {
  print("\(error)")
  exit(2)
}
