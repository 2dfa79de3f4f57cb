import PostilKit
import PostilTerminal

/// The keys of `review`.
package enum ReviewKeys {
  package static let table = KeyTable<Reviewer>(
    [
      KeyBinding("?", help: "list the keys", hint: "keys") { try $0.showKeys() },
      KeyBinding("a", "y", "\r", "\n", help: "accept", hint: "accept") { try $0.decide(.accepted) },
      KeyBinding("x", "n", help: "reject", hint: "reject") { try $0.decide(.rejected) },
      KeyBinding(" ", help: "skip", hint: "skip") { $0.skip() },
    ],
    [
      KeyBinding("A", help: "accept all with the same words and label") {
        try $0.decideAll(.accepted, key: $1)
      },
      KeyBinding("X", help: "reject all with the same words and label") {
        try $0.decideAll(.rejected, key: $1)
      },
    ],
    [
      KeyBinding(
        "1", "2", "3", "4", "5", "6", "7", "8", "9", help: "accept as that label", hint: "label"
      ) { try $0.relabel($1) },
      KeyBinding("s", help: "choose the speaker") { try $0.chooseSpeaker() },
    ],
    [
      KeyBinding("]", help: "right edge out", hint: "edge") { try $0.moveRightEdge(words: 1) },
      KeyBinding("}", help: "right edge in") { try $0.moveRightEdge(words: -1) },
      KeyBinding("[", help: "left edge out", hint: "edge") { try $0.moveLeftEdge(words: -1) },
      KeyBinding("{", help: "left edge in") { try $0.moveLeftEdge(words: 1) },
    ],
    [
      KeyBinding("j", "l", help: "next") { $0.advance() },
      KeyBinding("k", "h", help: "previous") { $0.goBack() },
      KeyBinding("/", help: "jump to words or a label") { try $0.jump() },
    ],
    [
      KeyBinding("f", help: "flag") { try $0.flag() },
      KeyBinding("e", help: "type a command") { try $0.typeCommand() },
      KeyBinding("o", help: "show the line") { try $0.showLine() },
    ],
    [
      KeyBinding("z", "\u{8}", help: "undo", hint: "undo") { try $0.undo() },
      KeyBinding("d", help: "article done") { try $0.finishArticle() },
      KeyBinding("q", help: "leave") { $0.leave() },
    ])
}
