import PostilTerminal

/// The keys of `mark` but for those of the labels, which the schema decides.
package enum MarkKeys {
  package static let table = KeyTable<MarkLoop>(
    [
      KeyBinding("?", help: "list the keys", hint: "keys") { try $0.showKeys() },
      KeyBinding(" ", "n", help: "next name without an annotation", hint: "next name") {
        $0.goToName(isForward: true)
      },
      KeyBinding("N", help: "previous name without an annotation") {
        $0.goToName(isForward: false)
      },
      KeyBinding("\"", help: "next quotation") { $0.goToQuotation() },
    ],
    [
      KeyBinding("h", help: "word before") { $0.cursor.move(-1) },
      KeyBinding("l", help: "word after") { $0.cursor.move(1) },
      KeyBinding("k", help: "line before") { $0.cursor.moveLine(-1) },
      KeyBinding("j", help: "line after") { $0.cursor.moveLine(1) },
    ],
    [
      KeyBinding("]", help: "right edge out") { $0.cursor.stretchRight(1) },
      KeyBinding("}", help: "right edge in") { $0.cursor.stretchRight(-1) },
      KeyBinding("[", help: "left edge out") { $0.cursor.stretchLeft(-1) },
      KeyBinding("{", help: "left edge in") { $0.cursor.stretchLeft(1) },
    ],
    [
      KeyBinding("/", help: "find words") { try $0.search() },
      KeyBinding(":", help: "select words by number or text") { try $0.point() },
      KeyBinding("s", help: "choose the speaker of the quote") { try $0.chooseSpeaker() },
    ],
    [
      KeyBinding("z", "\u{8}", help: "undo") { try $0.undo() },
      KeyBinding("e", help: "type a command") { try $0.typeCommand() },
      KeyBinding("o", help: "show the line") { try $0.showLine() },
      KeyBinding("q", help: "leave", hint: "leave") { $0.leave() },
    ])
}
