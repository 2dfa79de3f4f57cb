// postil-train-pos TRAIN.conllu DEV.conllu CLASSES MODEL [TEXTS.jsonl…]: trains the tagger and measures it.
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import PostilKit
import PostilLanguage
import QuoteAttributor

func write(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "wb") else { throw AnnotatorError("cannot write \(path)") }
  _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
}

/// The texts of files of records, one a line.
func texts(_ paths: [String]) throws -> [Text] {
  try paths.flatMap { path in
    let file = try Resource(path: path)
    let bytes = withExtendedLifetime(file) { Array(file.bytes) }
    return try bytes.split(separator: 0x0A).compactMap {
      try JSONParser.parse(Array($0))["text"]?.string.map { Text($0) }
    }
  }
}

func train(
  _ treebank: Treebank, _ lexicon: WordLexicon, passes: Int, to path: String
) throws -> Tagger {
  var trainer = Trainer(treebank, lexicon)
  for pass in 0..<passes { print("pass \(pass + 1): \(trainer.pass(seed: UInt64(pass)))") }
  try write(trainer.model(), to: path)
  return try Tagger(Resource(path: path))
}

/// Trains twice: the first model guesses the tags of words that the treebank does not have.
func run(_ arguments: [String]) throws {
  let treebank = try Treebank(arguments[1])
  let texts = try texts(Array(arguments.dropFirst(5)))
  var lexicon = try WordLexicon(classes: arguments[3], treebank, texts)
  let first = try train(treebank, lexicon, passes: 5, to: arguments[4])
  lexicon.addGuesses(first, texts, treebank)
  let tagger = try train(treebank, lexicon, passes: 18, to: arguments[4])
  let size = try Resource(path: arguments[4]).bytes.count
  print("\(lexicon.entries.count) words, \(treebank.classes.count) classes, \(size) bytes")
  print(try Measurement(tagger, Treebank(arguments[2])))
}

do {
  let arguments = CommandLine.arguments
  if arguments.count == 4, arguments[1] == "measure" {
    print(try Measurement(Tagger(Resource(path: arguments[3])), Treebank(arguments[2])))
  } else if arguments.count >= 4, arguments[1] == "speed" {
    let attributor = try QuoteAttributor(Configuration(folder: arguments[2]))
    print(Speed(attributor, try texts(Array(arguments.dropFirst(3)))))
  } else if arguments.count >= 5 {
    try run(arguments)
  } else {
    print("usage: postil-train-pos TRAIN.conllu DEV.conllu CLASSES MODEL [TEXTS.jsonl…]")
    print("       postil-train-pos measure DEV.conllu MODEL")
    print("       postil-train-pos speed PLUGIN_FOLDER TEXTS.jsonl…")
    exit(2)
  }
} catch {
  print("\(error)")
  exit(2)
}
