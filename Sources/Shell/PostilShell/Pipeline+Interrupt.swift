import PostilPlugins
import PostilTerminal

extension Pipeline {
  /// Starts all plugins; Ctrl-C cancels it.
  ///
  /// - Throws: `interrupted` after Ctrl-C, and the errors of starting a plugin.
  package func startInterruptibly(_ options: Options) throws -> RunningPipeline {
    try Interruptible.run { _ in Result { try start(options) } }.get()
  }
}
