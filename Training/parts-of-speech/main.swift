// postil-train-pos TRAIN.conllu DEV.conllu CLASSES SILVER.conllu MODEL: trains the tagger and measures it.
import PartOfSpeech
import PostilKit
import QuoteAttributor

/// The texts of files of JSON lines.
func texts(_ paths: [String]) throws -> [Text] {
  try paths.flatMap { path in
    let file = try Resource(path: path)
    let bytes = withExtendedLifetime(file) { Array(file.bytes) }
    return try bytes.split(separator: 0x0A).compactMap {
      try JSONParser.parse(Array($0))["text"]?.string.map { Text($0) }
    }
  }
}

/// Writes a model and makes a tagger of it.
func tagger(_ model: [UInt8], _ path: String) throws -> PartOfSpeechTagger {
  try write(model, to: path)
  return try PartOfSpeechTagger(Resource(path: path))
}

/// A model trained on the treebank alone gives the other texts universal tags; then another learns
/// from both, and its constant decisions become shortcuts.
func run(_ arguments: [String]) throws {
  let (treebank, path) = (try Treebank(arguments[1]), arguments[5])
  var silver = try Silver(arguments[4])
  var lexicon = try WordLexicon(classes: arguments[3], treebank, silver)
  var first = PartOfSpeechTrainer(treebank, lexicon)
  for pass in 0..<5 { print("first, pass \(pass + 1): \(first.pass(seed: UInt64(pass)))") }
  lexicon.add(silver, treebank)
  silver.takeUniversalTags(from: try tagger(first.model(lexicon), path), treebank)
  var trainer = PartOfSpeechTrainer(treebank, lexicon)
  for pass in 0..<30 {
    switch pass % 10 {
    case 0: trainer.restart()
    case 1: trainer.forgetAverage()
    default: break
    }
    let right = trainer.pass(seed: UInt64(pass), silver.part(pass, of: 5))
    print("pass \(pass + 1): \(right)")
  }
  let slow = try tagger(trainer.model(lexicon), path)
  let dev = try Treebank(arguments[2])
  print("without shortcuts: \(Measurement(slow, dev))")
  var shortcuts = Shortcuts()
  for sentence in silver.sentences { shortcuts.count(sentence, slow, lexicon, treebank) }
  for sentence in treebank.sentences { shortcuts.count(sentence, lexicon, treebank) }
  let settled = shortcuts.settled
  lexicon.add(settled)
  let model = trainer.model(lexicon, settled)
  let quick = try tagger(model, path)
  print(
    "\(lexicon.entries.count) words, \(treebank.classes.count) classes, "
      + "\(settled.count) shortcuts, \(model.count) bytes")
  print(Measurement(quick, dev))
}

do {
  let arguments = CommandLine.arguments
  if arguments.count == 4, arguments[1] == "measure" {
    print(
      Measurement(try PartOfSpeechTagger(Resource(path: arguments[3])), try Treebank(arguments[2])))
  } else if arguments.count >= 4, arguments[1] == "speed" {
    let attributor = try QuoteAttributor(Configuration(folder: arguments[2]))
    print(Speed(attributor, try texts(Array(arguments.dropFirst(3)))))
  } else if arguments.count == 6 {
    try run(arguments)
  } else {
    print("usage: postil-train-pos TRAIN.conllu DEV.conllu CLASSES SILVER.conllu MODEL")
    print("       postil-train-pos measure DEV.conllu MODEL")
    print("       postil-train-pos speed PLUGIN_FOLDER TEXTS.jsonl…")
    exit(2)
  }
} catch {
  print("\(error)")
  exit(2)
}
