extension AnnotateRequest {
  /// The room that a flat message takes for each annotation, about, in bytes.
  private static let roomForOne = 512

  /// The flat message, without the text.
  package func flat() -> FlatWriter {
    var writer = FlatWriter(capacity: 256 + Self.roomForOne * given.count)
    writer.write(article.id)
    writer.write(article.title)
    writer.write(article.published.map { "\($0)" })
    writer.write(given)
    return writer
  }

  /// Reads a flat message.
  init(flat bytes: UnsafeBufferPointer<UInt8>, text: Text) throws(AnnotationFailure) {
    do throws(FlatReader.Failure) {
      var reader = FlatReader(bytes)
      article = Article(
        id: try reader.text(), title: try reader.optionalText(), text: text,
        published: try reader.optionalText().flatMap { CalendarDate($0) })
      let reading = try reader.annotations()
      if let reason = reading.malformed.first { throw FlatReader.Failure(reason: reason) }
      given = reading.annotations
    } catch {
      throw AnnotationFailure(error.reason)
    }
  }
}

extension AnnotateResult {
  /// The flat message.
  func flat() -> FlatWriter {
    switch self {
    case .annotations(let annotations):
      var writer = FlatWriter(capacity: 64 + 256 * annotations.count)
      writer.write(0)
      writer.write(annotations)
      return writer
    case .error(let sentence):
      var writer = FlatWriter(capacity: 16 + sentence.utf8.count)
      writer.write(1)
      writer.write(sentence)
      return writer
    }
  }

  /// Reads a flat answer, and why its annotations that are not valid are none.
  ///
  /// - Throws: ``AnnotationFailure`` if it is no flat answer.
  package static func read(
    flat bytes: UnsafeBufferPointer<UInt8>
  ) throws(AnnotationFailure) -> (result: AnnotateResult, malformed: [String]) {
    do throws(FlatReader.Failure) {
      var reader = FlatReader(bytes)
      if try reader.number() != 0 { return (.error(try reader.text()), []) }
      let reading = try reader.annotations()
      guard reader.isAtEnd else { throw FlatReader.Failure(reason: "something follows it") }
      return (.annotations(reading.annotations), reading.malformed)
    } catch {
      throw AnnotationFailure(error.reason)
    }
  }
}
