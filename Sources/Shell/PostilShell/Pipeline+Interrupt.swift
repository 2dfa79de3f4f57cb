import PostilPlugins
import PostilTerminal

extension Pipeline {
  /// Starts all plugins; Ctrl-C cancels it. A plugin that starts slowly is named on standard error, with the
  /// progress that it tells.
  ///
  /// - Parameter printsErrors: Whether what plugins print on their standard error is shown.
  /// - Throws: `interrupted` after Ctrl-C, and the errors of starting a plugin.
  package func startInterruptibly(
    _ options: Options, printsErrors: Bool = false
  ) throws -> RunningPipeline {
    let meter = WaitingMeter()
    defer { meter.clear() }
    var options = options
    options.starting = { meter.wait(for: "starting \($0)") }
    options.listener = PluginVoice.listener(printsErrors: printsErrors) { meter.tell($0) }
    return try Interruptible.run(waiting: meter.show) { [options] _ in
      Result { try start(options) }
    }.get()
  }
}
