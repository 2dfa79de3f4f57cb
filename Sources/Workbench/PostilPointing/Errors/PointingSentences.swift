import PostilKit
import PostilSystem

extension PointingFact {
  package var description: String {
    switch self {
    case .openQuotation(let mark): "a quotation mark \(mark) is not closed"
    case .noOpenArticle: "no article is open"
    case .emptyScope: "'on' needs articles"
    case .emptyFilter(let name): "'\(name)=' has no value"
    case .unknownFilter(let name, _): "unknown filter '\(name)'"
    case .expectedAfter(let word, let what, let found, _):
      "after '\(word)', \(what) is expected" + (found.map { ", not '\($0)'" } ?? "")
    case .unknownLayer(let name, _): "'\(name)' is not a valid layer"
    case .unknownRole(let name, let layer, let known):
      "'\(name)' is not a valid role of the layer \(layer): the layer has "
        + (known.isEmpty ? "none" : known.joined(separator: ", "))
    case .noRoles(let layer): "annotations of the layer \(layer) have no roles"
    case .severalRoles: "several roles are possible"
    case .badSpan(let span, let problem):
      "cannot resolve '\(span)'" + (problem.sentence.map { ": \($0)" } ?? "")
    case .noText(let text, _): "\(text) does not occur"
    case .ambiguousText(let text, let count, let occurrences):
      "\(text) occurs \(counted(count, "time")):\n  " + occurrences.joined(separator: "\n  ")
    case .noOccurrence(let text, let number, let count):
      "\(text) occurs \(counted(count, "time")), so there is no #\(number)"
    case .noLine(let line, let count):
      "there is no line \(line); the article has \(counted(count, "line"))"
    case .noWord(let line, let word, let count, _):
      "line \(line) has \(counted(count, "word")), so there is no word \(word)"
    case .nothingNamed(let name, let count):
      "there is no annotation \(name)" + (count == 0 ? "; the article has none yet" : "")
    }
  }

  package var status: ExitStatus { .usage }
}

extension SpanProblem {
  /// The end of the sentence; nil if nothing more can be said.
  fileprivate var sentence: String? {
    switch self {
    case .notADesignator: nil
    case .expected(let what): what
    case .badPattern(let reason): reason
    case .noWordQuoted: "there is no word between the quotation marks"
    case .tooLarge(let digits): "\(digits) is too large"
    case .hitsFromOne: "hits are numbered from 1"
    case .occurrencesFromOne: "occurrences are numbered from 1"
    case .backwards: "it ends before it begins"
    case .linesBackwards: "it ends before it starts"
    case .noLineShown: "no line has been shown yet"
    case .noneTouched: "no annotation has been touched yet"
    case .noSearch: "there has been no search yet"
    case .noHits: "the last search has no hits"
    case .hitCount(let count): "the last search has \(counted(count, "hit"))"
    case .emptyLine(let line): "line \(line) is empty"
    case .characterCount(let count, let line): "line \(line) has the characters 1 to \(count)"
    case .codePointCount(let count): "the article has the code points 0 to \(count)"
    case .doesNotFollow(let text, let line, let word):
      "\(text) does not follow at \(line).\(word) or later"
    case .severalPlaces(let count): "it refers to \(count) places, but exactly one is needed"
    case .elsewhere(let article): "it is in \(article)"
    case .notAnAnnotation: "an annotation is needed here, such as e7 or ."
    case .allJoined: "#* cannot be joined with +"
    case .articlesDiffer: "its pieces are in different articles"
    case .overlap: "its pieces overlap"
    }
  }
}
