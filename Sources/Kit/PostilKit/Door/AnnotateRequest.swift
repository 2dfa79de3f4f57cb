/// The question a host asks an annotator, as a message carries it: `{"id":…,"title":…,
/// "published":…,"given":[…]}`, and `"text":…` where the text does not travel beside it.
public struct AnnotateRequest: Sendable {
  /// The article asked about.
  public var article: Article
  /// Annotations the annotator requires or uses.
  public var given: [Annotation]

  /// Makes a request.
  public init(article: Article, given: [Annotation]) {
    self.article = article
    self.given = given
  }

  /// Reads a request; `text` is the article's if it travelled apart from the message.
  ///
  /// - Throws: ``AnnotationFailure`` for a message that is no request.
  public init(json: JSONValue, text: Text? = nil) throws(AnnotationFailure) {
    guard let text = text ?? json["text"]?.string.map({ Text($0) }) else {
      throw AnnotationFailure("'text' is missing")
    }
    article = Article(
      id: json["id"]?.string ?? "", title: json["title"]?.string, text: text,
      published: json["published"]?.string.flatMap { CalendarDate($0) })
    given = []
    for annotation in json["given"]?.array ?? [] { given.append(try Annotation(json: annotation)) }
  }

  /// The message; with the text inside if `includingText`.
  public func json(includingText: Bool) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(article.id)
    if let title = article.title { object["title"] = .string(title) }
    if let published = article.published { object["published"] = .string("\(published)") }
    if includingText { object["text"] = .string(article.text.string) }
    object["given"] = .array(given.map(\.json))
    return .object(object)
  }
}

/// An annotator's answer, as a message carries it: `{"annotations":[…]}` or `{"error":…}`.
public enum AnnotateResult: Sendable {
  /// It did the article.
  case annotations([Annotation])
  /// It could not; the sentence says why.
  case error(String)

  /// Asks an annotator and keeps what it throws as the answer.
  public init(_ annotator: some Annotator, _ request: AnnotateRequest) {
    do {
      self = .annotations(try annotator.annotate(request.article, given: request.given))
    } catch {
      self = .error("\(error)")
    }
  }

  /// Reads an answer. Annotations that are none are counted and left out.
  public static func read(_ json: JSONValue) -> (result: AnnotateResult, malformed: [String]) {
    if let error = json["error"] {
      return (.error(error.string ?? error["message"]?.string ?? JSONWriter.string(error)), [])
    }
    guard let list = json["annotations"]?.array else {
      return (.error("its answer has neither 'annotations' nor 'error'"), [])
    }
    var annotations: [Annotation] = []
    var malformed: [String] = []
    for element in list {
      do throws(AnnotationFailure) {
        annotations.append(try Annotation(json: element))
      } catch {
        malformed.append(error.reason)
      }
    }
    return (.annotations(annotations), malformed)
  }

  /// The message.
  public var json: JSONValue {
    switch self {
    case .annotations(let annotations): ["annotations": .array(annotations.map(\.json))]
    case .error(let sentence): ["error": .string(sentence)]
    }
  }
}
