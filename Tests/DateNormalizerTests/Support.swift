import Foundation
import PostilKit
import Testing

@testable import DateNormalizer

/// The folder of the plugin in the checkout.
let pluginFolder: String = {
  let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  return parts.joined(separator: "/") + "/Plugins/DateNormalizer"
}()

/// The day on which the examples are published: a Wednesday.
let wednesday = CalendarDate(year: 2023, month: 3, day: 15)

/// The annotator with its defaults, started once.
private let plain = Result { try DateNormalizer(Configuration(folder: pluginFolder)) }

/// What the annotator finds in a text.
func timexes(
  _ text: String, published: CalendarDate? = wednesday, settings: [String: JSONValue] = [:]
) throws -> [Annotation] {
  let annotator =
    settings.isEmpty
    ? try plain.get()
    : try DateNormalizer(Configuration(folder: pluginFolder, settings: object(settings)))
  let article = Article(text: Text(text), published: published)
  return try annotator.annotate(article, given: [])
}

/// The time that this thread had a processor: what else runs on the machine is not in it.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension Annotation {
  /// Its TIMEX3 value.
  var value: String { attributes["value"]?.string ?? "" }
}

private func object(_ settings: [String: JSONValue]) -> JSONObject {
  var object = JSONObject()
  for (key, value) in settings { object[key] = value }
  return object
}
