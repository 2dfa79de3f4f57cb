import PostilKit
@testable import PostilPlugins
import PostilSystem
@testable import PostilWorkbench

extension FuzzTarget {
  /// A plugin's answer, as it is read and checked: what is left fits the text.
  static let pluginMessage = FuzzTarget(name: "plugin-message") { bytes in
    var read = AnnotateResult.Reading()
    let answer = try? JSONParser.parse(Array(bytes), handing: "annotations") { read.take($0) }
    guard answer != nil, let manifest else { return }
    let check = ResultCheck(
      HostedResult(annotations: read.annotations, malformed: read.malformed), text: article,
      manifest: manifest, known: ["k3f9q2m7x1ab"], sections: Sections(article))
    for annotation in check.annotations {
      require(annotation.spans.allSatisfy { $0.end <= article.count }, "a span is outside the text")
      require(!annotation.id.isEmpty, "an annotation has no id")
    }
  }

  /// A line of a stream: the answer is one line of JSON.
  static let streamRecord = FuzzTarget(name: "stream-record") { bytes in
    let record = answerer.answer(
      .line(Array(bytes)), number: 0, old: nil, cancellation: Cancellation())
    require(record.bytes.last == 0x0A, "an answer is not a line")
    let answer = try? JSONParser.parse(record.bytes.dropLast())
    require(answer?.object != nil, "an answer is not an object in JSON")
  }

  /// An earlier answer that `--retry-errors` finds.
  static let oldAnswer = FuzzTarget(name: "old-answer") { bytes in
    let line = LineBuffer.Line.line(Array(#"{"id":1,"text":"Ana left."}"#.utf8))
    _ = answerer.answer(line, number: 0, old: Array(bytes), cancellation: Cancellation())
  }

  private static let article = Text(
    "Ana Duarte left Lisbon on Monday. \u{1F6A2} “Fine,” she said.\n")
  private static let manifest = try? Manifest(folder: "Plugins/EntityTagger")

  private static let answerer: StreamAnswerer = {
    var options = StreamOptions()
    options.passes = true
    options.hashesInput = true
    return StreamAnswerer(
      pipeline: RunningPipeline(
        steps: [], hosts: [], everywhere: [], settings: [:], workspace: nil), options: options)
  }()
}
