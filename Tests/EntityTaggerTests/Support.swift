import EntityTagger
import PostilKit
import Testing

/// Reads `[name]{LABEL}`: the plain text, and the names in it.
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

/// What a tagger marks, as `[name]{LABEL}`.
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
