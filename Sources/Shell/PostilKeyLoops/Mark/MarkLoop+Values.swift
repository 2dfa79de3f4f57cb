import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// The values of timexes: proposed, typed and explained.
extension MarkLoop {
  /// The value that the person types or takes for a layer of timexes; nil if the line was left.
  func attributes(of layer: Layer, _ label: String) throws -> [(name: String, value: Word)]? {
    guard session.focus.schema.attributes(of: layer)["value"] == .timex else { return [] }
    let proposed = proposedValue(layer, label)
    let question = proposed.map { value in
      let meaning = self.meaning(ofDay: value).map { " (\($0))" } ?? ""
      return "value, Enter for \(value)\(meaning), - for none: "
    }
    guard
      let typed = try screen.line(question ?? "value, or Enter for none: ", until: ";", keys)
    else { return nil }
    let value = typed.isEmpty ? proposed ?? "" : typed == "-" ? "" : typed
    return value.isEmpty ? [] : [("value", Word(bare: value))]
  }

  /// The value of the words chosen: that of a suggestion, else what a plugin of the layer computes. Nothing is
  /// proposed where that needs a day of publication that is not known.
  private func proposedValue(_ layer: Layer, _ label: String) -> String? {
    let here = article.store.annotations.map(\.annotation).filter { $0.state != .rejected }
    return value(in: here, layer, label) ?? value(in: said(of: layer), layer, label)
  }

  /// What plugins say about the layer; they are asked once.
  private func said(of layer: Layer) -> [Annotation] {
    if let known = proposals[layer] { return known }
    let said = session.proposals(for: article.store, on: layer)
    proposals[layer] = said
    return said
  }

  /// The value of the annotation at the words chosen, one with the label first.
  private func value(in all: [Annotation], _ layer: Layer, _ label: String) -> String? {
    let same = all.filter { $0.layer == layer && $0.spans == [cursor.span] }
    return (same.first { $0.label == label } ?? same.first)?.attributes["value"]?.string
  }

  /// What a day means: `Tuesday, 2 days before publication`; nil for any other value.
  func meaning(ofDay value: String) -> String? {
    guard let day = CalendarDate(value) else { return nil }
    let weekday = CalendarNames.weekdays[day.weekday - 1]
    guard let published = article.store.article.published else { return weekday }
    let distance = day.dayNumber - published.dayNumber
    if distance == 0 { return weekday + ", the day of publication" }
    return weekday
      + ", \(counted(abs(distance), "day")) \(distance < 0 ? "before" : "after") publication"
  }
}
