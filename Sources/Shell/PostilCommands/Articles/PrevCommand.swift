import PostilShell

/// `prev`: opens the article before the open one.
struct PrevCommand: NeighbourOpening {
  let name = "prev"
  let aliases = ["p"]
  let summary = "Open the previous article."
  let examples: [Example] = [("prev --todo", "the previous article that needs work")]
  let isForward = false
}
