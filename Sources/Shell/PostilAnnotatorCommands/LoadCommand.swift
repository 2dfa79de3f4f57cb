import PostilShell

/// `load`: starts plugins before they are needed.
struct LoadCommand: PluginStarting {
  let name = "load"
  let summary = "Start plugins now."
  let examples: [Example] = [("load keyword-python", "so that the next run need not wait")]
  let endsRunning = false
}
