import PostilTerminal

/// The keys of `review moved`.
package enum MovedKeys {
  package static let table = KeyTable<MovedReviewer>(
    [
      KeyBinding("?", help: "list the keys", hint: "keys") { try $0.showKeys() },
      KeyBinding("a", "y", "\r", "\n", help: "keep at the place shown", hint: "keep") {
        try $0.keep()
      },
      KeyBinding("e", ":", help: "elsewhere: type the words or their place", hint: "elsewhere") {
        try $0.keepElsewhere()
      },
      KeyBinding("x", "n", help: "lost: remove it", hint: "lost") { try $0.lose() },
      KeyBinding(" ", "j", "l", help: "skip", hint: "skip") { $0.advance() },
    ],
    [
      KeyBinding("k", "h", help: "previous") { $0.goBack() },
      KeyBinding("o", help: "show the line") { try $0.showLine() },
      KeyBinding("z", "\u{8}", help: "undo", hint: "undo") { try $0.undo() },
      KeyBinding("q", help: "leave") { $0.leave() },
    ])
}
