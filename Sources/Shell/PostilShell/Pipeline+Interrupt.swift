import PostilPlugins
import PostilTerminal

extension Pipeline {
  /// Starts all plugins, unless Ctrl-C is pressed meanwhile.
  ///
  /// - Throws: `interrupted`, and what starting a plugin throws.
  package func startInterruptibly(_ options: Options) throws -> RunningPipeline {
    try Interruptible.run { _ in Result { try start(options) } }.get()
  }
}
