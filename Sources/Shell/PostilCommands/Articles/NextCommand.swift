import PostilShell

/// `next`: opens the article after the open one.
struct NextCommand: NeighbourOpening {
  let name = "next"
  let aliases = ["n"]
  let summary = "Open the next article."
  let examples: [Example] = [("next --todo", "the next article that needs work")]
  let isForward = true
}
