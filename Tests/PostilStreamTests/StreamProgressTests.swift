import PostilPlugins
import PostilSystem
import Synchronization
import TestSupport
import Testing

@testable import PostilStream

@Suite(.enabled(if: hasPython, "python3 is missing")) struct StreamProgressTests {
  @Test func tellsTheRateAndTheTimeLeft() {
    var progress = StreamProgress()
    (progress.answered, progress.bytes, progress.milliseconds) = (300, 2_000_000, 4000)
    #expect(progress.recordsPerSecond == 75 && progress.megabytesPerSecond == 0.5)
    #expect(progress.secondsLeft == nil)
    progress.total = 6_000_000
    #expect(progress.secondsLeft == 8)
  }

  @Test func countsWhatIsAnswered() throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin("names", "return []")
    let input = String(repeating: "{\"text\":\"Ana\"}\n", count: 50) + "nonsense\n"
    try folder.write("in", input)
    let running = try Pipeline(catalog: PluginCatalog(folders: [.init(folder.path)])).start()
    defer { running.stop() }
    let source = open("\(folder.path)/in", O_RDONLY)
    let sink = open("\(folder.path)/out", O_WRONLY | O_CREAT, 0o600)
    defer { for descriptor in [source, sink] { close(descriptor) } }
    let last = Mutex(StreamProgress())
    #expect(StreamProgress.rest(of: source) == input.utf8.count)
    let stream = StreamAnnotator(running) { progress in last.withLock { $0 = progress } }
    _ = try stream.run(input: source, output: sink)
    let end = last.withLock { $0 }
    #expect(end.answered == 51 && end.failed == 1 && end.bytes == input.utf8.count)
  }
}
