import PostilPlugins
import PostilTerminal

extension Pipeline {
  /// Starts all plugins; Ctrl-C cancels it. A plugin that starts slowly is named on standard error.
  ///
  /// - Throws: `interrupted` after Ctrl-C, and the errors of starting a plugin.
  package func startInterruptibly(_ options: Options) throws -> RunningPipeline {
    let meter = WaitingMeter()
    defer { meter.clear() }
    var options = options
    options.starting = { meter.wait(for: "starting \($0)") }
    return try Interruptible.run(waiting: meter.show) { [options] _ in
      Result { try start(options) }
    }.get()
  }
}
