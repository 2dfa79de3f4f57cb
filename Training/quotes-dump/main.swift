// postil-quote-dump PLUGIN-FOLDER < STREAM > ANSWERS: the attributor alone over lines of {"id","text"}.
import PostilKit
import QuoteAttributor

let annotator = try QuoteAttributor(Configuration(folder: CommandLine.arguments[1]))
while let line = readLine() {
  let json = try JSONParser.parse(Array(line.utf8))
  let request = try AnnotateRequest(json: json)
  let found = try annotator.annotate(request.article, given: request.given)
  let answer: JSONValue = [
    "id": .string(request.article.id), "annotations": .array(found.map(\.json)),
  ]
  print(JSONWriter.string(answer))
}
