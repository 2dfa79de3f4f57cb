import PostilKit
import Testing

@Suite struct AnnotationTests {
  static let quote =
    #"{"id":"k3f9q2m7x1ab","layer":"quote","label":"mixed","spans":[[81,131]],"text":"…","roles":{"#
    + #""cue":{"spans":[[60,64]]},"source":{"spans":[[49,59]],"id":"p7x1aa09ttqe"}},"attributes":{"#
    + #""speaker":"Alexander Lukashenko"},"state":"suggested","annotator":"quote-attributor@0.1.0","#
    + #""score":0.91,"rule":"say-that"}"#

  @Test(arguments: [
    quote, #"{"layer":"entity","label":"PER","spans":[[0,4],[9,12]],"state":"accepted"}"#,
    #"{"layer":"x","label":"y","spans":[],"state":"rejected","mood":{"kept":[1,2.50]}}"#,
    #"{"layer":"q","label":"y","spans":[[1,2]],"roles":{"target":[{"id":"a"},{"id":"b"}]},"state":"suggested"}"#,
  ])
  func survivesReadingAndWriting(_ json: String) throws {
    #expect(JSONWriter.string(try Annotation(json: JSONParser.parse(json)).json) == json)
  }

  @Test(arguments: [
    ("[]", "it is not an object"), (#"{"layer":"x","spans":[]}"#, "'layer' and 'label' are needed"),
    (
      #"{"layer":"x","label":"y","spans":[[5,2]]}"#,
      "'spans' must be a list of [start, end] in reading order"
    ),
    (
      #"{"layer":"x","label":"y","spans":[[-1,2]]}"#,
      "'spans' must be a list of [start, end] in reading order"
    ),
    (#"{"layer":"x","label":1,"spans":[]}"#, "'label' is not a string"),
    (
      #"{"layer":"x","label":"y","spans":[],"state":"gold"}"#,
      "'state' must be suggested, accepted or rejected"
    ),
    (
      #"{"layer":"x","label":"y","spans":[],"roles":{"cue":{}}}"#,
      "the role 'cue' names neither spans nor an id"
    ),
  ])
  func refuses(_ json: String, _ reason: String) {
    #expect(throws: AnnotationFailure(reason)) { try Annotation(json: JSONParser.parse(json)) }
  }
}
