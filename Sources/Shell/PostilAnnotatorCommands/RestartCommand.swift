import PostilShell

/// `restart`: ends running plugins and starts them again.
struct RestartCommand: PluginStarting {
  let name = "restart"
  let summary = "End plugins that are kept running, and start them again."
  let examples: [Example] = [("restart keyword-python", "after it hung")]
  let endsRunning = true
}
