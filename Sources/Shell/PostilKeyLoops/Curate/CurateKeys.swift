import PostilCuration
import PostilTerminal

/// The keys of `curate` and of `review conflicts`.
package enum CurateKeys {
  package static let table = KeyTable<CurationLoop>(
    [
      KeyBinding("?", help: "list the keys", hint: "keys") { try $0.showKeys() },
      KeyBinding(
        "1", "2", "3", "4", "5", "6", "7", "8", "9", help: "take that reading", hint: "take"
      ) { try $0.take($1) },
      KeyBinding("b", help: "take both, or all of them", hint: "both") { try $0.takeAll() },
      KeyBinding("x", help: "take neither", hint: "neither") { try $0.decide(.take([])) },
      KeyBinding("e", ":", help: "edit: type another label, words or value", hint: "edit") {
        try $0.edit()
      },
      KeyBinding("s", " ", "j", "l", help: "skip", hint: "skip") { $0.skip() },
    ],
    [
      KeyBinding("k", "h", help: "previous") { $0.goBack() },
      KeyBinding("o", help: "show the line") { try $0.showLine() },
      KeyBinding("z", "\u{8}", help: "undo", hint: "undo") { try $0.undo() },
      KeyBinding("q", help: "leave") { $0.leave() },
    ])
}
